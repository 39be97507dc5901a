import { ActionIcon, Badge, Box, Button, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { IconPencil, IconSend, IconTrash } from "@tabler/icons-react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { messages } from "../api/queries";
import type { Event, Message } from "../api/types";
import { said, unsaid } from "../live/frames";
import { useLive } from "../live/live";
import { Report } from "../safety/Report";
import { useMyId } from "../session/store";
import { Ago } from "../ui/Ago";
import { Endless } from "../ui/Endless";
import { Sure } from "../ui/Sure";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { Words } from "../ui/Words";

/** The talk of those who are in, newest on top, where one writes. */
export default function Chat({ event }: { event: Event }) {
  const { t } = useTranslation();
  const live = useLive();
  const list = useInfiniteQuery(messages(event.id));
  return (
    <Stack maw={720}>
      <Write key={event.id} eventId={event.id} />
      {!live && (
        <Badge variant="default" role="status">
          {t("chat.reconnecting")}
        </Badge>
      )}
      <Box role="log" aria-label={t("chat.title")}>
        <Endless
          list={list}
          height={56}
          draw={(all) => (
            <Stack gap="xs">
              {all.map((message) => (
                <Said key={message.id} message={message} event={event} />
              ))}
            </Stack>
          )}
          empty={<Text c="dimmed">{t("chat.empty")}</Text>}
        />
      </Box>
    </Stack>
  );
}

function Write({ eventId }: { eventId: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const {
    fields: { text },
    change,
    clear,
  } = useDraft(`chat.${eventId}`, { text: "" });
  const post = useAct<string, Message>({
    run: (words) =>
      body(
        api.POST("/api/v1/events/{event_id}/messages", {
          params: { path: { event_id: eventId } },
          body: { text: words },
        }),
      ),
    done: (message) => {
      said(cache, message);
      clear();
    },
  });
  const send = () => {
    if (text.trim() && !post.isPending) post.mutate(text.trim());
  };
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <Textarea
        style={{ flex: 1 }}
        label={t("chat.write")}
        autosize
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(typed) => change({ text: typed.currentTarget.value })}
        onKeyDown={onEnter(send)}
      />
      <ActionIcon size={36} aria-label={t("common.send")} loading={post.isPending} onClick={send}>
        <IconSend size={18} />
      </ActionIcon>
    </Group>
  );
}

function Said({ message, event }: { message: Message; event: Event }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const own = message.author.id === useMyId();
  const [editing, setEditing] = useState(false);
  const [sure, setSure] = useState(false);
  const path = { event_id: event.id, message_id: message.id };
  const remove = useAct({
    run: () => api.DELETE("/api/v1/events/{event_id}/messages/{message_id}", { params: { path } }),
    done: () => unsaid(cache, event.id, message.id),
    inPlace: true,
  });
  const name = message.author.name || t("common.former_user");
  return (
    <Paper withBorder p="xs" bg={own ? "var(--mantine-color-default-hover)" : undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm">
          <b>{name}</b>{" "}
          <Text span size="xs" c="dimmed">
            <Ago at={message.created_at} />
            {message.edited_at && ` · ${t("chat.edited")}`}
          </Text>
        </Text>
        <Group gap={2} wrap="nowrap">
          {!own && message.author.name && (
            <Report kind="message" id={message.id} eventId={event.id} of={`${name}, ${message.text.slice(0, 40)}`} />
          )}
          {own && !editing && (
            <ActionIcon variant="subtle" color="gray" aria-label={t("chat.edit_of")} onClick={() => setEditing(true)}>
              <IconPencil size={16} />
            </ActionIcon>
          )}
          {(own || event.my_role === "host" || event.my_role === "moderator") && (
            <ActionIcon variant="subtle" color="gray" aria-label={t("chat.delete_of")} onClick={() => setSure(true)}>
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {editing ? <Edit message={message} onDone={() => setEditing(false)} /> : <Words>{message.text}</Words>}
      <Sure
        opened={sure}
        danger
        title={t("chat.delete_of")}
        question={t("chat.delete_sure")}
        action={t("common.delete")}
        loading={remove.isPending}
        error={remove.error}
        onClose={() => {
          setSure(false);
          remove.reset();
        }}
        onYes={() => remove.mutate()}
      />
    </Paper>
  );
}

function Edit({ message, onDone }: { message: Message; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const {
    fields: { text },
    change,
    clear,
  } = useDraft(`message.${message.id}`, { text: message.text });
  const close = () => {
    clear();
    onDone();
  };
  const edit = useAct<string, Message>({
    run: (words) =>
      body(
        api.PATCH("/api/v1/events/{event_id}/messages/{message_id}", {
          params: { path: { event_id: message.event_id, message_id: message.id } },
          body: { text: words },
        }),
      ),
    done: (changed) => {
      said(cache, changed);
      close();
    },
  });
  return (
    <Stack gap="xs">
      <Textarea
        aria-label={t("chat.edit_of")}
        autosize
        autoFocus
        maxLength={2000}
        value={text}
        onChange={(typed) => change({ text: typed.currentTarget.value })}
      />
      <Group gap="xs">
        <Button size="xs" loading={edit.isPending} disabled={!text.trim()} onClick={() => edit.mutate(text.trim())}>
          {t("common.save")}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
      </Group>
    </Stack>
  );
}

function onEnter(send: () => void) {
  return (pressed: KeyboardEvent) => {
    if (pressed.key !== "Enter" || pressed.shiftKey || pressed.nativeEvent.isComposing) return;
    pressed.preventDefault();
    send();
  };
}
