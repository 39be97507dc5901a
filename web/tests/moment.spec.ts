/** An event as a moment: whom one brings, the ticket, and what there is of it without a connection. */
import { expect, test } from "./test";
import type { Booking, Event } from "../src/api/types";
import { announce, arrive, call, expectAccessible, expectNoSideways, join, read } from "./people";

test("a party of three takes its seats by one tap, becomes two later, and the seats fill up for all", async ({
  browser,
}) => {
  const [anna, boris, kira] = await Promise.all([join("Anna"), join("Boris"), join("Kira")]);
  const event = await announce(anna, { approval: "automatic", capacity: 4, max_party: 3 });
  const page = await arrive(browser, boris, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const other = await arrive(browser, kira);
  await Promise.all([page.goto(`/events/${event.id}`), other.goto(`/events/${event.id}`)]);
  await page.getByRole("radiogroup").getByText("3").click();
  await page.getByLabel("Who comes with you: name 1").fill("Lev");
  await page.reload();
  await expect(page.getByLabel("Who comes with you: name 1")).toHaveValue("Lev");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take 3 seats" }).click();
  await expect(page.getByRole("region", { name: "Your ticket" })).toContainText("3 seats: Lev");
  await expect(page.getByRole("region", { name: "Your ticket" })).toContainText("Secret street 7");
  await expect(other.getByText("3 of 4 taken")).toBeVisible();
  await page.getByRole("button", { name: "Fewer of us" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("2 of you are coming: Lev")).toBeVisible();
  await expect(other.getByText("2 of 4 taken")).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);
  const booking = await read<Booking>(boris, `/events/${event.id}/bookings/me`);
  expect([booking.seats, booking.companions]).toEqual([2, ["Lev"]]);
});

test("the ticket is there without a connection, and gone with who signs out", async ({ browser }) => {
  const [anna, vera] = await Promise.all([join("Anna"), join("Vera")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(vera, "POST", `/events/${event.id}/bookings`);
  const { my_booking: booking } = await read<Event>(vera, `/events/${event.id}`);
  const code = booking?.ticket?.code ?? "";
  const page = await arrive(browser, vera, { serviceWorkers: "allow" });
  await page.goto("/bookings");
  await expect(page.getByRole("article").getByText(code)).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain("/index.html");
  expect(kept.filter((path) => path.startsWith("/api"))).toEqual([]);
  await page.context().setOffline(true);
  for (const path of [`/events/${event.id}`, "/bookings"]) {
    await page.goto(path);
    await expect(page.getByText(/No connection\. /)).toBeVisible();
    await expect(page.getByText(code)).toBeVisible();
    await expect(page.getByRole("img", { name: "QR code of your ticket" })).toBeVisible();
    await expect(page.getByText("Secret street 7")).toBeVisible();
  }
  await page.context().setOffline(false);
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("region", { name: "Your ticket" })).toBeVisible();
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("seance.tickets"))).toBeNull();
});

test("who chose nothing has it dark in the evening, and a choice stays", async ({ browser }) => {
  const context = await browser.newContext({ colorScheme: "light" });
  const page = await context.newPage();
  const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
  const at = async (hour: string) => {
    await page.clock.setFixedTime(new Date(`2026-12-01T${hour}:00`));
    await page.goto("/sign-in");
    await expect(page.getByRole("heading").first()).toBeVisible();
    return scheme();
  };
  expect(await at("12:00")).toBe("light");
  expect(await at("21:00")).toBe("dark");
  await page.getByRole("button", { name: "Light theme" }).click();
  expect(await scheme()).toBe("light");
  expect(await at("22:00")).toBe("light");
});
