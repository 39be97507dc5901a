/** The inbox answers in place, as two or three people. */
import type { Event, Notice, Page } from "../src/api/types";
import {
  announce,
  answerDialog,
  arrive,
  call,
  expectAccessible,
  expectNoSideways,
  join,
  read,
  type Actor,
} from "./people";
import { expect, test } from "./test";

const PHONE = { viewport: { width: 360, height: 740 } };
const statusOf = async (guest: Actor, { id }: Event) => (await read<Event>(guest, `/events/${id}`)).my_booking?.status;
/** Waits until the inbox has so many of that kind. */
const told = (who: Actor, kind: Notice["kind"], count = 1) =>
  expect
    .poll(async () => (await read<Page<Notice>>(who, "/me/notices")).items.filter((each) => each.kind === kind).length)
    .toBe(count);

test("M17: the host answers in the inbox, takes a no back, and says another one with a few words", async ({
  browser,
}) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna);
  await call(boris, "POST", `/events/${event.id}/bookings`, { message: "I know it by heart" });
  await call(vera, "POST", `/events/${event.id}/bookings`, {});
  await told(anna, "booking_requested", 2);
  const page = await arrive(browser, anna, PHONE);
  await page.goto("/inbox");
  const group = page.getByRole("article").filter({ hasText: event.title });
  await expect(group.getByRole("link")).toHaveCount(2);
  await expect(group.getByText("I know it by heart")).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);

  await group.getByRole("button", { name: "No: Boris", exact: true }).click();
  await expect(group.getByText("Declined")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await group.getByRole("button", { name: "Yes: Boris" }).click();
  await expect(group.getByRole("button", { name: "Yes: Boris" })).toBeHidden();
  expect(await statusOf(boris, event)).toBe("confirmed");

  await group.getByRole("button", { name: "Decline Vera with a few words" }).click();
  await answerDialog(page, "Decline", "Next time, surely");
  expect(await statusOf(vera, event)).toBe("requested");
  await group.getByRole("link").first().click();
  await expect(page).toHaveURL(`/events/${event.id}/requests`);
  await expect.poll(() => statusOf(vera, event), { timeout: 12_000 }).toBe("declined");
});

test("M17: a moved evening and an invitation are answered in the inbox", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const [moving, other] = await Promise.all([
    announce(anna, { approval: "automatic" }),
    announce(boris, { approval: "automatic" }, 21),
  ]);
  for (const { id } of [moving, other]) await call(vera, "POST", `/events/${id}/bookings`, {});
  await call(anna, "PATCH", `/events/${moving.id}`, { starts_at: other.starts_at });
  await expect.poll(() => statusOf(vera, moving)).toBe("moved");
  await told(vera, "booking_moved");
  const page = await arrive(browser, vera, PHONE);
  await page.goto("/inbox");
  const group = page.getByRole("article").filter({ hasText: moving.title });
  await group.getByRole("button", { name: "I'll come at the new time" }).click();
  await expect(group.getByRole("link", { name: other.title })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);
  await group.getByRole("button", { name: "Give up my seat" }).click();
  await expect(group.getByText("You gave up your seat")).toBeVisible();
  expect(await statusOf(vera, moving)).toBe("moved");
  await page.goto("/films");
  await expect.poll(() => statusOf(vera, moving)).toBe("withdrawn");

  await call(vera, "PUT", `/me/following/${anna.id}`);
  const invited = await announce(anna, { visibility: "invite_only" }, 25);
  await call(anna, "POST", `/events/${invited.id}/invitations`, { guest_id: vera.id, message: "Bring tea" });
  await told(vera, "invited");
  await page.goto("/inbox");
  const asked = page.getByRole("article").filter({ hasText: invited.title });
  await expect(asked.getByText("Anna invites you")).toBeVisible();
  await asked.getByRole("button", { name: "I'll come" }).click();
  await expect(asked.getByRole("button")).toHaveCount(0);
  expect(await statusOf(vera, invited)).toBe("confirmed");
});

test("M35: a chat message is reported to the operators", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`, {});
  await call(anna, "POST", `/events/${event.id}/messages`, { text: "Send me money first" });
  const page = await arrive(browser, boris, PHONE);
  await page.goto(`/events/${event.id}?tab=chat`);
  await page.getByRole("button", { name: "Report: Anna, Send me money first" }).click();
  await page.getByRole("dialog").getByLabel("Fraud: it takes money or lures people").check();
  await expectAccessible(page);
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/reports"));
  await answerDialog(page, "Send the report");
  const answer = await sent;
  expect(answer.status()).toBe(202);
  expect(await answer.json()).toMatchObject({ kind: "message" });
});
