/** Nothing irrevocable is done by one tap: it is asked for, or can be taken back. */
import { expect, test } from "./test";
import type { Event } from "../src/api/types";
import { announce, answerDialog, arrive, call, expectAccessible, join, read, type Actor } from "./people";

test("nobody is declined by one tap: it can be taken back for a while, and is sent when the page is left", async ({
  browser,
}) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna);
  for (const guest of [boris, vera]) await call(guest, "POST", `/events/${event.id}/bookings`);
  const statusOf = async (guest: Actor) => (await read<Event>(guest, `/events/${event.id}`)).my_booking?.status;
  const page = await arrive(browser, anna);
  const line = (name: string) => page.getByRole("article").filter({ hasText: name });
  await page.goto(`/events/${event.id}/requests`);
  await line("Boris").getByRole("button", { name: "No: Boris" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(line("Boris")).toBeVisible();
  expect(await statusOf(boris)).toBe("requested");

  await page.getByRole("button", { name: "Decline Vera with a few words" }).click();
  await answerDialog(page, "Decline", "The flat is small, sorry");
  await expect(line("Vera")).toHaveCount(0);
  await expectAccessible(page);
  await expect.poll(() => statusOf(vera)).toBe("declined");
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();

  await page.getByLabel("Choose all").check();
  await page.getByRole("button", { name: "Decline chosen" }).click();
  await expect(page.getByText("Declined: 1 guest")).toBeVisible();
  expect(await statusOf(boris)).toBe("requested");
  await page.goto("/films");
  await expect.poll(() => statusOf(boris)).toBe("declined");
});

test("whom a no waits for is in no count and in no list", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna);
  for (const guest of [boris, vera]) await call(guest, "POST", `/events/${event.id}/bookings`);
  await expect.poll(async () => (await read<Event>(anna, `/events/${event.id}`)).requests_waiting).toBe(2);
  const page = await arrive(browser, anna);
  await page.goto(`/events/${event.id}/requests`);
  await expect(page.getByRole("heading", { name: "Waiting 2" })).toBeVisible();
  await page.getByRole("article").first().getByRole("button", { name: /^No: / }).click();
  await expect(page.getByRole("heading", { name: "Waiting 1" })).toBeVisible();
  await page.getByRole("main").getByRole("link").first().click();
  await expect(page.getByRole("link", { name: "Requests and guests (1)" })).toBeVisible();
  await page
    .getByRole("link", { name: "My events" })
    .or(page.getByRole("link", { name: "Events" }))
    .first()
    .click();
  await expect(page.getByRole("main").getByRole("link", { name: "1 waits for an answer" })).toBeVisible();
  await expect.poll(async () => (await read<Event>(anna, `/events/${event.id}`)).requests_waiting).toBe(1);
  await expect(page.getByRole("main").getByRole("link", { name: "1 waits for an answer" })).toBeVisible();
});

test("no connection, block, calendar address or draft is lost by one tap", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  await call(anna, "PUT", `/me/blocked/${boris.id}`);
  await call(anna, "POST", "/me/calendar");
  const page = await arrive(browser, anna);
  await page.route(/\/api\/v1\/me$/, async (route) => {
    const response = await route.fetch();
    const me = (await response.json()) as object;
    await route.fulfill({ response, json: { ...me, connections: ["vk"] } });
  });
  const gone: string[] = [];
  page.on("request", (request) => {
    if (/connections|calendar$/.test(request.url())) gone.push(request.method());
  });
  const dialog = page.getByRole("dialog");
  await page.goto("/settings/notifications");
  await page.getByRole("button", { name: "Disconnect" }).click();
  await expect(dialog).toContainText("you will need an access key");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.goto("/settings/privacy");
  await page.getByRole("button", { name: "Get a new link" }).click();
  await expect(dialog).toContainText("stops working in every calendar");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(gone).toEqual([]);

  const blocked = page.getByRole("region", { name: "Blocked people" });
  await blocked.getByRole("button", { name: "Unblock" }).click();
  await expect(blocked.getByText("Nobody is blocked.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(blocked.getByText("Boris")).toBeVisible();

  await page.goto("/settings");
  const about = page.getByLabel("About me");
  await about.fill("Films at home");
  await page.reload();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(about).toHaveValue("");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(about).toHaveValue("Films at home");
});

test("who was declined or taken off is brought back, follower or not", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const host = await arrive(browser, anna);
  await host.goto(`/events/${event.id}/requests`);
  await host.getByRole("button", { name: "Remove guest" }).click();
  await answerDialog(host, "Remove guest", "A cousin comes, sorry");
  await host.reload();
  await host.getByRole("heading", { name: "The rest" }).click();
  await host.getByRole("button", { name: "Bring back" }).click();
  await answerDialog(host, "Invite", "There is a chair again");
  await expect(host.getByText("Boris is invited")).toBeVisible();
  const guest = await arrive(browser, boris);
  await guest.goto(`/events/${event.id}`);
  await expect(guest.getByText("There is a chair again")).toBeVisible();
  await guest.getByRole("button", { name: "Accept" }).click();
  await expect(guest.getByText("You have a seat. See you there!")).toBeVisible();
});
