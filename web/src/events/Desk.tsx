import { Button, Group } from "@mantine/core";
import { IconDoorEnter, IconFileSpreadsheet, IconSpeakerphone } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../api/client";
import type { Event } from "../api/types";
import { doorState } from "./door";
import { useMinute } from "../ui/Ago";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";

const TellGuests = lazy(() => import("./TellGuests"));

/** What is done about all guests at once. */
export function Desk({ event }: { event: Event }) {
  const { t } = useTranslation();
  const [telling, setTelling] = useState(false);
  const list = useAct({ run: () => saveGuests(event.id) });
  useMinute();
  const open = doorState(event) === "open";
  const host = event.my_role === "host";
  if (!host && !open) return null;
  return (
    <Group gap="xs">
      {open && (
        <Button
          component={Link}
          href={`/events/${event.id}/door`}
          leftSection={<IconDoorEnter size={16} aria-hidden />}
        >
          {t("entrance.open")}
        </Button>
      )}
      {host && (
        <>
          <Button
            variant="default"
            leftSection={<IconSpeakerphone size={16} aria-hidden />}
            onClick={() => setTelling(true)}
          >
            {t("desk.tell")}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
            loading={list.isPending}
            onClick={() => list.mutate()}
          >
            {t("desk.csv")}
          </Button>
        </>
      )}
      {telling && (
        <Suspense>
          <TellGuests event={event} onClose={() => setTelling(false)} />
        </Suspense>
      )}
    </Group>
  );
}

/** A list of more than ten thousand comes in parts, each a file. */
async function saveGuests(id: string): Promise<void> {
  let cursor: string | null = null;
  for (let part = 1; part === 1 || cursor; part++) {
    const { data, response }: { data?: unknown; response: Response } = await api.GET(
      "/api/v1/events/{event_id}/guests.csv",
      { params: { path: { event_id: id }, query: { cursor } }, parseAs: "blob" },
    );
    save(data as Blob, part === 1 ? "guests.csv" : `guests-${part}.csv`);
    cursor = /[?&]cursor=([^>&]+)/.exec(response.headers.get("Link") ?? "")?.[1] ?? null;
  }
}
