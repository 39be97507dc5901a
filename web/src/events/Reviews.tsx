import { Button, Group, Paper, Rating, Stack, Text, Textarea } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { eventReviews, guests } from "../api/queries";
import type { Event, Person, Review } from "../api/types";
import { useMyId } from "../session/store";
import { useMinute } from "../ui/Ago";
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
  const minute = useMinute();
  const list = useInfiniteQuery(eventReviews(event.id));
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const may = event.actions.includes("review");
  // Who writes gets back what they wrote, on whichever page it is.
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const whole = Boolean(list.data) && !hasNextPage;
  useEffect(() => {
    if (may && hasNextPage && !isFetching) void fetchNextPage();
  }, [may, hasNextPage, isFetching, fetchNextPage]);
  const mine = (subject: Person) => all.find((each) => each.author.id === me && each.subject.id === subject.id);
  /** Until the other one has written too, or the time is up, only its author sees a review. */
  const hidden = (subject: Person) =>
    !all.some((each) => each.author.id === subject.id && each.subject.id === me) &&
    minute * 60_000 < new Date(event.ends_at).getTime() + WINDOW;
  return (
    <Stack maw={720}>
      <Text size="sm" c="dimmed">
        {t("reviews.hidden")}
      </Text>
      {may &&
        whole &&
        (event.my_role === "host" ? (
          <OfGuests event={event} mine={mine} hidden={hidden} />
        ) : (
          <Write
            key={mine(event.host)?.updated_at}
            event={event}
            subject={event.host}
            mine={mine(event.host)}
            hidden={hidden(event.host)}
          />
        ))}
      <Endless
        list={list}
        draw={(reviews) => (
          <Stack>
            {reviews
              .filter((each) => !may || each.author.id !== me)
              .map((each) => (
                <ReviewLine key={each.author.id + each.subject.id} review={each} about />
              ))}
          </Stack>
        )}
        empty={<Text c="dimmed">{t("reviews.empty")}</Text>}
      />
    </Stack>
  );
}

/** How long reviews are written after the end, in milliseconds (R14). */
const WINDOW = 14 * 86_400_000;

function OfGuests({
  event,
  mine,
  hidden,
}: {
  event: Event;
  mine: (subject: Person) => Review | undefined;
  hidden: (subject: Person) => boolean;
}) {
  const list = useInfiniteQuery(guests(event.id, "confirmed"));
  return (
    <Endless
      list={list}
      draw={(bookings) =>
        bookings.map(({ guest }) => (
          <Write
            key={guest.id + mine(guest)?.updated_at}
            event={event}
            subject={guest}
            mine={mine(guest)}
            hidden={hidden(guest)}
          />
        ))
      }
      empty={null}
    />
  );
}

function Write({
  event,
  subject,
  mine,
  hidden,
}: {
  event: Event;
  subject: Person;
  mine: Review | undefined;
  hidden: boolean;
}) {
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
      draft.clear();
      setSure(false);
    },
    inPlace: true,
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
        {mine && hidden && (
          <Text size="sm" c="dimmed">
            {t("reviews.only_you", { name: subject.name || t("common.former_user") })}
          </Text>
        )}
        <Sure
          opened={sure}
          danger
          title={t("reviews.delete")}
          question={t("reviews.sure_delete")}
          action={t("common.delete")}
          loading={remove.isPending}
          error={remove.error}
          onClose={() => setSure(false)}
          onYes={() => remove.mutate()}
        />
      </Stack>
    </Paper>
  );
}
