import { Anchor, Card, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { films } from "../api/queries";
import { filmTitle, number } from "../format";
import { Empty } from "../ui/Empty";
import { SHELF } from "../ui/columns";
import { Endless } from "../ui/Endless";
import { Poster } from "../ui/Poster";

/** The catalogue: where every event begins; with `?for=` an event gets another film of it. */
export default function Films() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const [text, setText] = useState(asked.get("query") ?? "");
  const query = useDeferredValue(asked.get("query") ?? "");
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text.trim() !== (asked.get("query") ?? ""))
        setAsked(
          (old) => {
            if (text.trim()) old.set("query", text.trim());
            else old.delete("query");
            return old;
          },
          { replace: true },
        );
    }, 300);
    return () => clearTimeout(timer);
  }, [text, asked, setAsked]);
  const event = asked.get("for");
  const list = useInfiniteQuery({ ...films(query), placeholderData: keepPreviousData });
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
      <Endless
        list={list}
        height={260}
        cols={SHELF}
        draw={(found) => (
          <SimpleGrid cols={SHELF} spacing="sm">
            {found.map((film) => (
              <Card key={film.id} component="article" padding="xs" withBorder className="card" pos="relative">
                <Poster film={film} />
                <Title order={2} size="h6" mt="xs" lineClamp={2}>
                  <Link
                    href={
                      event
                        ? `/events/${event}/edit?film=${encodeURIComponent(film.id)}`
                        : `/films/${encodeURIComponent(film.id)}`
                    }
                    replace={Boolean(event)}
                    className="bare whole"
                  >
                    {filmTitle(film)}
                  </Link>
                </Title>
                <Text size="sm" c="dimmed">
                  {film.year}
                  {film.rating !== null && ` · ★ ${number(film.rating)}`}
                </Text>
              </Card>
            ))}
          </SimpleGrid>
        )}
        empty={<Empty title={t("films.empty")} hint={t("films.empty_hint")} />}
      />
    </Stack>
  );
}
