import { Button, Card, Checkbox, Code, Group, NativeSelect, NumberInput, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Event, InviteLink } from "../api/types";
import { dateAndTime } from "../format";
import { copy } from "../ui/copy";
import { Endless } from "../ui/Endless";
import Qr from "../ui/Qr";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { useKeepFocus } from "../ui/useKeepFocus";

const DAY = 86_400_000;
const UNTIL = { start: null, day: DAY, week: 7 * DAY } as const;
type Until = keyof typeof UNTIL;
interface Terms {
  uses: number;
  until: Until;
  skip: boolean;
}

/** Links by which anybody may come; the address of each is shown once, when it is made. */
export function InviteLinks({ event }: { event: Event }) {
  const { t } = useTranslation();
  const { fields, change, clear } = useDraft<Terms>(`link.${event.id}`, { uses: 1, until: "start", skip: false });
  const make = useAct({
    run: () => {
      const lasts = UNTIL[fields.until];
      return body(
        api.POST("/api/v1/events/{event_id}/invite-links", {
          params: { path: { event_id: event.id } },
          body: {
            uses: fields.uses,
            expires_at: lasts === null ? null : new Date(Date.now() + lasts).toISOString(),
            skip_approval: fields.skip,
          },
        }),
      );
    },
    done: clear,
    inPlace: true,
    freshen: [["event", event.id, "links"]],
  });
  const url = make.data?.url;
  return (
    <Card withBorder component="section" aria-label={t("desk.links_title")}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t("desk.links_title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("desk.links_hint")}
        </Text>
        <Group align="flex-end" grow>
          <NumberInput
            label={t("desk.uses")}
            min={1}
            max={100}
            clampBehavior="strict"
            allowDecimal={false}
            value={fields.uses}
            onChange={(uses) => change({ uses: Number(uses) || 1 })}
          />
          <NativeSelect
            label={t("desk.expires")}
            value={fields.until}
            onChange={(chosen) => change({ until: chosen.currentTarget.value as Until })}
            data={(Object.keys(UNTIL) as Until[]).map((value) => ({ value, label: t(`desk.until_${value}`) }))}
          />
        </Group>
        {event.my_role === "host" && event.approval === "manual" && (
          <Checkbox
            label={t("desk.skip")}
            description={t("desk.skip_hint")}
            checked={fields.skip}
            onChange={(changed) => change({ skip: changed.currentTarget.checked })}
          />
        )}
        {make.error && <Trouble error={make.error} />}
        <Group>
          <Button loading={make.isPending} onClick={() => make.mutate()}>
            {t("desk.make")}
          </Button>
        </Group>
        {url && (
          <Stack gap="xs" role="status">
            <Text fw={600}>{t("desk.made")}</Text>
            <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
              {url}
            </Code>
            <Text size="sm" c="dimmed">
              {t("desk.made_hint")}
            </Text>
            <Group>
              <Button variant="default" onClick={() => void copy(url)}>
                {t("desk.copy")}
              </Button>
            </Group>
            <div style={{ maxWidth: 220 }}>
              <Qr text={url} label={t("desk.made_qr")} />
            </div>
          </Stack>
        )}
        <Links event={event} />
      </Stack>
    </Card>
  );
}

function Links({ event }: { event: Event }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.inviteLinks(event.id));
  const [asking, setAsking] = useState<string | null>(null);
  const revoke = useAct<string>({
    run: (link_id) =>
      api.DELETE("/api/v1/events/{event_id}/invite-links/{link_id}", {
        params: { path: { event_id: event.id, link_id } },
      }),
    said: t("desk.revoked"),
    done: () => setAsking(null),
    inPlace: true,
    freshen: [["event", event.id, "links"]],
  });
  const frame = useKeepFocus<HTMLDivElement>();
  return (
    <div {...frame}>
      <Endless
        list={list}
        height={48}
        draw={(links) => (
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
            {links.map((link) => (
              <Group key={link.id} component="li" justify="space-between" gap="xs" wrap="nowrap">
                <LinkLine link={link} zone={event.time_zone} />
                <Button size="xs" variant="default" style={{ flexShrink: 0 }} onClick={() => setAsking(link.id)}>
                  {t("desk.revoke")}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
        empty={
          <Text size="sm" c="dimmed">
            {t("desk.no_links")}
          </Text>
        }
      />
      {asking && (
        <Sure
          opened
          danger
          title={t("desk.revoke_title")}
          question={t("desk.revoke_question")}
          action={t("desk.revoke")}
          loading={revoke.isPending}
          error={revoke.error}
          onClose={() => {
            setAsking(null);
            revoke.reset();
          }}
          onYes={() => revoke.mutate(asking)}
        />
      )}
    </div>
  );
}

function LinkLine({ link, zone }: { link: InviteLink; zone: string }) {
  const { t } = useTranslation();
  const [now] = useState(Date.now);
  const { used, uses, expires_at: end } = link;
  const gone = end && new Date(end).getTime() <= now;
  const told = [
    t("desk.link_used", { used, uses }),
    end && t(gone ? "desk.link_gone" : "desk.link_until", { time: dateAndTime(end, zone) }),
    link.skip_approval && t("desk.link_skip"),
  ];
  return (
    <Text size="sm" miw={0}>
      {t("desk.link_made", { time: dateAndTime(link.created_at, zone) })}
      <br />
      <Text span c="dimmed">
        {told.filter(Boolean).join(" · ")}
      </Text>
    </Text>
  );
}
