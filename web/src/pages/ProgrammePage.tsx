import { Alert, Anchor, Button, List, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { api, body } from "../api/client";
import { programme } from "../api/queries";
import { EventCard } from "../events/EventCard";
import { eventTitle } from "../format";
import { myId } from "../session/store";
import { CARDS } from "../ui/columns";
import { Waiting } from "../ui/Endless";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";

/** Events that belong together, to be asked for at once; each is answered by itself. */
export default function ProgrammePage() {
  const { t } = useTranslation();
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery(programme(id));
  const ask = useAct({
    run: () =>
      body(
        api.POST("/api/v1/programmes/{programme_id}/bookings", {
          params: { path: { programme_id: id } },
          body: null,
        }),
      ),
    inPlace: true,
    freshen: [["programme", id], ["events"], ["bookings"], ["schedule"]],
  });
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <Waiting height={160} />;
  return (
    <Stack>
      <title>{`${data.title} · Seance`}</title>
      <div>
        <Title order={1} size="h2">
          {data.title}
        </Title>
        <Text c="dimmed">
          <Anchor component={Link} href={`/people/${data.host.id}`} underline="always">
            {data.host.name}
          </Anchor>
        </Text>
      </div>
      {data.host.id !== myId() && (
        <Button style={{ alignSelf: "flex-start" }} loading={ask.isPending} onClick={() => ask.mutate()}>
          {t("programme.ask")}
        </Button>
      )}
      {ask.error && <Trouble error={ask.error} />}
      {ask.data && (
        <Alert role="status" title={t("programme.answers")}>
          <List size="sm">
            {ask.data.results.map(({ event_id, status }) => {
              const event = data.events.find((each) => each.id === event_id);
              return (
                <List.Item key={event_id}>
                  {event ? eventTitle(event) : event_id}: {status ? t(`status.${status}`) : t("programme.refused")}
                </List.Item>
              );
            })}
          </List>
        </Alert>
      )}
      <SimpleGrid cols={CARDS} spacing="sm">
        {data.events.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
