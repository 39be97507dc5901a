import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Event, Film } from "../api/types";
import { Alternatives, type Choices } from "../events/Alternatives";
import { Evenings } from "../events/Evenings";
import { EventForm } from "../events/EventForm";
import { NO_PROGRAMME, programmeOf, type Programme } from "../events/programme";
import { announcementOf, emptyPlan, planOf, type Plan } from "../events/plan";
import { filmTitle, isZone, ownZone } from "../format";
import { Waiting } from "../ui/Endless";
import { Poster } from "../ui/Poster";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { dropDraft, useDraft } from "../ui/useDraft";

const NO_CHOICES: Choices = { films: [], times: [] };

/** A new event of a film; with `?like=` as another one was. */
export default function PlanEvent() {
  const { t } = useTranslation();
  const id = decodeURIComponent(useParams<{ id: string }>().id);
  const [asked] = useSearchParams();
  const like = asked.get("like");
  const [, go] = useLocation();
  const film = useQuery(read.film(id));
  const model = useQuery({ ...read.event(like ?? ""), enabled: Boolean(like) });
  const me = useQuery(read.me);
  const places = useQuery(read.knownPlaces);
  const wishes = useQuery(read.filmWishes(id)).data;
  const create = useAct<Plan, Event>({
    run: (plan) => body(api.POST("/api/v1/events", { body: announcementOf(plan, film.data as Film) })),
    said: t("plan.created"),
    done: (event) => {
      dropDraft("plan");
      // The form was sent: Back does not lead into it.
      go(`/events/${event.id}`, { replace: true });
    },
    freshen: [["events"], ["hosting"], ["schedule"]],
  });
  const voting = asked.has("vote");
  const choices = useDraft<Choices>("vote", NO_CHOICES);
  const propose = useAct<Plan, { id: string }>({
    run: (plan) => {
      const { film_id, starts_at, ...rest } = announcementOf(plan, film.data as Film);
      const { films, times } = choices.fields;
      const film_ids = [...new Set([film_id, ...films.map((each) => each.id)])];
      return body(
        api.POST("/api/v1/proposals", { body: { ...rest, film_ids, times: [...new Set([starts_at, ...times])] } }),
      );
    },
    said: t("proposals.sent"),
    inPlace: true,
    done: ({ id: made }) => {
      dropDraft("plan");
      choices.sent();
      go(`/proposals/${made}`, { replace: true });
    },
    freshen: [["proposals"], ["schedule"]],
  });
  const [tried, setTried] = useState(false);
  const series = useDraft<Programme>("programme", NO_PROGRAMME);
  const announce = useAct<Plan, { id: string }>({
    run: (plan) => body(api.POST("/api/v1/programmes", { body: programmeOf(series.fields, plan, film.data as Film) })),
    said: t("series.announced"),
    inPlace: true,
    done: ({ id: made }) => {
      dropDraft("plan");
      series.sent();
      go(`/programmes/${made}`, { replace: true });
    },
    freshen: [["events"], ["hosting"], ["schedule"]],
  });
  const several = asked.has("programme");
  const sendAll = (plan: Plan) => {
    const { title, evenings } = series.fields;
    setTried(true);
    if (title.trim() && evenings.length && evenings.every((each) => each.film)) announce.mutate(plan);
    else document.querySelector("[name=programme]")?.scrollIntoView({ block: "center" });
  };
  const act = voting ? propose : several ? announce : create;
  if (film.error) return <Trouble error={film.error} retry={film.refetch} />;
  if (!film.data || me.isPending || places.isPending || (like && model.isPending)) return <Waiting height={160} />;
  const start = model.data
    ? planOf(model.data, true)
    : emptyPlan(film.data, zoneOf(me.data?.time_zone), me.data?.city ?? "");
  return (
    <Stack>
      <title>{`${t("plan.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("plan.title")}
      </Title>
      <EventForm
        about="plan"
        film={film.data}
        start={start}
        places={places.data?.map((each) => planOf(each, true))}
        action={t(voting ? "proposals.send" : several ? "series.announce" : "plan.create")}
        loading={act.isPending}
        error={act.error}
        onSend={(plan) => (several ? sendAll(plan) : act.mutate(plan))}
        also={
          voting
            ? ({ time_zone }) => (
                <Alternatives
                  value={choices.fields}
                  zone={isZone(time_zone) ? time_zone : "UTC"}
                  onChange={choices.change}
                />
              )
            : several
              ? (plan) => (
                  <Evenings
                    value={series.fields}
                    plan={plan}
                    sent={tried}
                    error={announce.error}
                    onChange={series.change}
                  />
                )
              : undefined
        }
      >
        <FilmLine film={film.data}>
          <Group gap="0 12px">
            <Anchor component={Link} href="/films" size="sm" py={3}>
              {t("plan.change_film")}
            </Anchor>
            {(["", "?programme", "?vote"] as const)
              .filter((mode) => mode !== (voting ? "?vote" : several ? "?programme" : ""))
              .map((mode) => (
                <Anchor
                  key={mode}
                  size="sm"
                  py={3}
                  renderRoot={(props) => <Link {...props} href={location.pathname + mode} replace />}
                >
                  {t(MODES[mode])}
                </Anchor>
              ))}
          </Group>
          {Boolean(wishes?.nearby) && <Text size="sm">{t("planning.wishes", { count: wishes?.nearby })}</Text>}
        </FilmLine>
      </EventForm>
    </Stack>
  );
}

/** What else can be made of a plan, by the address. */
const MODES = { "": "proposals.single", "?programme": "series.ask", "?vote": "proposals.ask" } as const;

/** The zone of the profile, or where it was never set, of the browser. */
function zoneOf(profile: string | undefined): string {
  return profile && profile !== "UTC" ? profile : ownZone();
}

export function FilmLine({ film, children }: { film: Film; children?: React.ReactNode }) {
  return (
    <Group wrap="nowrap">
      <div style={{ width: 56, flexShrink: 0 }}>
        <Poster film={film} />
      </div>
      <div>
        <Text fw={600}>
          {filmTitle(film)}, {film.year}
        </Text>
        {children}
      </div>
    </Group>
  );
}
