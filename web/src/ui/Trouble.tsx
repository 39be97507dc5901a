import { Alert, Anchor, Button, Container, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Refusal, Unreachable } from "../api/client";
import { conflictTitle, dateAndTime, ownZone } from "../format";
import { useSignedIn } from "../session/store";
import { toast } from "./Toasts";

/** What went wrong and what can be done now, in the words of the API. */
export function sayTrouble(error: unknown): { title: string; detail: string; next: string } {
  const { t } = i18next;
  if (error instanceof Unreachable || isMissingPart(error))
    return { title: t("trouble.unreachable_title"), detail: t("trouble.unreachable"), next: "" };
  if (error instanceof Refusal) {
    const { title, detail, next_step: step } = error.problem;
    const next = step && i18next.exists(`next.${step}`) ? t(`next.${step}` as "next.wait") : "";
    return { title: title ?? t("trouble.title"), detail: detail && detail !== title ? detail : "", next };
  }
  return { title: t("trouble.title"), detail: t("trouble.unexpected"), next: "" };
}

/** A part of the page that could not be loaded, in the words of Chromium, Firefox and Safari. */
function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message)
  );
}

/** Says on top of the page that the server disagrees. */
export function tellTrouble(error: unknown): void {
  const { title, detail, next } = sayTrouble(error);
  toast({ title, message: [detail, next].filter(Boolean).join(" "), color: "red", autoClose: 10_000, role: "alert" });
}

export function tell(message: string, title?: string): void {
  toast({ title, message, color: "teal", role: "status" });
}

/** In place of what could not be shown. */
export function Trouble({ error, retry }: { error: unknown; retry?: (() => unknown) | undefined }) {
  const { t } = useTranslation();
  if (error instanceof Refusal && error.status === 404) return <NotFound />;
  const { title, detail, next } = sayTrouble(error);
  const conflicts = error instanceof Refusal ? (error.problem.conflicts ?? []) : [];
  return (
    <Alert
      color="red"
      my="md"
      title={title}
      icon={error instanceof Unreachable ? <IconPlugConnectedX /> : <IconAlertTriangle />}
    >
      <Stack gap="xs">
        {detail && <Text size="sm">{detail}</Text>}
        {next && (
          <Text size="sm" fw={600}>
            {next}
          </Text>
        )}
        {conflicts.length > 0 && (
          <List size="sm">
            {conflicts.map((each) => (
              <List.Item key={`${each.event_id} ${each.starts_at}`}>
                {/* One that is announced together with this is no event yet. */}
                {each.event_id ? (
                  <Anchor component={Link} href={`/events/${each.event_id}`} size="sm">
                    {conflictTitle(each)}
                  </Anchor>
                ) : (
                  conflictTitle(each)
                )}
                , {dateAndTime(each.starts_at ?? "", ownZone())}
              </List.Item>
            ))}
          </List>
        )}
        {retry && (
          <Group>
            <Button size="xs" variant="default" onClick={() => void retry()}>
              {t("common.retry")}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** Also for what is not for the reader, which must look the same (R6); signed in, it may be. */
export function NotFound() {
  const { t } = useTranslation();
  const [path] = useLocation();
  return (
    <Nothing title={t("trouble.not_found_title")} text={t("trouble.not_found")}>
      {!useSignedIn() && (
        <Button component={Link} href={`/sign-in?to=${encodeURIComponent(path)}`}>
          {t("nav.sign_in")}
        </Button>
      )}
    </Nothing>
  );
}

/** What one may see, but not do; why, and where to go instead. */
export function NoAccess({ why, href, go }: { why: string; href: string; go: string }) {
  const { t } = useTranslation();
  return (
    <Nothing title={t("trouble.forbidden_title")} text={why}>
      <Button component={Link} href={href}>
        {go}
      </Button>
    </Nothing>
  );
}

function Nothing({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Container size="xs" py={64} ta="center">
      <title>{`${title} · Seance`}</title>
      <Title order={1} size="h2" mb="sm">
        {title}
      </Title>
      <Text c="dimmed" mb="lg">
        {text}
      </Text>
      <Group justify="center">
        {children}
        <Button component={Link} href="/" variant={children ? "default" : "filled"}>
          {t("trouble.go_find")}
        </Button>
      </Group>
    </Container>
  );
}
