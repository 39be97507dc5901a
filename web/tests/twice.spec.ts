/** On a slow phone, and in two tabs: what is tapped twice happens once, and what a tab shows too late does no harm. */
import type { Browser, Page as Window } from "@playwright/test";
import { expect, test } from "./test";
import type { Event, Page } from "../src/api/types";
import { announce, arrive, call, join, pickStart, read, type Actor } from "./people";

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, locale: "en-GB" };

/** A phone whose requests take their time, so that a second tap meets the first on its way. */
async function slowPhone(browser: Browser, who: Actor): Promise<Window> {
  const page = await arrive(browser, who, PHONE);
  await page.route("**/api/v1/**", async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue().catch(() => undefined); // the window may be closed by then
  });
  return page;
}

/** Twice in the same moment, as a nervous finger does; what is disabled by then is not tapped. */
async function tapTwice(page: Window, button: string): Promise<void> {
  const found = page.getByRole("button", { name: button, exact: true });
  await found.evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });
  await found.click({ timeout: 300 }).catch(() => undefined);
}

test("what a host and a guest tap twice on slow phones happens once", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const host = await slowPhone(browser, anna);
  await host.goto("/films/mirror-1974/plan");
  await pickStart(host, 12);
  await host.getByRole("textbox", { name: "City" }).fill("Тверь");
  await tapTwice(host, "Announce");
  await expect(host.getByText("The event is announced")).toBeVisible();
  const own = await read<Page<Event>>(anna, "/me/events?role=host");
  expect(own.items).toHaveLength(1);
  const [event] = own.items;
  if (!event) throw new Error("No event");

  const guest = await slowPhone(browser, boris);
  await guest.goto(`/events/${event.id}`);
  await guest.getByRole("button", { name: "Ask for a seat" }).click();
  const dialog = guest.getByRole("dialog");
  await dialog.getByRole("textbox").fill("May I?");
  await dialog.getByRole("button", { name: "Ask for a seat" }).dblclick();
  await expect(guest.getByText("You asked for a seat. The host will answer.")).toBeVisible();
  await expect(guest.getByRole("alert")).toHaveCount(0);

  await host.goto(`/events/${event.id}/requests`);
  await tapTwice(host, "Yes: Boris");
  await expect(guest.getByText("You have a seat. See you there!")).toBeVisible();
  await expect(host.getByRole("alert")).toHaveCount(0);

  await guest.getByRole("tab", { name: "Chat" }).click();
  await guest.getByRole("textbox", { name: "Message" }).fill("I bring tea");
  await tapTwice(guest, "Send");
  await expect(guest.getByText("I bring tea")).toBeVisible();
  await expect(guest.getByRole("textbox", { name: "Message" })).toHaveValue("");
  expect((await read<Page<object>>(boris, `/events/${event.id}/messages`)).items).toHaveLength(1);

  await guest.getByRole("button", { name: "Withdraw" }).click();
  await guest.getByRole("dialog").getByRole("button", { name: "Withdraw" }).dblclick();
  await expect(guest.getByText("You withdrew from the event.")).toBeVisible();
  await expect(guest.getByRole("alert")).toHaveCount(0);
  const told = await read<Page<{ kind: string }>>(anna, "/me/notices");
  for (const kind of ["booking_requested", "booking_withdrawn"])
    expect(told.items.filter((each) => each.kind === kind).length).toBeLessThanOrEqual(1);
});

test("a tab that heard of nothing since does no harm: what it asks is answered by what is so now", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic", capacity: 1 });
  const now = await arrive(browser, boris, PHONE);
  const late = await now.context().newPage();
  await late.routeWebSocket("**/live*", () => undefined); // hears nothing, as behind a hotel's network
  for (const page of [late, now]) await page.goto(`/events/${event.id}`);
  await expect(late.getByRole("button", { name: "Take a seat" })).toBeVisible();

  await now.getByRole("button", { name: "Take a seat" }).click();
  await expect(now.getByText("You have a seat. See you there!")).toBeVisible();
  await late.getByRole("button", { name: "Take a seat" }).click();
  await expect(late.getByText("You have a seat. See you there!")).toBeVisible();
  await expect(late.getByRole("alert")).toHaveCount(0);

  await now.getByRole("button", { name: "Withdraw" }).click();
  await now.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(now.getByText("You withdrew from the event.")).toBeVisible();
  await late.getByRole("button", { name: "Withdraw" }).click();
  await late.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(late.getByText("You withdrew from the event.")).toBeVisible();

  await call(anna, "POST", `/events/${event.id}/cancel`, { reason: "No projector" });
  await late.getByRole("button", { name: "Take a seat" }).click();
  await expect(late.getByText("No projector")).toBeVisible();
  await expect(late.getByRole("button", { name: "Take a seat" })).toHaveCount(0);
});
