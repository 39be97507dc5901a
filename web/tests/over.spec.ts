/** Signing in over the page by a code, and what follows: seats, tickets, who waits, who comes last. */
import { execFileSync } from "node:child_process";
import { expect, test } from "./test";
import { signsInByCode } from "./codes";
import { announce, arrive, call, CODE, expectAccessible, expectNoSideways, join, read } from "./people";
import type { Actor } from "./people";
import type { Page as Window } from "@playwright/test";

const PHONE = { viewport: { width: 360, height: 740 } };
const status = async (who: Actor, event: string) =>
  (await read<{ status: string }>(who, `/events/${event}/bookings/me`)).status;

/** Presses Tab until what is focused is called so. */
async function reach(page: Window, name: string): Promise<void> {
  for (let times = 0; times < 60; times++) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      return [at?.getAttribute("aria-label"), at?.labels?.[0]?.textContent, at?.textContent].map((each) =>
        each?.replace("*", "").trim(),
      );
    });
    if (said.includes(name)) return;
  }
  throw new Error(`Tab does not reach ${name}.`);
}

test("a stranger signs up over the page by a code, by keyboard alone, and has seat and ticket", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna, { approval: "automatic" });
  const page = await arrive(browser, null);
  await signsInByCode(page);
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("link", { name: "Take a seat" })).toBeVisible();
  await reach(page, "Take a seat");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("E-mail")).toBeVisible();
  await reach(page, "I'm new here");
  await page.keyboard.press("Enter");
  await expectAccessible(page);
  await reach(page, "Name");
  await page.keyboard.type("Nina");
  await page.keyboard.press("Tab");
  await page.keyboard.type(`nina-${Date.now()}@example.com`);
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Code from the e-mail")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("The code is wrong or too old.");
  await dialog.getByLabel("Code from the e-mail").fill(CODE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Your ticket" })).toBeVisible();
  await expect(page).toHaveURL(`/events/${event.id}`);
  expect((await read<{ seats_taken: number }>(anna, `/events/${event.id}`)).seats_taken).toBe(1);
});

test("who has an account gets in by a code, also when the phone drops the page meanwhile", async ({ browser }) => {
  const boris = await join("Boris");
  const page = await arrive(browser, null, PHONE);
  await signsInByCode(page);
  await page.goto("/bookings");
  await page.getByLabel("E-mail").fill(boris.email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByText(`If ${boris.email} has an account, a code is on its way there.`)).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Send the code again" }).click();
  await expect(page.getByText("The code is on its way", { exact: true })).toBeVisible();
  await page.getByLabel("Code from the e-mail").fill(CODE);
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My bookings");
});

test("an invitation's last use is for one of two, and the other is told", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { visibility: "invite_only" });
  const link = await call<{ url: string }>(anna, "POST", `/events/${event.id}/invite-links`, {
    uses: 1,
    skip_approval: true,
  });
  const pages = await Promise.all([boris, vera].map((each) => arrive(browser, each)));
  const take = (page: Window) => page.getByRole("button", { name: "Accept the invitation" });
  for (const page of pages) {
    await page.goto(`/events/${event.id}?invitation=${link.url.split("/").pop()}`);
    await expect(take(page)).toBeVisible();
  }
  await Promise.all(pages.map((page) => take(page).click()));
  const has = /You have a seat/;
  for (const page of pages) await expect(page.getByText(has).or(page.getByRole("alert")).first()).toBeVisible();
  expect((await read<{ seats_taken: number }>(anna, `/events/${event.id}`)).seats_taken).toBe(1);
  const said = await Promise.all(pages.map((page) => page.getByText(has).count()));
  expect(said.filter((count) => count > 0)).toHaveLength(1);
});

test("a party of three waits whole, and sits when the host adds seats", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { approval: "automatic", capacity: 3, max_party: 3 });
  await call(vera, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, boris, PHONE);
  await page.goto(`/events/${event.id}`);
  await page.getByRole("radiogroup").getByText("3").click();
  await expect(page.getByText(/you will wait until there is room for 3/)).toBeVisible();
  await page.getByRole("button", { name: "Take 3 seats" }).click();
  await expect(page.getByText("You are number 1 on the waitlist.")).toBeVisible();
  await call(anna, "PATCH", `/events/${event.id}`, { capacity: 4 });
  await expect(page.getByRole("region", { name: "Your ticket" })).toContainText("3 seats");
});

test("who wished for a film is told of an evening with it, and takes a seat", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const [tver] = (await read<{ items: { id: string }[] }>(boris, "/public/cities?query=Тверь")).items;
  await call(boris, "PUT", "/me/wishes/mirror-1974", { city_id: tver?.id });
  const event = await announce(anna, { approval: "automatic" });
  const page = await arrive(browser, boris);
  await expect(async () => {
    await page.goto("/inbox");
    await expect(page.getByText(event.title).first()).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Take a seat" }).click();
  await expect(page.getByRole("region", { name: "Your ticket" })).toBeVisible();
  expect(await status(boris, event.id)).toBe("confirmed");
});

test("what is reported is hidden by an operator, and gone for others", async ({ browser }) => {
  const [anna, boris, olga] = await Promise.all([join("Anna"), join("Boris"), join("Olga")]);
  const event = await announce(anna);
  const guest = await arrive(browser, boris);
  execFileSync(".venv/bin/python", ["-m", "local.operators", olga.email], { cwd: ".." });
  await guest.goto(`/events/${event.id}`);
  await guest.getByRole("button", { name: "Report", exact: true }).click();
  await guest.getByRole("dialog").getByLabel("Spam or advertising").check();
  await guest.getByRole("dialog").getByRole("button", { name: "Send the report" }).click();
  await expect(guest.getByText("Thank you. We will look into it and tell you.")).toBeVisible();

  const desk = await arrive(browser, null);
  await desk.goto("/operator");
  await desk.getByLabel("E-mail").fill(olga.email);
  await desk.getByRole("textbox", { name: "Password" }).fill("Seance-demo-2026");
  await desk.getByRole("button", { name: "Sign in", exact: true }).click();
  const card = desk.getByRole("article").filter({ hasText: event.title }).first();
  await card.getByRole("radio", { name: "Hide it", exact: true }).check();
  await card.getByRole("textbox").fill("An advertisement");
  await card.getByRole("button", { name: "Decide" }).click();
  await expect(card).toBeHidden();
  // What follows from a decision follows from the stream.
  const answered = () => read(boris, `/events/${event.id}`).then(() => "200", String);
  await expect.poll(answered).toContain("404");
  await guest.reload();
  await expect(guest.getByRole("heading", { level: 1, name: event.title })).toHaveCount(0);
});

test("a hundred screens later the page holds no more than before", async ({ browser }) => {
  const anna = await join("Anna");
  const page = await arrive(browser, anna);
  const tools = await page.context().newCDPSession(page);
  await tools.send("Performance.enable");
  const main = page.getByRole("navigation").first();
  const round = async (times: number) => {
    for (let time = 0; time < times; time++)
      for (const name of ["Films", "Bookings", "Events", "Inbox", "Find"])
        await main.getByRole("link", { name: new RegExp(`^${name}`) }).click();
  };
  const held = async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find a film night");
    await tools.send("HeapProfiler.collectGarbage");
    const { metrics } = await tools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await page.goto("/");
  await round(2);
  const before = await held();
  await round(20);
  const after = await held();
  for (const what of ["Nodes", "JSEventListeners", "Documents"])
    expect(after[what], what).toBeLessThan((before[what] ?? 0) * 1.5 + 200);
});
