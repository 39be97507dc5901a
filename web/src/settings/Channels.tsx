import { Badge, Button, Card, Group, PasswordInput, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { me } from "../api/queries";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { useKeepFocus } from "../ui/useKeepFocus";
import { Part } from "./Part";
import { useNoticeSettings } from "./useNoticeSettings";

type Messenger = "telegram" | "vk";
const CHANGED = [["notice-settings"], ["me"]];
const LOOK_EVERY = 3_000;

/** Where notices go beside the inbox, and what is connected for it. */
export function ChannelsPart() {
  const { t } = useTranslation();
  const { data, error, refetch, change } = useNoticeSettings();
  const mine = useQuery(me).data;
  const toggle = (channel: "email" | Messenger) => ({
    checked: data?.channels[channel] ?? false,
    onChange: (event: { currentTarget: { checked: boolean } }) =>
      data && change({ ...data, channels: { ...data.channels, [channel]: event.currentTarget.checked } }),
  });
  const there = (channel: Messenger) => mine?.connections.includes(channel);
  return (
    <Part title={t("settings.channels")} hint={t("settings.inbox_always")}>
      {error && !data && <Trouble error={error} retry={refetch} />}
      <Switch
        label={t("settings.email")}
        description={mine ? (mine.email ?? t("settings.no_email")) : "…"}
        disabled={!data || !mine?.email}
        {...toggle("email")}
      />
      <Channel
        name="telegram"
        there={there("telegram")}
        send={<Switch label={t("settings.send_there")} disabled={!data} {...toggle("telegram")} />}
      >
        <Telegram />
      </Channel>
      <Channel
        name="vk"
        there={there("vk")}
        send={<Switch label={t("settings.send_there")} disabled={!data} {...toggle("vk")} />}
      >
        <Vk />
      </Channel>
    </Part>
  );
}

/** One messenger: connected, with the ways to be silent or to leave it, or else how to connect it. */
function Channel({
  name,
  there,
  send,
  children,
}: {
  name: Messenger;
  there: boolean | undefined;
  send: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const frame = useKeepFocus<HTMLDivElement>();
  const [sure, setSure] = useState(false);
  const leave = useAct({
    run: () => api.DELETE("/api/v1/me/connections/{channel}", { params: { path: { channel: name } } }),
    said: t("settings.disconnected"),
    done: () => setSure(false),
    inPlace: true,
    freshen: CHANGED,
  });
  return (
    <Card withBorder padding="sm" component="section" aria-label={t(`settings.${name}`)} mih={180} {...frame}>
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={3} size="h5">
            {t(`settings.${name}`)}
          </Title>
          {there !== undefined && (
            <Badge role="status" color={there ? "teal.9" : "gray.7"}>
              {t(there ? "settings.is_connected" : "settings.not_connected")}
            </Badge>
          )}
        </Group>
        {there ? (
          <>
            <Text size="sm" c="dimmed">
              {t("settings.never_shown")}
            </Text>
            {send}
            <Group>
              <Button variant="default" onClick={() => setSure(true)}>
                {t("settings.disconnect")}
              </Button>
            </Group>
            <Sure
              opened={sure}
              danger
              title={t("settings.sure_disconnect_title", { channel: t(`settings.${name}`) })}
              question={t(`settings.sure_disconnect_${name}`)}
              action={t("settings.disconnect")}
              loading={leave.isPending}
              error={leave.error}
              onClose={() => {
                setSure(false);
                leave.reset();
              }}
              onYes={() => leave.mutate()}
            />
          </>
        ) : (
          children
        )}
      </Stack>
    </Card>
  );
}

function Telegram() {
  const { t } = useTranslation();
  const {
    fields: { chat },
    change,
    sent,
  } = useDraft("telegram", { chat: "" });
  const start = useAct({ run: () => body(api.POST("/api/v1/me/connections/telegram")) });
  const connect = useAct({
    run: () =>
      api.PUT("/api/v1/me/connections/telegram", {
        body: { chat_id: /^-?\d+$/.test(chat.trim()) ? Number(chat) : chat.trim() },
      }),
    said: t("settings.connected"),
    done: sent,
    freshen: CHANGED,
  });
  // The bot tells Seance, not this page: it looks until the connection is there.
  useQuery({ ...me, refetchInterval: LOOK_EVERY, enabled: Boolean(start.data) });
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("settings.telegram_hint")}
      </Text>
      <Group align="flex-end">
        {start.data ? (
          <Button component="a" href={start.data.url} target="_blank" rel="noopener noreferrer">
            {t("settings.telegram_open")}
          </Button>
        ) : (
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {t("settings.telegram_start")}
          </Button>
        )}
        <TextInput
          label={t("settings.telegram_chat")}
          maxLength={64}
          value={chat}
          onChange={(event) => change({ chat: event.currentTarget.value })}
        />
        <Button variant="default" disabled={!chat.trim()} loading={connect.isPending} onClick={() => connect.mutate()}>
          {t("settings.connect")}
        </Button>
      </Group>
      {start.data && (
        <Text size="sm" role="status">
          {t("settings.telegram_waiting")}
        </Text>
      )}
    </>
  );
}

function Vk() {
  const { t } = useTranslation();
  const {
    fields: { owner },
    change,
    sent,
  } = useDraft("vk", { owner: "" });
  // A key is no words to keep.
  const [token, setToken] = useState("");
  const connect = useAct({
    run: () => api.PUT("/api/v1/me/connections/vk", { body: { owner_id: Number(owner), access_token: token.trim() } }),
    said: t("settings.connected"),
    done: sent,
    freshen: CHANGED,
  });
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("settings.vk_hint")}
      </Text>
      <Group align="flex-end">
        <TextInput
          label={t("settings.vk_owner")}
          inputMode="numeric"
          value={owner}
          onChange={(event) => change({ owner: event.currentTarget.value })}
        />
        <PasswordInput
          label={t("settings.vk_token")}
          autoComplete="off"
          miw={200}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={!/^-?\d+$/.test(owner.trim()) || !token.trim()}
          loading={connect.isPending}
          onClick={() => connect.mutate()}
        >
          {t("settings.connect")}
        </Button>
      </Group>
    </>
  );
}
