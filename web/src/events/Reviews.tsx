import { Button, Group, Paper, Rating, Stack, Text, Textarea } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { eventReviews, guests } from "../api/queries";
import type { Event, Person, Review } from "../api/types";
import { useMyId } from "../session/session";
import { Draft } from "../ui/Draft";
import { Endless } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { ReviewLine } from "../ui/ReviewLine";
import { Sure } from "../ui/Sure";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";

/** What guests and host say of each other; who was there writes, the rest reads (R14). */
export default function Reviews({ event }: { event: Event }) {
  const { t } = useTranslation();
  const me = useMyId();
  const list = useInfiniteQuery(eventReviews(event.id));
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const mine = (subject: Person) => all.find((each) => each.author.id === me && each.subject.id === subject.id);
  const may = event.actions.includes("review");
  return (
    <Stack maw={720}>
      <Text size="sm" c="dimmed">
        {t("reviews.hidden")}
      </Text>
      {may &&
        !list.isPending &&
        (event.my_role === "host" ? (
          <OfGuests event={event} mine={mine} />
        ) : (
          <Write key={mine(event.host)?.updated_at} event={event} subject={event.host} mine={mine(event.host)} />
        ))}
      <Endless
        list={list}
        draw={(reviews) => (
          <Stack>
            {reviews.map((each) => (
              <ReviewLine key={each.author.id + each.subject.id} review={each} about />
            ))}
          </Stack>
        )}
        empty={<Text c="dimmed">{t("reviews.empty")}</Text>}
      />
    </Stack>
  );
}

function OfGuests({ event, mine }: { event: Event; mine: (subject: Person) => Review | undefined }) {
  const list = useInfiniteQuery(guests(event.id, "confirmed"));
  return (
    <Endless
      list={list}
      draw={(bookings) =>
        bookings.map(({ guest }) => (
          <Write key={guest.id + mine(guest)?.updated_at} event={event} subject={guest} mine={mine(guest)} />
        ))
      }
      empty={null}
    />
  );
}

function Write({ event, subject, mine }: { event: Event; subject: Person; mine: Review | undefined }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const { fields, change, ...draft } = useDraft(`review.${event.id}.${subject.id}`, {
    rating: mine?.rating ?? 0,
    text: mine?.text ?? "",
  });
  const { rating, text } = fields;
  const path = { event_id: event.id, subject_id: subject.id };
  const freshen = [
    ["event", event.id],
    ["person", subject.id],
  ];
  const save = useAct({
    run: () =>
      api.PUT("/api/v1/events/{event_id}/reviews/{subject_id}", {
        params: { path },
        body: { rating, text: text.trim() || null },
      }),
    said: t("reviews.saved"),
    done: draft.sent,
    freshen,
  });
  const remove = useAct({
    run: () => api.DELETE("/api/v1/events/{event_id}/reviews/{subject_id}", { params: { path } }),
    said: t("reviews.deleted"),
    done: () => {
      draft.startOver();
      setSure(false);
    },
    freshen,
  });
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <PersonLine person={subject} as={event.my_role === "host" ? "guest" : "host"} />
        <Draft {...draft} />
        <Group role="group" aria-label={t("reviews.write", { name: subject.name })}>
          <Rating
            value={rating}
            onChange={(value) => change({ rating: value })}
            size="lg"
            getSymbolLabel={(value) => t("reviews.stars", { rating: value })}
          />
        </Group>
        <Textarea
          label={t("reviews.text")}
          autosize
          minRows={2}
          maxLength={2000}
          value={text}
          onChange={(typed) => change({ text: typed.currentTarget.value })}
        />
        <Group gap="xs">
          <Button size="xs" disabled={!rating} loading={save.isPending} onClick={() => save.mutate()}>
            {t("reviews.save")}
          </Button>
          {mine && (
            <Button size="xs" variant="default" onClick={() => setSure(true)}>
              {t("common.delete")}
            </Button>
          )}
        </Group>
        <Sure
          opened={sure}
          danger
          title={t("reviews.delete")}
          question={t("reviews.sure_delete")}
          action={t("common.delete")}
          loading={remove.isPending}
          onClose={() => setSure(false)}
          onYes={() => remove.mutate()}
        />
      </Stack>
    </Paper>
  );
}
