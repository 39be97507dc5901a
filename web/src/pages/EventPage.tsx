import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
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
  if (!event) return error ? <Trouble error={error} retry={refetch} /> : <Waiting />;
  return (
    <EventScreen
      event={event}
      actions={
        <div className="main-action">
          <InShort event={event} />
          {!over(event) && <AskAsStranger event={event} />}
        </div>
      }
    />
  );
}

/** Signing in is asked for over the page, and what was pressed goes on. */
function AskAsStranger({ event }: { event: PublicEvent }) {
  const { t } = useTranslation();
  const act = event.seats_left > 0 ? "request" : "join_waitlist";
  const words = act === "request" && event.approval === "automatic" ? "take_seat" : act;
  return (
    <Button component={Link} href={`/sign-in?to=/events/${event.id}&act=${act}`}>
      {t(`act.${words}`)}
    </Button>
  );
}
