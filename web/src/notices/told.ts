/** A notice in a short sentence, below the event that it is about. */
import i18next from "i18next";
import type { Notice } from "../api/types";
import { localOf, ownZone } from "../format";
import { wordsOf } from "../events/changes";

/** Said of somebody. */
const NAMED = [
  "booking_requested",
  "booking_withdrawn",
  "invited",
  "invitation_accepted",
  "invitation_refused",
  "event_announced",
  "host_message",
] as const;
const PLAIN = [
  "booking_approved",
  "booking_declined",
  "booking_removed",
  "booking_moved",
  "seat_from_waitlist",
  "invitation_revoked",
  "moderator_added",
  "moderator_removed",
  "event_changed",
  "event_cancelled",
  "event_restored",
  "reminder_day",
  "reminder_hour",
  "review_requested",
  "review_received",
  "wish_announced",
  "search_match",
] as const;

/** What happened; where these words don't say it all (several events, who left since), as everywhere else. */
export function sentenceOf(notice: Notice): string {
  const { kind, actor, count } = notice;
  const named = NAMED.find((each) => each === kind);
  const plain = PLAIN.find((each) => each === kind);
  if (kind === "guests_coming" && notice.people.length)
    return i18next.t("told.guests_coming", { names: comers(notice) });
  if (notice.event_title !== null && count === null) {
    if (named && actor) return i18next.t(`told.${named}`, { name: actor.name });
    if (plain) return i18next.t(`told.${plain}`);
  }
  return wordsOf(notice).sentence;
}

/** Some by name, and how many there are beside them. */
function comers({ people, count }: Notice): string {
  const more = (count ?? 0) - people.length;
  const names = people.map((each) => each.name);
  return new Intl.ListFormat(i18next.language).format(
    more > 0 ? [...names, i18next.t("told.more", { count: more })] : names,
  );
}

/** Where one looks, or answers more at length. */
export function placeOf({ kind, event_id: event, proposal_id: proposal, event_title }: Notice): string | null {
  if (proposal) return `/proposals/${proposal}`;
  if (kind === "channel_disconnected") return "/settings/notifications";
  if (!event || event_title === null) return null;
  return kind === "booking_requested" || kind === "guests_coming" ? `/events/${event}/requests` : `/events/${event}`;
}

export interface Day {
  day: string;
  /** One below the other what is about the same event. */
  groups: Notice[][];
}

/** By days of the reader's clock, and in these by event, the newest first. */
export function byDay(notices: Notice[]): Day[] {
  const days: Day[] = [];
  for (const notice of notices) {
    const day = localOf(notice.created_at, ownZone()).slice(0, 10);
    let last = days.at(-1);
    if (last?.day !== day) days.push((last = { day, groups: [] }));
    const about = subjectOf(notice);
    const group = last.groups.find(([first]) => first && subjectOf(first) === about);
    if (group) group.push(notice);
    else last.groups.push([notice]);
  }
  return days;
}

/** A gathered notice tells of several events, and stands for itself. */
const subjectOf = ({ id, kind, event_id: event, proposal_id: proposal, count }: Notice): string =>
  count !== null && kind !== "guests_coming" ? id : (event ?? proposal ?? id);
