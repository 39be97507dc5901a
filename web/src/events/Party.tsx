import { Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Booking, Event } from "../api/types";
import { useDraft } from "../ui/useDraft";
import { over } from "./standing";

const FewerDialog = lazy(() => import("./FewerDialog"));

/** Who is asked for: oneself and whom one brings (R21). */
export interface Company {
  seats: number;
  companions: string[];
}

const NAMES = ["first", "second", "third"] as const;

/** How many come and who they are, kept until it is sent. */
export function useParty(event: Event) {
  const { fields, change } = useDraft(`party.${event.id}`, { seats: 1, first: "", second: "", third: "" });
  const seats = Math.min(fields.seats, event.max_party);
  const names = NAMES.slice(0, seats - 1);
  const company: Company = { seats, companions: names.map((name) => fields[name].trim()).filter(Boolean) };
  return { company, fields, names, seats, change };
}

export function Party({
  event,
  fields,
  names,
  seats,
  change,
}: { event: Event } & Omit<ReturnType<typeof useParty>, "company">) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600} id={`party-${event.id}`}>
          {t("party.how_many")}
        </Text>
        <SegmentedControl
          aria-labelledby={`party-${event.id}`}
          value={String(seats)}
          onChange={(chosen) => change({ seats: Number(chosen) })}
          data={upTo(event.max_party)}
        />
      </Group>
      {names.map((name, index) => (
        <TextInput
          key={name}
          size="sm"
          aria-label={t("party.name", { number: index + 1 })}
          placeholder={t("party.name", { number: index + 1 })}
          maxLength={80}
          value={fields[name]}
          onChange={(typed) => change({ [name]: typed.currentTarget.value })}
        />
      ))}
      {seats > 1 && (
        <Text size="sm" c="dimmed">
          {t("party.optional")}
          {event.seats_left > 0 && seats > event.seats_left && ` ${t("party.waits", { count: seats })}`}
        </Text>
      )}
    </Stack>
  );
}

/** How many of one's party come, and the way to be fewer. */
export function PartySize({ event, booking }: { event: Event; booking: Booking }) {
  const { t } = useTranslation();
  const [lowering, setLowering] = useState(false);
  const { status, seats, companions } = booking;
  const holds = status === "confirmed" || status === "moved";
  const open = holds || status === "requested" || status === "waitlisted" || status === "invited";
  if (!open || over(event)) return null;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">
        {t(holds || status === "invited" ? "party.of_you" : "party.asked_for", { count: seats })}
        {companions.length > 0 && `: ${companions.join(", ")}`}
      </Text>
      <Button variant="default" size="xs" onClick={() => setLowering(true)}>
        {t("party.fewer")}
      </Button>
      {lowering && (
        <Suspense>
          <FewerDialog eventId={event.id} seats={seats} onClose={() => setLowering(false)} />
        </Suspense>
      )}
    </Group>
  );
}

const upTo = (most: number): string[] => Array.from({ length: most }, (_, index) => String(index + 1));
