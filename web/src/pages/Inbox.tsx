import { Badge, Button, Group, SegmentedControl, Stack, Title } from "@mantine/core";
import { useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { api } from "../api/client";
import { inbox } from "../api/queries";
import type { Notice, Page } from "../api/types";
import { dayName } from "../format";
import { NoticeGroup } from "../notices/Group";
import { byDay } from "../notices/told";
import { Empty } from "../ui/Empty";
import { Endless } from "../ui/Endless";
import { useAct } from "../ui/useAct";
import { useKeepFocus } from "../ui/useKeepFocus";

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
  const frame = useKeepFocus<HTMLDivElement>();
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
        height={120}
        draw={(notices) => (
          <Stack gap="lg" {...frame}>
            {byDay(notices).map(({ day, groups }) => (
              <Stack key={day} component="section" gap="xs" aria-label={dayName(day)}>
                <Title order={2} size="h6" c="dimmed">
                  {dayName(day)}
                </Title>
                {groups.map((group) => (
                  <NoticeGroup key={group[0]?.id} notices={group} onRead={read.mutate} />
                ))}
              </Stack>
            ))}
          </Stack>
        )}
        empty={<Empty title={t("inbox.empty")} hint={t("inbox.empty_hint")} />}
      />
    </Stack>
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
