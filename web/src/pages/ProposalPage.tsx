import { Alert, Anchor, Button, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "wouter";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { components } from "../api/schema";
import { where } from "../events/place";
import { dateAndTime, filmTitle } from "../format";
import { Waiting } from "../ui/Endless";
import { Poster } from "../ui/Poster";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { Words } from "../ui/Words";

type Proposal = components["schemas"]["ProposalOut"];

/** Which film and when: everybody votes, the host decides. */
export default function ProposalPage() {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery(read.proposal(id));
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={160} />;
  return <Voting key={data.version} proposal={data} />;
}

function Voting({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id, films, times, time_zone: zone, best, status } = proposal;
  const open = status === "open";
  const host = proposal.my_role === "host";
  const [mine] = useState(() => ({
    films: films.filter((each) => each.mine).map((each) => each.film.id),
    times: times.filter((each) => each.mine).map((each) => each.starts_at),
  }));
  const { fields, change, sent } = useDraft(`vote.${id}`, mine);
  const [asked, setAsked] = useState<"fix" | "cancel">();
  const freshen = [["proposal", id], ["proposals"], ["schedule"]];
  const path = { proposal_id: id };
  const vote = useAct({
    run: () =>
      body(
        api.PUT("/api/v1/proposals/{proposal_id}/vote", {
          params: { path },
          body: { film_ids: fields.films, times: fields.times },
        }),
      ),
    said: t("proposals.voted"),
    done: sent,
    freshen,
  });
  // A host's own ticks say what to announce; without any, it is what most chose.
  const film = films.find((each) => each.film.id === (fields.films.length === 1 ? fields.films[0] : best?.film_id));
  const time = times.find((each) => each.starts_at === (fields.times.length === 1 ? fields.times[0] : best?.starts_at));
  const fix = useAct({
    run: () =>
      body(
        api.POST("/api/v1/proposals/{proposal_id}/fix", {
          params: { path },
          body: { film_id: film?.film.id ?? "", starts_at: time?.starts_at ?? "" },
        }),
      ),
    inPlace: true,
    done: (event) => {
      sent();
      go(`/events/${event.id}`, { replace: true });
    },
    freshen: [...freshen, ["events"], ["hosting"]],
  });
  const cancel = useAct({
    run: () => body(api.POST("/api/v1/proposals/{proposal_id}/cancel", { params: { path } })),
    said: t("proposals.cancelled"),
    inPlace: true,
    done: () => setAsked(undefined),
    freshen,
  });
  const toggle = (list: string[], one: string) =>
    list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
  const title = proposal.title ?? t("proposals.heading");
  const when = (instant: string) => dateAndTime(instant, zone);
  return (
    <Stack maw={820}>
      <title>{`${title} · Seance`}</title>
      <div>
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text c="dimmed">
          <Anchor component={Link} href={`/people/${proposal.host.id}`} underline="always">
            {proposal.host.name}
          </Anchor>
          {" · "}
          {where(proposal.place)}
          {open && ` · ${t("proposals.until", { time: when(proposal.closes_at) })}`}
        </Text>
      </div>
      {proposal.description && <Words>{proposal.description}</Words>}
      {status === "cancelled" && <Alert color="gray">{t("proposals.cancelled")}</Alert>}
      {status === "fixed" && (
        <Alert color="teal" title={t("proposals.fixed")}>
          {proposal.event_id && (
            <Anchor component={Link} href={`/events/${proposal.event_id}`}>
              {t("proposals.open_event")}
            </Anchor>
          )}
        </Alert>
      )}
      <Stack component="fieldset" gap="sm" m={0} p={0} bd={0}>
        <Text component="legend" fw={600} p={0}>
          {t("proposals.films")}
        </Text>
        {films.map((each) => (
          <Group key={each.film.id} wrap="nowrap">
            <div style={{ width: 48, flexShrink: 0 }}>
              <Poster film={each.film} />
            </div>
            <Checkbox
              disabled={!open}
              checked={fields.films.includes(each.film.id)}
              onChange={() => change({ films: toggle(fields.films, each.film.id) })}
              label={`${filmTitle(each.film)}, ${each.film.year}`}
              description={votes(each.votes, each.film.id === best?.film_id)}
            />
          </Group>
        ))}
      </Stack>
      <Stack component="fieldset" gap="sm" m={0} p={0} bd={0}>
        <Text component="legend" fw={600} p={0}>
          {t("proposals.times")}
        </Text>
        {times.map((each) => (
          <Checkbox
            key={each.starts_at}
            disabled={!open}
            checked={fields.times.includes(each.starts_at)}
            onChange={() => change({ times: toggle(fields.times, each.starts_at) })}
            label={when(each.starts_at)}
            description={[votes(each.votes, each.starts_at === best?.starts_at), each.busy && t("proposals.busy")]
              .filter(Boolean)
              .join(" · ")}
          />
        ))}
      </Stack>
      {open && (
        <Group>
          <Button variant={host ? "default" : "filled"} loading={vote.isPending} onClick={() => vote.mutate()}>
            {t("proposals.vote")}
          </Button>
          {host && (
            <>
              <Button disabled={!film || !time} onClick={() => setAsked("fix")}>
                {t("proposals.fix")}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setAsked("cancel")}>
                {t("proposals.cancel")}
              </Button>
            </>
          )}
        </Group>
      )}
      <Sure
        opened={asked === "fix"}
        title={t("proposals.fix_title")}
        question={[
          film && time && t("proposals.fix_question", { film: filmTitle(film.film), time: when(time.starts_at) }),
          (!film?.votes || !time?.votes) && t("proposals.fix_unchosen"),
        ]
          .filter(Boolean)
          .join(" ")}
        action={t("proposals.fix")}
        loading={fix.isPending}
        error={fix.error}
        onClose={() => setAsked(undefined)}
        onYes={() => fix.mutate()}
      />
      <Sure
        danger
        opened={asked === "cancel"}
        title={t("proposals.cancel_title")}
        question={t("proposals.cancel_question")}
        action={t("proposals.cancel")}
        loading={cancel.isPending}
        error={cancel.error}
        onClose={() => setAsked(undefined)}
        onYes={() => cancel.mutate()}
      />
    </Stack>
  );

  function votes(count: number, isBest: boolean): string {
    return [t("proposals.votes", { count }), isBest && count > 0 && t("proposals.best")].filter(Boolean).join(" · ");
  }
}
