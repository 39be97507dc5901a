import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AccountPart } from "../settings/Account";
import { BlockedPart } from "../settings/Blocked";
import { CalmPart } from "../settings/Calm";
import { ChannelsPart } from "../settings/Channels";
import { FeedPart } from "../settings/Feed";
import { KindsPart } from "../settings/Kinds";
import { ProfilePart } from "../settings/Profile";
import { RemindersPart } from "../settings/Reminders";

export default function Settings() {
  const { t } = useTranslation();
  return (
    <Stack maw={760}>
      <title>{`${t("settings.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("settings.title")}
      </Title>
      <ProfilePart />
      <ChannelsPart />
      <CalmPart />
      <KindsPart />
      <RemindersPart />
      <FeedPart />
      <BlockedPart />
      <AccountPart />
    </Stack>
  );
}
