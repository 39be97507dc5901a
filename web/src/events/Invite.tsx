import { Button, Card, Checkbox, Group, Select, Stack, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import type { Event } from "../api/types";
import { Draft } from "../ui/Draft";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { useFollowers } from "./useFollowers";

/** Asks a follower of the host to come, with a seat of the event or with one more. */
export function Invite({ event }: { event: Event }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const { people, waiting, error } = useFollowers(event.host.id, words);
  const { fields, change, ...draft } = useDraft(`invite.${event.id}`, {
    guestId: null as string | null,
    extra: false,
    message: "",
  });
  const { guestId, extra, message } = fields;
  const invite = useAct({
    run: (id: string) =>
      body(
        api.POST("/api/v1/events/{event_id}/invitations", {
          params: { path: { event_id: event.id } },
          body: { guest_id: id, extra_seat: extra, seats: 1, message: message.trim() || null },
        }),
      ),
    said: (booking) => t("requests.invited_ok", { name: booking.guest.name }),
    done: draft.clear,
    freshen: [["event", event.id]],
  });
  return (
    <Card withBorder component="section" aria-label={t("requests.invite_title")}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t("requests.invite_title")}
        </Title>
        <Draft {...draft} />
        <Select
          label={t("requests.invite_who")}
          searchable
          clearable
          searchValue={words}
          onSearchChange={setWords}
          value={guestId}
          onChange={(guestId) => change({ guestId })}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={t(
            waiting ? "common.loading" : people.length ? "requests.no_such" : "requests.no_followers",
          )}
        />
        <Checkbox
          label={t("requests.invite_extra")}
          description={t("requests.invite_extra_hint")}
          checked={extra}
          onChange={(event) => change({ extra: event.currentTarget.checked })}
        />
        <Textarea
          label={t("requests.invite_message")}
          maxLength={2000}
          autosize
          value={message}
          onChange={(event) => change({ message: event.currentTarget.value })}
        />
        {(invite.error ?? error) && <Trouble error={invite.error ?? error} />}
        <Group>
          <Button disabled={!guestId} loading={invite.isPending} onClick={() => guestId && invite.mutate(guestId)}>
            {t("act.invite")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
