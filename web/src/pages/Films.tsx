import { Anchor, Button, Group, SimpleGrid, Stack, TextInput, Title } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconArrowLeft, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { films, ownWishes, shelves } from "../api/queries";
import type { Film } from "../api/types";
import { FilmCard } from "../films/FilmCard";
import { useSignedIn } from "../session/store";
import { SHELF } from "../ui/columns";
import { Empty } from "../ui/Empty";
import { Endless, Waiting } from "../ui/Endless";
import { Trouble } from "../ui/Trouble";

/** Films stand on shelves, and all of one or what is looked for in a grid; with `?for=` an event gets another film. */
export default function Films() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const [text, setText] = useState(asked.get("query") ?? "");
  const query = useDeferredValue(asked.get("query") ?? "");
  const shelf = asked.get("shelf");
  const event = asked.get("for");
  useEffect(() => {
    if (text.trim() === (asked.get("query") ?? "")) return;
    const timer = setTimeout(
      () =>
        setAsked(
          (old) => {
            if (text.trim()) old.set("query", text.trim());
            else old.delete("query");
            old.delete("shelf");
            return old;
          },
          { replace: true },
        ),
      300,
    );
    return () => clearTimeout(timer);
  }, [text, asked, setAsked]);
  return (
    <Stack>
      <title>{`${t("nav.films")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("films.title")}
      </Title>
      {event && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} href={`/events/${event}/edit`} replace />}>
          {t("plan.keep_film")}
        </Anchor>
      )}
      <search>
        <TextInput
          type="search"
          label={t("films.query")}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </search>
      {query || shelf ? <Grid query={query} shelf={shelf} event={event} /> : <Shelves event={event} />}
    </Stack>
  );
}

function Grid({ query, shelf, event }: { query: string; shelf: string | null; event: string | null }) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...shelves(), enabled: Boolean(shelf && !query) });
  const asked = query ? { query } : shelf ? { shelf } : {};
  const list = useInfiniteQuery({ ...films(asked), placeholderData: keepPreviousData });
  const back = event ? `/films?for=${event}` : "/films";
  return (
    <>
      {!query && (
        <Group gap="xs">
          <Button
            component={Link}
            href={back}
            size="xs"
            variant="default"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
          >
            {t("films.all_shelves")}
          </Button>
          <Title order={2} size="h4">
            {data?.items.find((each) => each.id === shelf)?.title}
          </Title>
        </Group>
      )}
      <Endless
        list={list}
        height={260}
        cols={SHELF}
        draw={(found) => (
          <SimpleGrid cols={SHELF} spacing="sm">
            {found.map((film) => (
              <FilmCard key={film.id} film={film} event={event} order={query ? 2 : 3} />
            ))}
          </SimpleGrid>
        )}
        empty={<Empty title={t("films.empty")} hint={t("films.empty_hint")} />}
      />
    </>
  );
}

function Shelves({ event }: { event: string | null }) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const { data, error, refetch } = useQuery(shelves());
  const wishes = useInfiniteQuery({ ...ownWishes, enabled: signedIn });
  const wished = wishes.data?.pages.flatMap((page) => page.items.map((each) => each.film)) ?? [];
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={260} cols={SHELF} times={5} />;
  return (
    <Stack gap="lg">
      {data.items
        .filter(({ films }) => films.length)
        .map(({ id, title, films, total }) => (
          <Shelf key={id} id={id} title={title} films={films} event={event} more={total > films.length} />
        ))}
      {wished.length > 0 && <Shelf id="wished" title={t("films.wished")} films={wished} event={event} />}
    </Stack>
  );
}

/** A row that one pushes along; by the keyboard it follows the films. */
function Shelf({
  id,
  title,
  films,
  event,
  more = false,
}: {
  id: string;
  title: string;
  films: Film[];
  event: string | null;
  more?: boolean;
}) {
  const { t } = useTranslation();
  const all = `/films?${new URLSearchParams({ shelf: id, ...(event && { for: event }) })}`;
  return (
    <section aria-labelledby={`shelf-${id}`}>
      <Group justify="space-between" align="baseline" mb="xs">
        <Title order={2} size="h4" id={`shelf-${id}`}>
          {title}
        </Title>
        {more && (
          <Anchor component={Link} href={all} size="sm" aria-label={t("films.whole_shelf_of", { title })}>
            {t("films.whole_shelf")}
          </Anchor>
        )}
      </Group>
      <div className="shelf">
        {films.map((film) => (
          <FilmCard key={film.id} film={film} event={event} order={3} />
        ))}
      </div>
    </section>
  );
}
