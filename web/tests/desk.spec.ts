/** The host's desk: a word to all, links that invite strangers, the door, and reports, as two people. */
import { expect, test } from "./test";
import { announce, answerDialog, arrive, call, expectAccessible, expectNoSideways, join, read } from "./people";

const PHONE = { viewport: { width: 360, height: 740 } };

test("M32, M33: the host tells the guests after a trial, and a link lets a stranger in once it is pressed", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { visibility: "invite_only" });
  const page = await arrive(browser, anna, PHONE);
  await page.goto(`/events/${event.id}/requests?open=invite`);
  await page.getByLabel("Without approval").check();
  await page.getByRole("button", { name: "Make a link" }).click();
  const made = page.getByText(/\/i\/[\w-]+$/);
  const link = new URL((await made.textContent()) ?? "");
  await expect(page.getByText("0 of 1 used")).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);

  const guest = await arrive(browser, boris, PHONE);
  await guest.goto(link.pathname);
  await expect(guest.getByRole("button", { name: "Accept the invitation" })).toBeVisible();
  expect((await read<{ seats_taken: number }>(anna, `/events/${event.id}`)).seats_taken).toBe(0);
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(guest.getByText("You have a seat. See you there!").first()).toBeVisible();
  await expect(guest).toHaveURL(`/events/${event.id}`);

  await page.getByRole("button", { name: "Message to all guests" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Message" }).fill("Bring a blanket");
  await expect(dialog.getByRole("button", { name: "Send to the guests" })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Send it to me first" }).click();
  await answerDialog(page, "Send to the guests");
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Guest list (CSV)" }).click();
  expect((await file).suggestedFilename()).toBe("guests.csv");
});

test("M34, M35: a ticket is read at the door, a mark is taken back, and a guest reports the event", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const starts_at = new Date(Date.now() + 3_600_000).toISOString();
  const event = await announce(anna, { approval: "automatic", starts_at });
  await call(boris, "POST", `/events/${event.id}/bookings`, {});
  const { ticket } = await read<{ ticket: { code: string } }>(boris, `/events/${event.id}/bookings/me`);
  const page = await arrive(browser, anna, PHONE);
  await page.goto(`/events/${event.id}/requests`);
  await page.getByRole("link", { name: "The door" }).click();
  await page.getByLabel("Ticket code").fill("00000-00000");
  await page.getByRole("button", { name: "Check in" }).click();
  await expect(page.getByText("No guest of this event has such a ticket.")).toBeVisible();
  await page.getByLabel("Ticket code").fill(ticket.code.toLowerCase());
  await page.getByRole("button", { name: "Check in" }).click();
  const came = page.getByRole("button", { name: "Boris came" });
  await expect(came).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(came).toHaveAttribute("aria-pressed", "false");

  const guest = await arrive(browser, boris, PHONE);
  await guest.goto(`/events/${event.id}`);
  await guest.getByRole("button", { name: "Report" }).click();
  await guest.getByRole("dialog").getByLabel("Spam or advertising").check();
  await expectAccessible(guest);
  await answerDialog(guest, "Send the report");
});
