/** What the page says is so: of seats given and asked for, of what runs, of clashes, once. */
import { expect, test } from "./test";
import type { Event } from "../src/api/types";
import { begun } from "./answers";
import { announce, answerDialog, arrive, call, expectAccessible, expectNoSideways, join, read } from "./people";

test("a seat of an automatic event is taken by one tap, and told once", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  const page = await arrive(browser, boris);
  const notices: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => notices.push(String(payload))));
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Take a seat" }).click();
  await expect(page.getByText("You have a seat. See you there!")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(() => notices.some((each) => each.includes("booking_approved"))).toBe(true);
  await expect(page.getByText("You are going to")).toHaveCount(0);
  await expect.poll(async () => (await read<{ unread_count: number }>(boris, "/me/notices")).unread_count).toBe(0);
  await expectAccessible(page);
});

test("the host of an automatic event reads who comes in one line, with nothing to do", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { approval: "automatic" });
  for (const guest of [boris, vera]) await call(guest, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, anna);
  await expect(async () => {
    await page.goto("/inbox");
    await expect(page.getByText("Coming: Boris and Vera")).toBeVisible();
  }).toPass();
  await expect(page.getByRole("article").filter({ hasText: event.title })).toHaveCount(1);
  await expect(page.getByText("would like to come")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Mark all as read" })).toBeDisabled();
});

test("giving up says what is given up, and who gets it", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const [manual, automatic] = await Promise.all([
    announce(anna, { capacity: 1 }),
    announce(anna, { capacity: 1, approval: "automatic" }, 21),
  ]);
  await call(boris, "POST", `/events/${manual.id}/bookings`);
  const page = await arrive(browser, boris);
  await page.goto(`/events/${manual.id}`);
  await page.getByRole("button", { name: "Take the request back" }).click();
  await expect(page.getByRole("dialog", { name: "Take the request back?" })).toContainText("You can ask again.");
  await answerDialog(page, "Take the request back");
  await expect(page.getByText("The request is taken back")).toBeVisible();

  await call(boris, "POST", `/events/${automatic.id}/bookings`);
  await page.goto(`/events/${automatic.id}`);
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("dialog")).toContainText("The seat becomes free for others.");
  await page.keyboard.press("Escape");
  await call(vera, "POST", `/events/${automatic.id}/bookings`);
  await expect(page.getByText("1 waiting")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("dialog")).toContainText("It goes at once to who has waited longest.");
});

test("what runs is on now: in bookings with the address, at the host, without seats to take", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  for (const [who, path] of [
    [boris, "/bookings"],
    [anna, "/hosting"],
  ] as const) {
    const page = await arrive(browser, who);
    await begun(page, event);
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "On now" })).toBeVisible();
    const card = page.getByRole("article").filter({ hasText: event.title });
    if (who === boris) await expect(card).toContainText("Secret street 7");
    await expect(card).not.toContainText("left");
    await page.goto(`/events/${event.id}`);
    await expect(page.getByText("On now")).toBeVisible();
    await expect(page.getByText("seats left")).toHaveCount(0);
    await expectAccessible(page);
  }
});

test("a guest whose time was moved is counted and listed, and the clash is named before a button fails", async ({
  browser,
}) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { approval: "automatic" }, 20);
  const other = await announce(vera, { approval: "automatic" }, 22);
  for (const each of [event, other]) await call(boris, "POST", `/events/${each.id}/bookings`);
  await call(anna, "PATCH", `/events/${event.id}`, { starts_at: other.starts_at });
  await expect.poll(async () => (await read<Event>(boris, `/events/${event.id}`)).my_booking?.status).toBe("moved");

  const host = await arrive(browser, anna);
  await host.goto(`/events/${event.id}/requests`);
  await expect(host.getByRole("article").filter({ hasText: "Boris" })).toBeVisible();
  await expect(host.getByRole("region", { name: "Coming" }).getByText("Nobody here.")).toHaveCount(0);
  await host.goto(`/events/${event.id}`);
  await expect(host.getByRole("tabpanel").getByText("Boris")).toBeVisible();
  await expect(host.getByText("Nobody is confirmed yet.")).toHaveCount(0);

  const page = await arrive(browser, boris);
  await page.goto(`/events/${event.id}`);
  await expect(page.getByText("You are busy at that time")).toBeVisible();
  await expect(page.getByRole("link", { name: other.title })).toBeVisible();
  await expect(page.getByRole("button", { name: "I come at the new time" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Give up “${other.title}” and come here` }).click();
  // A seat is given up only with the other one taken.
  await page.route("**/bookings/me/confirm", (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", json: { title: "Too much at once" } }),
  );
  await page.getByRole("dialog").getByRole("button", { name: "Come here" }).click();
  await expect(page.getByRole("dialog").getByText("Too much at once")).toBeVisible();
  expect((await read<Event>(boris, `/events/${other.id}`)).my_booking?.status).toBe("confirmed");
  await page.unroute("**/bookings/me/confirm");
  await answerDialog(page, "Come here");
  await expect(page.getByText("You have a seat. See you there!")).toBeVisible();
  expect((await read<Event>(boris, `/events/${other.id}`)).my_booking?.status).toBe("withdrawn");
});

test("what fails in a dialog is said there, once", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna);
  const page = await arrive(browser, boris);
  await page.goto(`/events/${event.id}`);
  await page.route("**/bookings", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "Ask for a seat" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ask for a seat" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("No connection");
  await expect(page.getByText("No connection", { exact: true })).toHaveCount(1);
});

test("who waits for an answer is counted where the host looks, on a phone too", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna);
  for (const guest of [boris, vera]) await call(guest, "POST", `/events/${event.id}/bookings`);
  await expect.poll(async () => (await read<Event>(anna, `/events/${event.id}`)).requests_waiting).toBe(2);
  const page = await arrive(browser, anna, { viewport: { width: 320, height: 640 } });
  await page.goto("/hosting");
  await expectNoSideways(page);
  await page.getByRole("main").getByRole("link", { name: "2 wait for an answer" }).click();
  await expect(page.getByRole("heading", { name: "Waiting 2" })).toBeVisible();
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("link", { name: "Requests and guests (2)" })).toBeVisible();
});

test("a place without an address says so to who is in, and its two map links differ", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, {
    approval: "automatic",
    place: { kind: "home", city: "Тверь", latitude: 56.8587, longitude: 35.9176 },
  });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const host = await arrive(browser, anna);
  await host.goto(`/events/${event.id}`);
  await expect(host.getByText("You have not given an address.")).toBeVisible();
  await expect(host.getByRole("link", { name: "Add it" })).toHaveAttribute("href", `/events/${event.id}/edit`);
  const guest = await arrive(browser, boris);
  await guest.goto(`/events/${event.id}`);
  await expect(guest.getByText("The host has not given an address yet.")).toBeVisible();
  await expect(guest.getByRole("button", { name: "Enlarge the map" })).toBeVisible();
  await expect(guest.getByRole("link", { name: "Directions" })).toHaveAttribute("href", /directions\?to=56\.8587/);
});

test("a link that is shared has a picture, an icon and words on when and where", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna);
  for (const url of Object.values(event.share_urls)) expect(decodeURIComponent(url)).toContain("Тверь");
  const page = await arrive(browser, null);
  await page.goto(`/events/${event.id}`);
  for (const [what, attribute] of [
    ['meta[property="og:image"]', "content"],
    ['link[rel="apple-touch-icon"]', "href"],
    ['link[rel="manifest"]', "href"],
  ] as const) {
    const address = await page.locator(what).getAttribute(attribute);
    const answer = await page.request.get(new URL(address ?? "", page.url()).pathname);
    expect(answer.headers()["content-type"]).toMatch(/image\/png|manifest\+json/);
  }
});

test("a card names the city first, and an empty list is centred", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna);
  const page = await arrive(browser, anna, { viewport: { width: 360, height: 740 } });
  await page.goto(`/?query=${encodeURIComponent(event.title)}`);
  await expect(page.getByRole("article").getByText(/Тверь, At home/)).toBeVisible();
  await page.goto("/?city=Атлантида");
  const buttons = page.getByRole("button", { name: "Clear filters" }).last();
  await expect(buttons).toBeVisible();
  const group = await buttons.locator("..").evaluate((each) => getComputedStyle(each).justifyContent);
  expect(group).toBe("center");
});
