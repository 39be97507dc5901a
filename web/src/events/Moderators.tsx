import { ActionIcon, Button, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import * as read from "../api/queries";
import type { Event, Person } from "../api/types";
import { Waiting } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useKeepFocus } from "../ui/useKeepFocus";
import { useFollowers } from "./useFollowers";

/** Who helps the host with this event. */
export function Moderators({ event }: { event: Event }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(read.moderators(event.id));
  const [words, setWords] = useState("");
  const { people, waiting } = useFollowers(event.host.id, words);
  const [chosen, setChosen] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const path = (id: string) => ({ params: { path: { event_id: event.id, user_id: id } } });
  const freshen = [["event", event.id]];
  const nameOf = (id: string) => [...people, ...(data?.items ?? [])].find((each) => each.id === id)?.name ?? "";
  const add = useAct({
    run: (id: string) => api.PUT("/api/v1/events/{event_id}/moderators/{user_id}", path(id)),
    said: (_done, id) => t("requests.moderator_added", { name: nameOf(id) }),
    done: () => setChosen(null),
    freshen,
  });
  const remove = useAct({
    run: (id: string) => api.DELETE("/api/v1/events/{event_id}/moderators/{user_id}", path(id)),
    said: (_done, id) => t("requests.moderator_removed", { name: nameOf(id) }),
    done: () => setLeaving(null),
    inPlace: true,
    freshen,
  });
  const frame = useKeepFocus<HTMLDivElement>();
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={44} />;
  return (
    <Stack {...frame}>
      <Text c="dimmed">{t("requests.moderators_hint")}</Text>
      {data.items.length === 0 && <Text>{t("requests.no_moderators")}</Text>}
      {data.items.map((each) => (
        <Group key={each.id} justify="space-between" maw={480}>
          <PersonLine person={each} />
          <ActionIcon
            variant="default"
            aria-label={t("requests.remove_moderator", { name: each.name })}
            onClick={() => setLeaving(each)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group align="flex-end">
        <Select
          label={t("requests.invite_who")}
          searchable
          searchValue={words}
          onSearchChange={setWords}
          value={chosen}
          onChange={setChosen}
          data={people
            .filter(({ id }) => !data.items.some((each) => each.id === id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={t(
            waiting ? "common.loading" : people.length ? "requests.no_such" : "requests.no_followers",
          )}
        />
        <Button disabled={!chosen} loading={add.isPending} onClick={() => chosen && add.mutate(chosen)}>
          {t("requests.make_moderator")}
        </Button>
      </Group>
      {leaving && (
        <Sure
          opened
          danger
          title={t("requests.remove_moderator", { name: leaving.name })}
          question={t("requests.sure_remove_moderator", { name: leaving.name })}
          action={t("requests.remove_moderator_yes")}
          loading={remove.isPending}
          error={remove.error}
          onClose={() => {
            setLeaving(null);
            remove.reset();
          }}
          onYes={() => remove.mutate(leaving.id)}
        />
      )}
    </Stack>
  );
}
