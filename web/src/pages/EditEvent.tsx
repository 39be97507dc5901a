import { Alert, Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { api, body, Refusal } from "../api/client";
import * as read from "../api/queries";
import type { Event, Film } from "../api/types";
import { EventForm } from "../events/EventForm";
import { editOf, planFor, rebased, requestOf, type Plan } from "../events/plan";
import { over } from "../events/standing";
import { eventTitle } from "../format";
import { Waiting } from "../ui/Endless";
import { NoAccess, Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { dropDraft } from "../ui/useDraft";
import { FilmLine } from "./PlanEvent";

export default function EditEvent() {
  const { t } = useTranslation();
  const { id } = useParams<{ id: string }>();
  const { data: event, error, refetch } = useQuery(read.event(id));
  const chosen = useSearchParams()[0].get("film");
  const film = useQuery({ ...read.film(chosen ?? ""), enabled: Boolean(chosen) });
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={160} />;
  if (event.actions.includes("edit")) {
    if (!film.data && chosen) return film.error ? <Trouble error={film.error} /> : <Waiting height={160} />;
    return <Editing key={id} first={event} chosen={film.data} />;
  }
  const why = event.my_role === "host" ? t(`mine.${over(event) ?? "started"}`) : t("plan.only_host");
  return <NoAccess why={why} href={`/events/${id}`} go={t("inbox.open")} />;
}

/**
 * Edits the version that was seen; when another was saved meanwhile, what was typed goes on top of that.
 * Another film is chosen among all films and stands in the address; the draft waits meanwhile.
 */
function Editing({ first, chosen }: { first: Event; chosen: Film | undefined }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const cache = useQueryClient();
  const [seen, setSeen] = useState({ event: first, plan: planFor(first, chosen ?? first.film), again: false });
  const { event, again } = seen;
  const { id, version } = event;
  const film = chosen ?? event.film;
  const about = `event.${id}`;
  const change = useAct<Plan, Event>({
    run: (plan) =>
      body(
        api.PATCH("/api/v1/events/{event_id}", {
          params: { path: { event_id: id }, header: { "if-match": `"${version}"` } },
          body: editOf(requestOf(planFor(event, film), event.film), requestOf(plan, film)),
        }),
      ),
    said: t("plan.updated"),
    done: (changed) => {
      cache.setQueryData(["event", id], changed);
      dropDraft(about);
      go(`/events/${id}`, { replace: true });
    },
    freshen: [["event", id], ["events"], ["hosting"], ["bookings"]],
  });
  const takeNewest = async (plan: Plan) => {
    const newest = await cache.fetchQuery({ ...read.event(id), staleTime: 0 });
    setSeen({ event: newest, plan: rebased(plan, planFor(event, film), planFor(newest, film)), again: true });
    change.reset();
    window.scrollTo(0, 0);
  };
  return (
    <Stack>
      <title>{`${t("plan.edit_title")} · ${eventTitle(event)}`}</title>
      <Title order={1} size="h2">
        {t("plan.edit_title")}
      </Title>
      <Text c="dimmed">{t("plan.told")}</Text>
      {again && (
        <Alert color="orange" role="alert" title={t("plan.version")}>
          {t("plan.kept")}
        </Alert>
      )}
      <EventForm
        key={version}
        about={about}
        event={id}
        film={film}
        start={seen.plan}
        action={t("common.save")}
        loading={change.isPending}
        error={change.error}
        onSend={(plan) =>
          change.mutate(plan, {
            onError: (refusal) => void (refusal instanceof Refusal && refusal.status === 412 && takeNewest(plan)),
          })
        }
      >
        <FilmLine film={film}>
          <Anchor size="sm" renderRoot={(props) => <Link {...props} href={`/films?for=${id}`} replace />}>
            {t("plan.change_film")}
          </Anchor>
        </FilmLine>
      </EventForm>
    </Stack>
  );
}
