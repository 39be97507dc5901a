import { Button, Group, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { AccountPart } from "../settings/Account";
import { BlockedPart } from "../settings/Blocked";
import { CalmPart } from "../settings/Calm";
import { ChannelsPart } from "../settings/Channels";
import { FeedPart } from "../settings/Feed";
import { HerePart } from "../settings/Here";
import { KindsPart } from "../settings/Kinds";
import { ProfilePart } from "../settings/Profile";
import { PublicCalendarPart } from "../settings/PublicCalendar";
import { RemindersPart } from "../settings/Reminders";
import { NotFound } from "../ui/Trouble";

const PAGES = {
  profile: [ProfilePart],
  notifications: [ChannelsPart, CalmPart, RemindersPart, KindsPart],
  privacy: [BlockedPart, PublicCalendarPart, FeedPart, AccountPart],
  "sign-in": [HerePart],
};
const NAMES = ["profile", "notifications", "privacy", "sign-in"] as const;

/** Four short pages, each with its own address; without one the first. */
export default function Settings() {
  const { t } = useTranslation();
  const { page } = useParams<{ page?: string }>();
  const shown = NAMES.find((each) => each === (page ?? NAMES[0]));
  if (!shown) return <NotFound />;
  return (
    <Stack maw={760}>
      <title>{`${t(`settings_pages.${shown}`)} · ${t("settings.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("settings.title")}
      </Title>
      <Group component="nav" aria-label={t("settings.title")} gap={4}>
        {NAMES.map((each) => (
          <Button
            key={each}
            component={Link}
            href={`/settings/${each}`}
            size="sm"
            variant={each === shown ? "light" : "subtle"}
            color={each === shown ? undefined : "gray"}
            c={each === shown ? undefined : "var(--mantine-color-text)"}
            aria-current={each === shown ? "page" : undefined}
          >
            {t(`settings_pages.${each}`)}
          </Button>
        ))}
      </Group>
      {PAGES[shown].map((Shown) => (
        <Shown key={Shown.name} />
      ))}
    </Stack>
  );
}
