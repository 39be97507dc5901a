import { Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";

/** What this is, for who comes here first. */
export function Landing() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" py={{ base: 0, sm: "md" }}>
      <Title order={1} className="landing">
        {t("door.title")}
      </Title>
      <Text fz={{ base: "md", sm: "lg" }} maw={620}>
        {t("door.lead")}{" "}
        <Anchor component={Link} href="/films" inherit underline="always">
          {t("door.host_link")}
        </Anchor>
      </Text>
    </Stack>
  );
}

/** The second door. */
export function HostYourOwn() {
  const { t } = useTranslation();
  return (
    <Card withBorder component="section" aria-labelledby="host-your-own">
      <Group justify="space-between" gap="md">
        <Stack gap={4} flex="1 1 280px">
          <Title order={2} size="h4" id="host-your-own">
            {t("door.host_title")}
          </Title>
          <Text c="dimmed">{t("door.host_lead")}</Text>
        </Stack>
        <Button component={Link} href="/films" variant="default">
          {t("door.host_action")}
        </Button>
      </Group>
    </Card>
  );
}
