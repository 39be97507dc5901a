import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { me as readMe } from "../api/queries";
import type { EventSummary, Film, Me } from "../api/types";
import { instantOf, isZone } from "../format";
import { EventCard } from "./EventCard";
import type { Plan } from "./plan";

/** The card of what is planned, as who looks for an evening will see it. */
export function CardPreview({ plan, film }: { plan: Plan; film: Film }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(readMe);
  return (
    <section className="plan-card" aria-label={t("planning.card")}>
      <Text size="sm" c="dimmed" mb={6}>
        {t("planning.card")}
      </Text>
      {/* A picture of it: nothing there leads anywhere. */}
      <div inert>{me && <EventCard event={cardOf(plan, film, me)} />}</div>
    </section>
  );
}

/** What of a plan everybody may know (R7); without a start yet, it is empty. */
function cardOf(plan: Plan, film: Film, host: Me): EventSummary {
  const capacity = Number(plan.capacity) || 1;
  const duration = Number(plan.duration) || film.runtime_minutes;
  const starts_at = plan.starts && isZone(plan.time_zone) ? instantOf(plan.starts, plan.time_zone) : "";
  const online = plan.kind === "online";
  return {
    ...plan,
    id: "",
    host,
    film,
    title: plan.title.trim(),
    title_given: Boolean(plan.title.trim()),
    place: {
      kind: plan.kind,
      city: online ? null : plan.city.trim(),
      city_id: null,
      area: online ? null : plan.area.trim(),
      latitude: null,
      longitude: null,
      ...(plan.show_address && {
        name: plan.name.trim(),
        address: plan.address.trim(),
        url: plan.url.trim(),
        show_address: true,
      }),
    },
    starts_at,
    ends_at: starts_at && new Date(new Date(starts_at).getTime() + duration * 60_000).toISOString(),
    duration_minutes: duration,
    price: plan.admission === "paid" ? { amount: String(plan.amount || 0), currency: plan.currency } : null,
    capacity,
    seats_taken: 0,
    seats_left: capacity,
    waitlist_length: 0,
    status: "scheduled",
    version: 0,
    programme: null,
  };
}
