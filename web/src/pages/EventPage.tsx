import { Button, Container, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "wouter";
import { Refusal } from "../api/client";
import * as read from "../api/queries";
import type { PublicEvent } from "../api/types";
import { EventScreen, InShort, Waiting } from "../events/EventScreen";
import { over } from "../events/standing";
import { EVENT_FOR_USER } from "../screens";
import { useSignedIn } from "../session/store";
import { Trouble } from "../ui/Trouble";

/** Strangers come by links, so what they see is in the first file, and what they cannot do is not. */
export default function EventPage() {
  const { id } = useParams<{ id: string }>();
  if (!useSignedIn()) return <ForStranger id={id} />;
  return (
    <Suspense fallback={<Waiting />}>
      <EVENT_FOR_USER.Screen key={id} id={id} />
    </Suspense>
  );
}

function ForStranger({ id }: { id: string }) {
  const { data: event, error, refetch } = useQuery({ ...read.publicEvent(id), refetchInterval: 30_000 });
  const invitation = useSearchParams()[0].get("invitation");
  // What is for those only who are invited is shown to who signs in (R6).
  if (!event && invitation && error instanceof Refusal && error.status === 404)
    return <Invited id={id} invitation={invitation} />;
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  return (
    <EventScreen
      event={event}
      actions={
        <div className="main-action">
          <InShort event={event} />
          {!over(event) && <AskAsStranger event={event} invitation={invitation} />}
        </div>
      }
    />
  );
}

/** Signing in is asked for over the page, and what was pressed goes on. */
function AskAsStranger({ event, invitation }: { event: PublicEvent; invitation: string | null }) {
  const { t } = useTranslation();
  if (invitation)
    return (
      <Button component={Link} href={signInTo(event.id, invitation, "take_invitation")}>
        {t("invited.take")}
      </Button>
    );
  const act = event.seats_left > 0 ? "request" : "join_waitlist";
  const words = act === "request" && event.approval === "automatic" ? "take_seat" : act;
  return (
    <Button component={Link} href={`/sign-in?to=/events/${event.id}&act=${act}`}>
      {t(`act.${words}`)}
    </Button>
  );
}

/** An event that only who is invited may see: nothing can be pressed yet but the way in. */
function Invited({ id, invitation }: { id: string; invitation: string }) {
  const { t } = useTranslation();
  return (
    <Container size="xs" py={64} ta="center">
      <title>{`${t("invited.title")} · Seance`}</title>
      <Title order={1} size="h2" mb="sm">
        {t("invited.title")}
      </Title>
      <Text c="dimmed" mb="lg">
        {t("invited.hint")}
      </Text>
      <Button component={Link} href={signInTo(id, invitation)}>
        {t("invited.sign_in")}
      </Button>
    </Container>
  );
}

const signInTo = (id: string, invitation: string, act?: string): string =>
  `/sign-in?${new URLSearchParams({ to: `/events/${id}?${new URLSearchParams({ invitation })}`, ...(act && { act }) })}`;
