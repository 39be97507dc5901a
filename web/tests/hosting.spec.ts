/** What the host and the moderators do with those who ask. */
import { expect, test } from "./test";
import type { Event } from "../src/api/types";
import { announce, answerDialog, arrive, call, expectAccessible, join, pickStart, read, unfold } from "./people";

test("a follower is invited with an extra seat to a full event, and accepts", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { capacity: 1, approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  await call(vera, "PUT", `/me/following/${anna.id}`);
  const host = await arrive(browser, anna);
  await host.goto(`/events/${event.id}/requests?open=invite`);
  await host.getByRole("combobox", { name: "Follower" }).click();
  await host.getByRole("option", { name: "Vera" }).click();
  await host.getByLabel("With an extra seat").check();
  await host.getByLabel("Message").fill("For you there is always a chair");
  await expectAccessible(host);
  await host.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(host.getByText("Vera is invited")).toBeVisible();

  const guest = await arrive(browser, vera);
  await guest.goto("/inbox");
  await expect(guest.getByText("For you there is always a chair")).toBeVisible();
  await guest.getByRole("link", { name: "Anna invites you" }).click();
  await guest.getByRole("button", { name: "Accept" }).click();
  await expect(guest.getByText("You have a seat. See you there!")).toBeVisible();
  await expect(guest.getByText("2 of 2 taken")).toBeVisible();
});

test("a moderator decides on many at once, and is told who could not be taken", async ({ browser }) => {
  const [anna, boris, vera, grisha] = await Promise.all([join("Anna"), join("Boris"), join("Vera"), join("Grisha")]);
  const event = await announce(anna, { capacity: 1 });
  await call(boris, "PUT", `/me/following/${anna.id}`);
  const host = await arrive(browser, anna);
  await host.goto(`/events/${event.id}/requests`);
  await host.getByRole("heading", { name: "Moderators" }).click();
  await host.getByRole("combobox", { name: "Follower" }).click();
  await host.getByRole("option", { name: "Boris" }).click();
  await host.getByRole("button", { name: "Make moderator" }).click();
  await expect(host.getByText("Boris is a moderator now")).toBeVisible();

  for (const guest of [vera, grisha]) await call(guest, "POST", `/events/${event.id}/bookings`);
  const moderator = await arrive(browser, boris);
  await moderator.goto(`/events/${event.id}/requests`);
  await moderator.getByLabel("Choose all").check();
  await moderator.getByRole("button", { name: "Approve chosen" }).click();
  await expect(moderator.getByText("Done: 1. Refused: 1.")).toBeVisible();
  await expect(moderator.getByText(/^(Vera|Grisha): no seat is left$/)).toBeVisible();
  await expect(moderator.getByText(/^No seat is left: to approve, first add seats/)).toBeVisible();
  await expectAccessible(moderator);
  expect((await read<Event>(anna, `/events/${event.id}`)).seats_taken).toBe(1);

  await host.getByRole("button", { name: "Remove moderator Boris" }).click();
  await expect(host.getByRole("dialog")).toContainText("can no longer invite");
  await host.keyboard.press("Escape");
  await expect(host.getByRole("dialog")).toBeHidden();
  await moderator.reload();
  await expect(moderator.getByRole("heading", { name: "Waiting" })).toBeVisible();
  await host.getByRole("button", { name: "Remove moderator Boris" }).click();
  await answerDialog(host, "Remove moderator");
  await moderator.reload();
  await expect(moderator.getByRole("heading", { name: "Not for you" })).toBeVisible();
});

test("two edit at once: what the second typed is kept on top of what the first saved", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna);
  const page = await arrive(browser, anna);
  await page.goto(`/events/${event.id}/edit`);
  await page.getByLabel("Description").fill("Bring socks.");
  await call(anna, "PATCH", `/events/${event.id}`, { capacity: 7 });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The event was changed meanwhile")).toBeVisible();
  await expect(page.getByLabel("Description")).toHaveValue("Bring socks.");
  await expect(page.getByLabel("Seats for guests")).toHaveValue("7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Bring socks.")).toBeVisible();
  expect((await read<Event>(anna, `/events/${event.id}`)).capacity).toBe(7);
});

test("an event moved onto another of the guest's asks whether they come", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { approval: "automatic" }, 20);
  const other = await announce(boris, { approval: "automatic" }, 21);
  for (const each of [event, other]) await call(vera, "POST", `/events/${each.id}/bookings`);
  const guest = await arrive(browser, vera);
  await guest.goto(`/events/${event.id}`);
  await call(anna, "PATCH", `/events/${event.id}`, { starts_at: other.starts_at });
  await expect(guest.getByText("The time changed and now clashes with your plans.")).toBeVisible();
  await expect(guest.getByRole("link", { name: other.title }).first()).toBeVisible();
  await call(vera, "POST", `/events/${other.id}/bookings/me/withdraw`);
  await guest.reload();
  await guest.getByRole("button", { name: "I'll come at the new time" }).click();
  await expect(guest.getByText("You have a seat. See you there!")).toBeVisible();
});

test("an event is cancelled with a reason and put on again", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const [host, guest] = [await arrive(browser, anna), await arrive(browser, boris)];
  for (const page of [host, guest]) await page.goto(`/events/${event.id}`);
  await host.getByRole("button", { name: "Cancel event" }).click();
  await host.getByRole("dialog").getByLabel("Reason").fill("No light in the house");
  await host.getByRole("dialog").getByRole("button", { name: "Cancel event" }).click();
  await expect(guest.getByText("Cancelled: No light in the house")).toBeVisible();
  await host.getByRole("button", { name: "Restore" }).click();
  await expect(guest.getByText("You have a seat. See you there!")).toBeVisible();
});

test("a plan: what is missing is named and shown, nothing typed is lost, and Back leads past what was sent", async ({
  browser,
}) => {
  const anna = await join("Anna");
  const page = await arrive(browser, anna);
  await page.goto("/films/mirror-1974/plan");
  await unfold(page);
  await page.getByRole("textbox", { name: "Description" }).fill("Bring tea");
  await page.getByRole("textbox", { name: "City" }).fill("");
  await page.getByRole("button", { name: "Announce" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Please check: Starts, City" })).toBeVisible();
  const starts = page.getByRole("button", { name: "Starts" });
  await expect(starts).toBeFocused();
  await expect(starts).toBeInViewport();
  await pickStart(page, 12);
  await expect(starts).toHaveText(/19:00/);
  await page.getByRole("combobox", { name: "City" }).fill("Тверь");
  await expect(page.getByText("Please check")).toBeHidden();

  await page.reload();
  await expect(page.getByText("Your draft is saved.")).toBeVisible();
  await page.goto("/films/stalker-1979");
  await page.goto("/films/stalker-1979/plan");
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("Bring tea");
  await page.getByRole("button", { name: "Announce" }).click();
  await expect(page.getByText("The event is announced")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/stalker-1979$/);
  await page.goto("/films/mirror-1974/plan");
  await unfold(page);
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("");
});
