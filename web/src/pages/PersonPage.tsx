import { Anchor, Button, Card, Group, SimpleGrid, Stack, Tabs, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "wouter";
import { api } from "../api/client";
import * as read from "../api/queries";
import type { Page, Person, Profile } from "../api/types";
import { EventCard } from "../events/EventCard";
import { shortDate } from "../format";
import { useMyId } from "../session/store";
import { HALVES } from "../ui/columns";
import { Endless, Waiting } from "../ui/Endless";
import { PersonLine, Stars } from "../ui/People";
import { Report } from "../safety/Report";
import { ReviewLine } from "../ui/ReviewLine";
import { Sure } from "../ui/Sure";
import { TabRow } from "../ui/TabRow";
import { Portrait } from "../ui/Portrait";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { Words } from "../ui/Words";

const TABS = ["upcoming", "past", "host", "guest", "followers", "follows"] as const;

export default function PersonPage() {
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation();
  const own = useMyId() === id;
  const { data: person, error, refetch } = useQuery(read.person(id));
  if (!person) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  return (
    <Stack>
      <title>{`${person.name} · Seance`}</title>
      <Group align="flex-start" justify="space-between">
        <Group wrap="nowrap" align="flex-start">
          <Portrait person={person} size={72} />
          <Stack gap={2}>
            <Title order={1} size="h2">
              {person.name || t("common.former_user")}
            </Title>
            <Text c="dimmed" size="sm">
              {[person.city, t("person.since", { date: shortDate(person.created_at) })].filter(Boolean).join(" · ")}
            </Text>
          </Stack>
        </Group>
        {own ? (
          <Button component={Link} href="/settings" variant="default">
            {t("common.edit")}
          </Button>
        ) : (
          <Relations person={person} />
        )}
      </Group>
      {person.about && <Words>{person.about}</Words>}
      <SimpleGrid cols={{ base: 2 }} maw={420}>
        <Card withBorder>
          <Text size="sm" c="dimmed">
            {t("person.as_host")}
          </Text>
          <Stars rating={person.host_rating} />
        </Card>
        <Card withBorder>
          <Text size="sm" c="dimmed">
            {t("person.as_guest")}
          </Text>
          <Stars rating={person.guest_rating} />
        </Card>
      </SimpleGrid>
      <TabRow names={own ? TABS : TABS.slice(0, -1)}>
        <Tabs.List aria-label={person.name}>
          <Tabs.Tab value="upcoming">{t("person.upcoming")}</Tabs.Tab>
          <Tabs.Tab value="past">{t("person.events")}</Tabs.Tab>
          <Tabs.Tab value="host">{t("person.reviews_host")}</Tabs.Tab>
          <Tabs.Tab value="guest">{t("person.reviews_guest")}</Tabs.Tab>
          <Tabs.Tab value="followers">{t("person.followers")}</Tabs.Tab>
          {own && <Tabs.Tab value="follows">{t("person.follows")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="upcoming" pt="md">
          <Events id={id} when="upcoming" />
        </Tabs.Panel>
        <Tabs.Panel value="past" pt="md">
          <Events id={id} when="past" />
        </Tabs.Panel>
        <Tabs.Panel value="host" pt="md">
          <ReviewsOf id={id} as="host" />
        </Tabs.Panel>
        <Tabs.Panel value="guest" pt="md">
          <ReviewsOf id={id} as="guest" />
        </Tabs.Panel>
        <Tabs.Panel value="followers" pt="md">
          <Followers id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="follows" pt="md">
          <Follows />
        </Tabs.Panel>
      </TabRow>
    </Stack>
  );
}

type People = InfiniteData<Page<Person>>;

function Relations({ person }: { person: Profile }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [, go] = useLocation();
  const [sure, setSure] = useState(false);
  const list = useInfiniteQuery(read.following);
  const follows = list.data?.pages.some((page) => page.items.some((each) => each.id === person.id)) ?? false;
  // The API lists whom I follow; this person may stand on a later page.
  useEffect(() => {
    if (!follows && list.hasNextPage && !list.isFetching && !list.isError) void list.fetchNextPage();
  }, [follows, list]);
  const path = { params: { path: { user_id: person.id } } };
  const follow = useAct<boolean>({
    run: (on) =>
      on ? api.PUT("/api/v1/me/following/{user_id}", path) : api.DELETE("/api/v1/me/following/{user_id}", path),
    hope: (on) => {
      const before = cache.getQueryData<People>(["following"]);
      cache.setQueryData<People>(
        ["following"],
        (old) =>
          old && {
            ...old,
            pages: old.pages.map((page, index) => ({
              ...page,
              items: on
                ? index
                  ? page.items
                  : [person, ...page.items]
                : page.items.filter((each) => each.id !== person.id),
            })),
          },
      );
      return () => cache.setQueryData(["following"], before);
    },
    freshen: [["following"], ["person", person.id, "followers"], ["events"]],
  });
  const block = useAct({
    run: () => api.PUT("/api/v1/me/blocked/{user_id}", path),
    said: t("person.blocked", { name: person.name }),
    done: () => go("/"),
    inPlace: true,
    freshen: [["blocked"], ["following"], ["events"], ["person", person.id]],
  });
  return (
    <Group gap="xs">
      <Button
        variant={follows ? "default" : "filled"}
        aria-pressed={follows}
        disabled={list.isPending || (!follows && list.hasNextPage)}
        onClick={() => follow.mutate(!follows)}
      >
        {t(follows ? "person.unfollow" : "person.follow")}
      </Button>
      <Button variant="default" onClick={() => setSure(true)}>
        {t("person.block")}
      </Button>
      <Report kind="user" id={person.id} />
      <Sure
        opened={sure}
        danger
        title={t("person.block")}
        question={t("person.sure_block", { name: person.name })}
        action={t("person.block")}
        loading={block.isPending}
        error={block.error}
        onClose={() => {
          setSure(false);
          block.reset();
        }}
        onYes={() => block.mutate()}
      />
    </Group>
  );
}

function Events({ id, when }: { id: string; when: "upcoming" | "past" }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.personEvents(id, when));
  return (
    <Endless
      list={list}
      height={152}
      cols={HALVES}
      draw={(events) => (
        <SimpleGrid cols={HALVES} spacing="sm">
          {events.map((event) => (
            <EventCard key={event.id} event={event} />
          ))}
        </SimpleGrid>
      )}
      empty={<Text c="dimmed">{t(when === "past" ? "person.no_events" : "hosting.empty")}</Text>}
    />
  );
}

function ReviewsOf({ id, as }: { id: string; as: "host" | "guest" }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.personReviews(id, as));
  return (
    <Endless
      list={list}
      draw={(reviews) => (
        <Stack>
          {reviews.map((each) => (
            <div key={each.event_id + each.author.id}>
              <ReviewLine review={each} />
              <Anchor component={Link} href={`/events/${each.event_id}`} size="sm">
                {t("inbox.open")}
              </Anchor>
            </div>
          ))}
        </Stack>
      )}
      empty={<Text c="dimmed">{t("person.no_reviews")}</Text>}
    />
  );
}

function Followers({ id }: { id: string }) {
  return <PeopleList list={useInfiniteQuery(read.followers(id))} />;
}

function Follows() {
  return <PeopleList list={useInfiniteQuery(read.following)} />;
}

function PeopleList({ list }: { list: Parameters<typeof Endless<Person>>[0]["list"] }) {
  const { t } = useTranslation();
  return (
    <Endless
      list={list}
      height={44}
      draw={(people) => (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {people.map((each) => (
            <PersonLine key={each.id} person={each} />
          ))}
        </SimpleGrid>
      )}
      empty={<Text c="dimmed">{t("person.nobody")}</Text>}
    />
  );
}
