import { Alert, Anchor, Button, Container, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Refusal, Unreachable } from "../api/client";
import { dateAndTime, ownZone } from "../format";
import { toast } from "./Toasts";

/** What went wrong and what can be done now, in the words of the API. */
export function sayTrouble(error: unknown): { title: string; detail: string; next: string } {
  const { t } = i18next;
  if (error instanceof Unreachable) return { title: t("trouble.unreachable_title"), detail: t("trouble.unreachable"), next: "" };
  if (error instanceof Refusal) {
    const { title, detail, next_step: step } = error.problem;
    const next = step && i18next.exists(`next.${step}`) ? t(`next.${step}` as "next.wait") : "";
    return { title: title ?? t("trouble.title"), detail: detail && detail !== title ? detail : "", next };
  }
  return { title: t("trouble.title"), detail: t("trouble.unexpected"), next: "" };
}

/** Says on top of the page that the server disagrees. */
export function tellTrouble(error: unknown): void {
  const { title, detail, next } = sayTrouble(error);
  toast({ title, message: [detail, next].filter(Boolean).join(" "), color: "red", autoClose: 10_000, role: "alert" });
}

export function tell(message: string): void {
  toast({ message, color: "teal", role: "status" });
}

/** In place of what could not be shown. */
export function Trouble({ error, retry }: { error: unknown; retry?: (() => unknown) | undefined }) {
  const { t } = useTranslation();
  if (error instanceof Refusal && error.status === 404) return <NotFound />;
  const { title, detail, next } = sayTrouble(error);
  const conflicts = error instanceof Refusal ? (error.problem.conflicts ?? []) : [];
  return (
    <Alert color="red" my="md" title={title} icon={error instanceof Unreachable ? <IconPlugConnectedX /> : <IconAlertTriangle />}>
      <Stack gap="xs">
        {detail && <Text size="sm">{detail}</Text>}
        {next && <Text size="sm" fw={600}>{next}</Text>}
        {conflicts.length > 0 && (
          <List size="sm">
            {conflicts.map((each) => (
              <List.Item key={each.event_id}>
                <Anchor component={Link} href={`/events/${each.event_id}`} size="sm">{each.title}</Anchor>, {dateAndTime(each.starts_at ?? "", ownZone())}
              </List.Item>
            ))}
          </List>
        )}
        {retry && <Group><Button size="xs" variant="default" onClick={() => void retry()}>{t("common.retry")}</Button></Group>}
      </Stack>
    </Alert>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Container size="xs" py={64} ta="center">
      <Title order={1} size="h2" mb="sm">{t("trouble.not_found_title")}</Title>
      <Text c="dimmed" mb="lg">{t("trouble.not_found")}</Text>
      <Button component={Link} href="/">{t("trouble.go_find")}</Button>
    </Container>
  );
}
