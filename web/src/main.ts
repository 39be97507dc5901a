/** A plain page: who am I, upcoming events, ask for a seat, my inbox. */

import { askForSeat, inbox, markRead, myBookings, upcomingEvents, whoAmI, type Event, type Notice, type Page } from "./api";
import { attempt, button, byId, element, say } from "./dom";
import { finishSignIn, loadConfig, signInByPassword, signOut, startSignIn, token, type Config } from "./session";

async function start(): Promise<void> {
  const config = await loadConfig();
  await attempt(() => finishSignIn(config));
  await show(config);
}

async function show(config: Config): Promise<void> {
  if (!token()) {
    byId("who").replaceChildren();
    byId("content").replaceChildren(signInForm(config));
    return;
  }
  byId("content").replaceChildren(element("p", {}, "Loading …"));
  try {
    const me = await whoAmI();
    const leave = button("Sign out", async () => {
      signOut();
      await show(config);
    });
    byId("who").replaceChildren(`You are ${me.name} `, leave);
    byId("content").replaceChildren(
      await section("Upcoming events", "No upcoming events yet.", upcomingEvents, eventItem(me.id, await myBookings())),
      await section("My inbox", "Nothing yet.", inbox, noticeItem),
    );
  } catch (trouble) {
    say(trouble instanceof Error ? trouble.message : "Something went wrong.");
    byId("content").replaceChildren(token() ? button("Try again", () => show(config)) : signInForm(config));
  }
}

function signInForm(config: Config): HTMLElement {
  const email = element("input", { type: "email", name: "email", autocomplete: "username", required: "" });
  const password = element("input", { type: "password", name: "password", autocomplete: "current-password", required: "" });
  const form = element(
    "form",
    {},
    element("label", {}, "E-mail address", email),
    element("label", {}, "Password", password),
    element("button", {}, "Sign in"),
  );
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    say("");
    void attempt(async () => {
      await signInByPassword(config, email.value, password.value);
      await show(config);
    });
  });
  return element(
    "section",
    {},
    element("h2", {}, "Sign in"),
    config.password_endpoint ? form : null,
    element("p", {}, button("Sign in on the issuer's page", () => startSignIn(config))),
  );
}

async function section<Item>(
  title: string,
  whenEmpty: string,
  load: (cursor?: string) => Promise<Page<Item>>,
  draw: (item: Item) => HTMLElement,
): Promise<HTMLElement> {
  const list = element("ul");
  const more = element("p");
  const append = async (cursor?: string): Promise<void> => {
    const page = await load(cursor);
    list.append(...page.items.map(draw));
    const next = page.next_cursor;
    more.replaceChildren(next ? button("Show more", () => append(next)) : "");
  };
  await append();
  const empty = list.children.length ? null : element("p", { class: "quiet" }, whenEmpty);
  return element("section", {}, element("h2", {}, title), empty, list, more);
}

/** Draws an event for this reader, whose bookings are given by event. */
function eventItem(readerId: string, bookings: Map<string, string>): (event: Event) => HTMLElement {
  return (event) => {
    const when = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short", timeZone: event.time_zone });
    const price = event.price ? `${event.price.amount} ${event.price.currency}` : "free";
    const where = event.place.city ?? "online";
    const seats = event.seats_left === 1 ? "1 seat left" : `${event.seats_left} seats left`;
    const status = bookings.get(event.id);
    const state = element("p", { class: "quiet" }, status ? `Your booking: ${status}` : "");
    const ask =
      status || event.host.id === readerId
        ? null
        : button(event.seats_left ? "Ask for a seat" : "Join the waitlist", async () => {
            const booking = await askForSeat(event.id);
            state.textContent = `Your booking: ${booking.status}`;
            say(`${event.title}: ${booking.status}`);
            ask?.remove();
          });
    return element(
      "li",
      {},
      element("h3", {}, event.title),
      element("p", { class: "quiet" }, `${event.film.title} (${event.film.year}), with ${event.host.name}`),
      element("p", {}, element("time", { datetime: event.starts_at }, when.format(new Date(event.starts_at))), ` (${event.time_zone}), ${where}`),
      element("p", { class: "quiet" }, `${price}, ${seats}`),
      state,
      ask,
    );
  };
}

function noticeItem(notice: Notice): HTMLElement {
  const item = element("li", notice.read_at ? {} : { class: "unread" }, element("h3", {}, notice.title), element("p", {}, notice.text));
  if (!notice.read_at) {
    const read = button("Mark as read", async () => {
      await markRead([notice.id]);
      item.classList.remove("unread");
      read.remove();
    });
    item.append(read);
  }
  return item;
}

void attempt(start);
