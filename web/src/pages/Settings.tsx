import { ActionIcon, Anchor, Button, Card, Code, Group, NativeSelect, PasswordInput, Select, SimpleGrid, Stack, Switch, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconCopy } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Me, NoticeSettings, Notice } from "../api/types";
import { dateAndTime } from "../format";
import { changeLanguage, type Language } from "../i18n";
import { keep } from "../session/session";
import { Endless, Waiting } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { save as saveFile } from "../ui/save";
import { tell, Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";

const KINDS: Notice["kind"][] = [
  "booking_requested", "booking_approved", "booking_declined", "booking_removed", "booking_withdrawn", "booking_moved", "seat_from_waitlist",
  "invited", "invitation_accepted", "invitation_refused", "invitation_revoked", "moderator_added", "moderator_removed", "event_announced",
  "event_changed", "event_cancelled", "event_restored", "reminder_day", "reminder_hour", "review_requested", "review_received", "channel_disconnected",
];

export default function Settings() {
  const { t } = useTranslation();
  return (
    <Stack maw={760}>
      <title>{`${t("settings.title")} · Seance`}</title>
      <Title order={1} size="h2">{t("settings.title")}</Title>
      <ProfilePart />
      <NoticesPart />
      <ConnectionsPart />
      <RemindersPart />
      <FeedPart />
      <BlockedPart />
      <AccountPart />
    </Stack>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">{title}</Title>
          {hint && <Text size="sm" c="dimmed">{hint}</Text>}
        </div>
        {children}
      </Stack>
    </Card>
  );
}

function ProfilePart() {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(read.me);
  return <Part title={t("settings.profile")}>{me ? <ProfileForm me={me} /> : error ? <Trouble error={error} retry={refetch} /> : <Waiting />}</Part>;
}

function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form, setForm] = useState({ name: me.name, about: me.about ?? "", city: me.city ?? "", avatar_url: me.avatar_url ?? "", language: me.language, time_zone: me.time_zone });
  const field = (name: "name" | "about" | "city" | "avatar_url") => ({ value: form[name], onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }) });
  const change = useAct({
    run: () => body(api.PATCH("/api/v1/me", { body: { ...form, name: form.name.trim(), about: form.about.trim() || null, city: form.city.trim() || null, avatar_url: form.avatar_url.trim() || null } })),
    said: t("common.saved"),
    then: (changed) => {
      cache.setQueryData(["me"], changed);
      void changeLanguage(changed.language as Language);
    },
    freshen: [["person", me.id]],
  });
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        change.mutate();
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput required label={t("settings.name")} maxLength={80} autoComplete="name" {...field("name")} />
          <TextInput label={t("settings.city")} maxLength={120} {...field("city")} />
          <NativeSelect label={t("settings.language")} value={form.language} onChange={(event) => setForm({ ...form, language: event.currentTarget.value as Language })} data={[{ value: "ru", label: "Русский" }, { value: "en", label: "English" }]} />
          <Select label={t("settings.zone")} searchable allowDeselect={false} limit={50} value={form.time_zone} onChange={(value) => value && setForm({ ...form, time_zone: value })} data={[...new Set([form.time_zone, ...Intl.supportedValuesOf("timeZone")])]} />
        </SimpleGrid>
        <Textarea label={t("settings.about")} autosize minRows={2} maxLength={2000} {...field("about")} />
        <TextInput type="url" label={t("settings.avatar")} description={t("settings.avatar_hint")} maxLength={2000} {...field("avatar_url")} />
        {change.error && <Trouble error={change.error} />}
        <Group><Button type="submit" loading={change.isPending}>{t("common.save")}</Button></Group>
      </Stack>
    </form>
  );
}

function NoticesPart() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(read.noticeSettings);
  const change = useAct<NoticeSettings>({
    run: (settings) => body(api.PUT("/api/v1/me/notice-settings", { body: settings })),
    hope: (settings) => {
      const before = cache.getQueryData<NoticeSettings>(["notice-settings"]);
      cache.setQueryData(["notice-settings"], settings);
      return () => cache.setQueryData(["notice-settings"], before);
    },
    freshen: [["notice-settings"]],
  });
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  const mute = (kind: Notice["kind"], on: boolean) => change.mutate({ ...data, muted: on ? data.muted.filter((each) => each !== kind) : [...data.muted, kind] });
  return (
    <>
      <Part title={t("settings.channels")} hint={t("settings.inbox_always")}>
        {(["email", "telegram", "vk"] as const).map((channel) => (
          <Switch key={channel} label={t(`settings.${channel}`)} checked={data.channels[channel]} onChange={(event) => change.mutate({ ...data, channels: { ...data.channels, [channel]: event.currentTarget.checked } })} />
        ))}
      </Part>
      <Part title={t("settings.kinds")} hint={t("settings.kinds_hint")}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
          {KINDS.map((kind) => <Switch key={kind} label={t(`kinds.${kind}`)} checked={!data.muted.includes(kind)} onChange={(event) => mute(kind, event.currentTarget.checked)} />)}
        </SimpleGrid>
      </Part>
    </>
  );
}

function ConnectionsPart() {
  const { t } = useTranslation();
  const [chat, setChat] = useState("");
  const [vk, setVk] = useState({ owner: "", token: "" });
  const freshen = [["notice-settings"]];
  const start = useAct({ run: () => body(api.POST("/api/v1/me/connections/telegram")), then: ({ url }) => void window.open(url, "_blank", "noopener"), freshen });
  const telegram = useAct({ run: () => api.PUT("/api/v1/me/connections/telegram", { body: { chat_id: /^-?\d+$/.test(chat.trim()) ? Number(chat) : chat.trim() } }), said: t("settings.connected"), then: () => setChat(""), freshen });
  const connectVk = useAct({ run: () => api.PUT("/api/v1/me/connections/vk", { body: { owner_id: Number(vk.owner), access_token: vk.token.trim() } }), said: t("settings.connected"), then: () => setVk({ owner: "", token: "" }), freshen });
  const leave = useAct<"telegram" | "vk">({ run: (channel) => api.DELETE("/api/v1/me/connections/{channel}", { params: { path: { channel } } }), said: t("settings.disconnected"), freshen });
  return (
    <>
      <Part title={t("settings.telegram")} hint={t("settings.telegram_hint")}>
        <Group align="flex-end">
          <Button loading={start.isPending} onClick={() => start.mutate()}>{t("settings.telegram_start")}</Button>
          <TextInput label={t("settings.telegram_chat")} maxLength={64} value={chat} onChange={(event) => setChat(event.currentTarget.value)} />
          <Button variant="default" disabled={!chat.trim()} loading={telegram.isPending} onClick={() => telegram.mutate()}>{t("settings.connect")}</Button>
          <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate("telegram")}>{t("settings.disconnect")}</Button>
        </Group>
      </Part>
      <Part title={t("settings.vk")} hint={t("settings.vk_hint")}>
        <Group align="flex-end">
          <TextInput label={t("settings.vk_owner")} inputMode="numeric" value={vk.owner} onChange={(event) => setVk({ ...vk, owner: event.currentTarget.value })} />
          <PasswordInput label={t("settings.vk_token")} autoComplete="off" miw={200} value={vk.token} onChange={(event) => setVk({ ...vk, token: event.currentTarget.value })} />
          <Button variant="default" disabled={!/^-?\d+$/.test(vk.owner.trim()) || !vk.token.trim()} loading={connectVk.isPending} onClick={() => connectVk.mutate()}>{t("settings.connect")}</Button>
          <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate("vk")}>{t("settings.disconnect")}</Button>
        </Group>
      </Part>
    </>
  );
}

function RemindersPart() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.reminders);
  const change = useAct<{ id: string; which: "day" | "hour"; silence: boolean }>({
    run: ({ id, which, silence }) => {
      const path = { params: { path: { event_id: id, which } } };
      return silence ? api.DELETE("/api/v1/me/reminders/{event_id}/{which}", path) : api.PUT("/api/v1/me/reminders/{event_id}/{which}", path);
    },
    freshen: [["reminders"]],
  });
  return (
    <Part title={t("settings.reminders")}>
      <Endless
        list={list}
        height={48}
        draw={(reminders) => (
          <Stack gap="xs">
            {reminders.map(({ event, which, fires_at, time_zone, silenced }) => (
              <Group key={event.id + which} justify="space-between" wrap="nowrap">
                <div>
                  <Anchor component={Link} href={`/events/${event.id}`}>{event.title}</Anchor>
                  <Text size="sm" c="dimmed">{t(`settings.${which}`)}: {dateAndTime(fires_at, time_zone)}{silenced && ` · ${t("settings.silenced")}`}</Text>
                </div>
                <Button size="xs" variant="default" aria-pressed={silenced} loading={change.isPending && change.variables.id === event.id && change.variables.which === which} onClick={() => change.mutate({ id: event.id, which, silence: !silenced })}>{t(silenced ? "settings.restore" : "settings.silence")}</Button>
              </Group>
            ))}
          </Stack>
        )}
        empty={<Text c="dimmed">{t("settings.no_reminders")}</Text>}
      />
    </Part>
  );
}

function FeedPart() {
  const { t } = useTranslation();
  const make = useAct({ run: () => body(api.POST("/api/v1/me/calendar")) });
  const url = make.data?.url;
  return (
    <Part title={t("settings.feed")} hint={t("settings.feed_hint")}>
      {url && (
        <Group wrap="nowrap">
          <Code style={{ overflowWrap: "anywhere" }}>{url}</Code>
          <ActionIcon variant="default" aria-label={t("event.copy_link")} onClick={() => void navigator.clipboard.writeText(url).then(() => tell(t("common.copied")))}><IconCopy size={16} /></ActionIcon>
        </Group>
      )}
      <Group><Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>{t(url ? "settings.feed_again" : "settings.feed_make")}</Button></Group>
    </Part>
  );
}

function BlockedPart() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.blocked);
  const unblock = useAct<string>({ run: (id) => api.DELETE("/api/v1/me/blocked/{user_id}", { params: { path: { user_id: id } } }), freshen: [["blocked"], ["events"]] });
  return (
    <Part title={t("settings.blocked")}>
      <Endless list={list} height={44} draw={(people) => people.map((each) => (
        <Group key={each.id} justify="space-between"><PersonLine person={each} /><Button size="xs" variant="default" onClick={() => unblock.mutate(each.id)}>{t("person.unblock")}</Button></Group>
      ))} empty={<Text c="dimmed">{t("settings.none_blocked")}</Text>} />
    </Part>
  );
}

function AccountPart() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [typed, setTyped] = useState("");
  const word = t("settings.delete_word");
  const download = useAct({
    run: async () => saveFile(new Blob([JSON.stringify(await body(api.GET("/api/v1/me/export")), null, 2)], { type: "application/json" }), "seance.json"),
  });
  const leave = useAct({
    run: () => api.DELETE("/api/v1/me"),
    said: t("settings.deleted"),
    then: () => {
      keep(null);
      cache.clear();
    },
  });
  return (
    <Part title={t("settings.account")}>
      <Text size="sm">{t("settings.export_hint")}</Text>
      <Group><Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>{t("settings.export")}</Button></Group>
      <Text size="sm">{t("settings.delete_sure")}</Text>
      <Group align="flex-end">
        <TextInput label={t("settings.delete_type", { word })} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button color="red.8" disabled={typed.trim() !== word} loading={leave.isPending} onClick={() => leave.mutate()}>{t("settings.delete")}</Button>
      </Group>
    </Part>
  );
}
