import { Anchor, Badge, Button, Card, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { api } from "../api/client";
import { inbox } from "../api/queries";
import type { Notice, Page } from "../api/types";
import { changesOf, wordsOf } from "../events/changes";
import { Ago } from "../ui/Ago";
import { Empty } from "../ui/Empty";
import { Endless } from "../ui/Endless";
import { useAct } from "../ui/useAct";
import { Words } from "../ui/Words";

type Notices = InfiniteData<Page<Notice> & { unread_count: number }>;

export default function Inbox() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asked, setAsked] = useSearchParams();
  const unread = asked.has("unread");
  const list = useInfiniteQuery(inbox(unread));
  const count = list.data?.pages[0]?.unread_count ?? 0;
  const newest = list.data?.pages[0]?.items[0];
  const read = useAct<Notice | null>({
    run: (notice) =>
      api.POST("/api/v1/me/notices/read", {
        body: notice ? { ids: [notice.id] } : { until: newest?.created_at ?? new Date().toISOString() },
      }),
    hope: (notice) => {
      const before = cache.getQueriesData<Notices>({ queryKey: ["notices"] });
      const now = new Date().toISOString();
      for (const [key, data] of before)
        if (typeof data === "object") cache.setQueryData(key, marked(data, notice?.id, now));
      return () => {
        for (const [key, data] of before) cache.setQueryData(key, data);
      };
    },
    freshen: [["notices"]],
  });
  return (
    <Stack maw={760}>
      <title>{`${t("inbox.title")} · Seance`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t("inbox.title")} {count > 0 && <Badge size="lg">{t("nav.unread", { count })}</Badge>}
        </Title>
        <Button
          variant="default"
          disabled={!count}
          loading={read.isPending && read.variables === null}
          onClick={() => read.mutate(null)}
        >
          {t("inbox.read_all")}
        </Button>
      </Group>
      <SegmentedControl
        aria-label={t("inbox.title")}
        w="fit-content"
        value={unread ? "unread" : "all"}
        onChange={(value) => setAsked(value === "unread" ? { unread: "1" } : {}, { replace: true })}
        data={[
          { value: "all", label: t("inbox.all") },
          { value: "unread", label: t("inbox.unread") },
        ]}
      />
      <Endless
        list={list}
        draw={(notices) => (
          <Stack gap="xs">
            {notices.map((notice) => (
              <Line key={notice.id} notice={notice} onRead={() => read.mutate(notice)} />
            ))}
          </Stack>
        )}
        empty={<Empty title={t("inbox.empty")} hint={t("inbox.empty_hint")} />}
      />
    </Stack>
  );
}

function Line({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation();
  const fresh = !notice.read_at;
  const { sentence, message } = wordsOf(notice);
  return (
    <Card
      component="article"
      withBorder
      padding="sm"
      style={{ borderInlineStart: fresh ? "4px solid var(--mantine-primary-color-filled)" : undefined }}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h6" fw={fresh ? 700 : 500}>
          {notice.title}
        </Title>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <Ago at={notice.created_at} />
        </Text>
      </Group>
      <Text size="sm">{sentence}</Text>
      {notice.changes.length > 0 && (
        <Text component="dl" size="sm" className="changes">
          {changesOf(notice).map((change) => (
            <div key={change.field}>
              <dt>{t(`field.${change.field}`)}</dt>
              <dd>
                <Text component="del" inherit c="dimmed">
                  {change.old}
                </Text>{" "}
                →{" "}
                <Text component="ins" inherit fw={600} td="none">
                  {change.new}
                </Text>
              </dd>
            </div>
          ))}
        </Text>
      )}
      {message && <Words size="sm">{message}</Words>}
      <Group gap="md" mt={4}>
        {notice.event_id && (
          <Anchor component={Link} href={`/events/${notice.event_id}`} size="sm" onClick={() => fresh && onRead()}>
            {t("inbox.open")}
          </Anchor>
        )}
        {fresh && (
          <Button variant="subtle" size="compact-sm" onClick={onRead}>
            {t("inbox.read")}
          </Button>
        )}
      </Group>
    </Card>
  );
}

function marked(data: Notices, id: string | undefined, now: string): Notices {
  const read = (notice: Notice) =>
    !notice.read_at && (!id || notice.id === id) ? { ...notice, read_at: now } : notice;
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      unread_count: id ? Math.max(0, page.unread_count - 1) : 0,
      items: page.items.map(read),
    })),
  };
}
