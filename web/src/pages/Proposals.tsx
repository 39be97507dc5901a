import { Anchor, Badge, Card, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { ownProposals } from "../api/queries";
import { dateAndTime, filmTitle } from "../format";
import { Empty } from "../ui/Empty";
import { Endless } from "../ui/Endless";

/** What one puts to the vote, or has voted on. */
export default function Proposals() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const role = asked.get("role") === "voter" ? "voter" : "host";
  const list = useInfiniteQuery(ownProposals(role));
  return (
    <Stack maw={820}>
      <title>{`${t("proposals.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("proposals.title")}
      </Title>
      <SegmentedControl
        aria-label={t("proposals.title")}
        value={role}
        onChange={(value) => setAsked({ role: value }, { replace: true })}
        data={(["host", "voter"] as const).map((value) => ({ value, label: t(`proposals.${value}`) }))}
        style={{ alignSelf: "flex-start" }}
      />
      <Endless
        list={list}
        draw={(items) => (
          <Stack gap="sm">
            {items.map((each) => (
              <Card key={each.id} withBorder>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <Anchor component={Link} href={`/proposals/${each.id}`} fw={600}>
                    {each.title ?? each.films.map(filmTitle).join(" · ")}
                  </Anchor>
                  <Badge variant="light" style={{ flexShrink: 0 }}>
                    {t(`proposals.${each.status}`)}
                  </Badge>
                </Group>
                <Text size="sm" c="dimmed">
                  {t("proposals.until", { time: dateAndTime(each.closes_at, each.time_zone) })}
                </Text>
              </Card>
            ))}
          </Stack>
        )}
        empty={<Empty title={t("proposals.empty")} hint={t("proposals.empty_hint")} />}
      />
    </Stack>
  );
}
