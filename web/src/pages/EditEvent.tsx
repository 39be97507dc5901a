import { Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { api, body, Refusal } from "../api/client";
import * as read from "../api/queries";
import type { Event } from "../api/types";
import { EventForm } from "../events/EventForm";
import { editOf, planOf, requestOf, type Plan } from "../events/plan";
import { Waiting } from "../ui/Endless";
import { tell, Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { FilmLine } from "./PlanEvent";

export default function EditEvent() {
  const { t } = useTranslation();
  const { id } = useParams<{ id: string }>();
  const [, go] = useLocation();
  const cache = useQueryClient();
  const { data: event, error, refetch } = useQuery({ ...read.event(id), staleTime: Infinity });
  const change = useAct<Plan, Event>({
    run: (plan) => {
      const { film, version } = event as Event;
      return body(api.PATCH("/api/v1/events/{event_id}", {
        params: { path: { event_id: id }, header: { "if-match": `"${version}"` } },
        body: editOf(requestOf(planOf(event as Event), film), requestOf(plan, film)),
      }));
    },
    said: t("plan.updated"),
    then: (changed) => {
      cache.setQueryData(["event", id], changed);
      go(`/events/${id}`);
    },
    freshen: [["event", id], ["events"], ["hosting"], ["bookings"]],
  });
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={160} />;
  if (!event.actions.includes("edit")) return <Trouble error={new Refusal(404, {})} />;
  return (
    <Stack maw={820}>
      <title>{`${t("plan.edit_title")} · ${event.title}`}</title>
      <Title order={1} size="h2">{t("plan.edit_title")}</Title>
      <Text c="dimmed">{t("plan.told")}</Text>
      <EventForm key={event.version} film={event.film} start={planOf(event)} action={t("common.save")} loading={change.isPending} error={change.error}
        onSend={(plan) => change.mutate(plan, { onError: (refusal) => refusal instanceof Refusal && refusal.status === 412 && tell(t("plan.version")) })}>
        <FilmLine film={event.film} />
      </EventForm>
    </Stack>
  );
}
