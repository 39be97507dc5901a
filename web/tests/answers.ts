/** What the running cloud cannot answer yet or at will: an evening that is over, an empty list, a failure. */
import type { Page as Window } from "@playwright/test";
import type { Booking, Event, OwnBooking, Page, Person, Profile, Review } from "../src/api/types";

const DAY = 86_400_000;
const path = (ending: RegExp | string) =>
  new RegExp(`/api/v1${typeof ending === "string" ? ending : ending.source}(\\?|$)`);

/** Changes what the API answers there. */
async function change<Answer>(
  page: Window,
  ending: RegExp | string,
  changed: (answer: Answer) => Answer,
): Promise<void> {
  await page.route(path(ending), async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: changed((await response.json()) as Answer) });
  });
}

const items = <Item>(all: Item[]): Page<Item> => ({ items: all, next_cursor: null });

/** A list with nothing in it. */
export const empty = (page: Window, ending: RegExp | string) =>
  change<object>(page, ending, (answer) => ({ ...answer, unread_count: 0, ...items([]) }));

export const failing = (page: Window, ending: RegExp | string) =>
  page.route(path(ending), (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      json: { title: "Service Unavailable", status: 503 },
    }),
  );

/** Whoever it is reads this language. */
export const speaks = (page: Window, language: "en" | "ru") =>
  change<object>(page, "/me", (me) => ({ ...me, language }));

/** An event that takes parties and is a part of something, in a language that has to be told. */
export const manySided = (page: Window, id: string) =>
  change<Event>(page, `/events/${id}`, (event) => ({
    ...event,
    max_party: 4,
    spoken_language: "ja",
    subtitles: ["ru", "en"],
    programme: { id: "01M8H256N5DH19WXNZ4ZM8RADA", title: "Четверги с Тарковским", position: 2, of: 5 },
    price: { amount: "350.00", currency: "RUB" },
    admission: "paid",
  }));

/** An event in a hall. */
export const large = (page: Window, id: string) =>
  change<Event>(page, `/events/${id}`, (event) => ({ ...event, capacity: 125, seats_taken: 83, seats_left: 42 }));

/** An answer that does not come. */
export const silent = (page: Window, ending: RegExp | string) => page.route(path(ending), () => undefined);

function ago<Timed extends { starts_at: string; ends_at?: string }>(event: Timed, days: number): Timed {
  const back = (at: string) =>
    new Date(
      new Date(at).getTime() - Math.ceil((new Date(event.starts_at).getTime() - Date.now()) / DAY + days) * DAY,
    ).toISOString();
  return {
    ...event,
    starts_at: back(event.starts_at),
    ...(event.ends_at && { ends_at: back(event.ends_at) }),
    status: "finished",
  };
}

const rated = <Somebody extends Person>(somebody: Somebody): Somebody => ({
  ...somebody,
  host_rating: { average: 4.9, count: 27 },
  guest_rating: { average: 4.75, count: 8 },
});

const WORDS = [
  "Тёплый вечер и честный разговор после. Пирог был лучше, чем в кафе.",
  "Projector, blankets, perfect silence. I would come again any time.",
  "Пришла вовремя, помогла убрать чашки.",
  null,
];

function review(event: Event, author: Person, subject: Person, number: number): Review {
  const at = new Date(Date.now() - (number + 1) * DAY).toISOString();
  return {
    id: `${author.id}/${subject.id}`,
    event_id: event.id,
    author,
    subject,
    rating: number === 2 ? 4 : 5,
    text: WORDS[number % WORDS.length] ?? null,
    created_at: at,
    updated_at: at,
  };
}

/** The event is over, and those who were there have written of each other. */
export async function finished(page: Window, id: string): Promise<void> {
  let event: Event | undefined;
  await page.routeWebSocket(/\/live/, () => undefined); // its frames would tell that the event is still to come
  await change<Event>(
    page,
    `/events/${id}`,
    (answer) => (event = { ...ago(answer, 1), host: rated(answer.host), actions: ["review"] }),
  );
  await page.route(path(`/events/${id}/reviews`), async (route) => {
    const guests = await route.fetch({
      url: route
        .request()
        .url()
        .replace(/reviews.*/, "bookings?status=confirmed"),
    });
    const people = ((await guests.json()) as Page<Booking>).items.map((each) => each.guest);
    while (!event) await new Promise((done) => setTimeout(done, 50));
    const of = event;
    await route.fulfill({
      json: items([
        ...people.slice(0, 2).map((guest, number) => review(of, guest, of.host, number)),
        ...people.slice(0, 1).map((guest) => review(of, of.host, guest, 2)),
      ]),
    });
  });
}

/** A list of what lies ahead, as if it were behind. */
async function past<Item>(
  page: Window,
  ending: RegExp | string,
  changed: (item: Item, days: number) => Item,
): Promise<void> {
  await page.route(path(ending), async (route) => {
    const ahead = await route.fetch({ url: route.request().url().replace("when=past", "when=upcoming") });
    const list = ((await ahead.json()) as Page<Item>).items;
    await route.fulfill({ json: items(list.map((each, number) => changed(each, 7 * number + 3))) });
  });
}

export const pastEvents = (page: Window, ending: RegExp | string) => past<Event>(page, ending, ago);
export const pastBookings = (page: Window) =>
  past<OwnBooking>(page, "/me/bookings", (booking, days) => ({ ...booking, event: ago(booking.event, days) }));

/** Somebody with many evenings behind them. */
export async function known(page: Window, id: string): Promise<void> {
  let profile: Profile | undefined;
  await change<Profile>(page, `/users/${id}`, (answer) => (profile = rated(answer)));
  await pastEvents(page, `/users/${id}/events`);
  await page.route(path(`/users/${id}/reviews`), async (route) => {
    const follow = await route.fetch({
      url: route
        .request()
        .url()
        .replace(/reviews.*/, "followers"),
    });
    const people = ((await follow.json()) as Page<Person>).items;
    const subject = profile as Person;
    await route.fulfill({
      json: items(people.slice(0, 3).map((each, number) => review({ id: "" } as Event, each, subject, number))),
    });
  });
}

/** The event began ten minutes ago, wherever it is told of. */
export async function begun(page: Window, event: Event): Promise<void> {
  const from = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const [starts, ends] = [from(-10), from(110)];
  await page.route(path(/\/(me\/bookings|me\/events|events\/[0-9A-Z]{26})/), async (route) => {
    const response = await route.fetch();
    const told = (await response.text()).replaceAll(event.starts_at, starts).replaceAll(event.ends_at, ends);
    await route.fulfill({ response, body: told });
  });
}
