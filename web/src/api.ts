/** The HTTP API as far as this page uses it. */

import { signOut, token } from "./session";

export interface Person { id: string; name: string }
export interface Booking { event_id: string; status: string; waitlist_position: number | null }
export interface Event {
  id: string;
  host: Person;
  film: { title: string; year: number };
  title: string;
  place: { kind: string; city: string | null };
  starts_at: string;
  time_zone: string;
  admission: "free" | "paid";
  price: { amount: string; currency: string } | null;
  seats_left: number;
}
export interface Notice { id: string; title: string; text: string; created_at: string; read_at: string | null }
export interface Page<Item> { items: Item[]; next_cursor: string | null }

/** A refusal as the API words it. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export const whoAmI = () => call<Person>("GET", "/me");
export const upcomingEvents = (cursor?: string) => call<Page<Event>>("GET", "/events", undefined, cursor);
/** The status of each of my upcoming bookings, by event: a list of events does not know them. */
export async function myBookings(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page: Page<Booking> = await call("GET", "/me/bookings?when=upcoming&limit=100", undefined, cursor);
    for (const booking of page.items) found.set(booking.event_id, booking.status);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return found;
}
export const inbox = (cursor?: string) =>
  call<Page<Notice> & { unread_count: number }>("GET", "/me/notices", undefined, cursor);
export const askForSeat = (eventId: string) =>
  call<Booking>("POST", `/events/${encodeURIComponent(eventId)}/bookings`, {});
export const markRead = (ids: string[]) => call<void>("POST", "/me/notices/read", { ids });

async function call<Answer>(method: string, path: string, body?: unknown, cursor?: string): Promise<Answer> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token() ?? ""}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method === "POST") headers["Idempotency-Key"] = crypto.randomUUID();
  const query = cursor ? `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : "";
  const answer = await fetch(`/api/v1${path}${query}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (answer.status === 401) signOut();
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string; title?: string; message?: string };
    throw new Refusal(answer.status, problem.detail ?? problem.title ?? problem.message ?? `The server answered ${answer.status}.`);
  }
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}
