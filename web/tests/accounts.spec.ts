/** Coming, going, and other people. */
import { expect, test } from "./test";
import { announce, answerDialog, arrive, call, CODE, expectAccessible, join, PASSWORD, read, signInAs } from "./people";

test("somebody new signs up, is told what is wrong, and signs out", async ({ browser }) => {
  const page = await arrive(browser, null);
  const email = `nina-${Date.now()}@example.com`;
  await signInAs(page, email, "Wrong-password-1");
  await expect(page.getByRole("alert")).toHaveText("E-mail or password is wrong.");
  await page.getByRole("button", { name: "I'm new here" }).click();
  await page.getByLabel("Name").fill("Nina");
  await page.getByRole("textbox", { name: "Password" }).fill("weak");
  await page.getByRole("button", { name: "Create an account" }).click();
  await expect(page.getByRole("alert")).toContainText("too weak");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create an account" }).click();
  await expect(page.getByText(`We sent a code to ${email}.`)).toBeVisible();
  await page.getByLabel("Code from the e-mail").fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toHaveText("The code is wrong or too old.");
  await expectAccessible(page);
  await page.getByLabel("Code from the e-mail").fill(CODE);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find a film night");

  await page.goto("/settings");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Nina");

  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(
    page
      .getByRole("link", { name: "Sign in" })
      .or(page.getByRole("heading", { name: "Welcome to Seance" }))
      .first(),
  ).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toMatch(/eyJ/);
});

test("signed in is signed in in every tab, and signed out of every tab at once", async ({ browser }) => {
  const page = await arrive(browser, null);
  await signInAs(page, "vera@example.com");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find a film night");
  const other = await page.context().newPage();
  await other.goto("/hosting");
  await expect(other.getByRole("button", { name: "Account menu" })).toBeVisible();

  await other.getByRole("button", { name: "Account menu" }).click();
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeHidden();
});

test("on somebody else's device one is signed in in one tab only", async ({ browser }) => {
  const page = await arrive(browser, null);
  await page.goto("/sign-in");
  await page.getByLabel("This is someone else's device").check();
  await page.getByLabel("E-mail").fill("vera@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Account menu" }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/eyJ/);

  const other = await page.context().newPage();
  await other.goto("/hosting");
  await expect(other.getByRole("heading", { name: "Welcome to Seance" })).toBeVisible();
});

test("a session that ends says so and leads back to where one was", async ({ browser }) => {
  const anna = await join("Anna");
  const page = await arrive(browser, { ...anna, session: { ...anna.session, expiresAt: Date.now() - 1000 } });
  await page.goto("/bookings?when=past");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await page.getByLabel("E-mail").fill(anna.email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/bookings\?when=past$/);
});

test("one follows, blocks, and forgives", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(boris);
  const page = await arrive(browser, anna);
  await page.goto(`/people/${boris.id}`);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await expect(page.getByRole("button", { name: "Unfollow" })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await page.getByRole("tab", { name: "Followers" }).click();
    await expect(page.getByRole("tabpanel").getByText("Anna")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Block" }).click();
  await answerDialog(page, "Block");
  await expect(page.getByText("Boris is blocked")).toBeVisible();
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();

  await page.goto("/settings/privacy");
  const blocked = page.getByRole("region", { name: "Blocked people" });
  await blocked.getByRole("button", { name: "Unblock" }).click();
  await expect(blocked.getByText("Nobody is blocked.")).toBeVisible();
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(event.title);
});

test("settings: the name, the kinds, a reminder, all of one's data, and the end", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(boris, { approval: "automatic" });
  await call(anna, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, anna);
  await page.goto("/settings");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Anna the Great");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();

  await page.getByRole("link", { name: "Notifications", exact: true }).click();
  const news = page.getByRole("switch", { name: "New events of those I follow" });
  await expect(news).toBeEnabled();
  await news.click({ force: true });
  await expect
    .poll(async () => (await read<{ muted: string[] }>(anna, "/me/notice-settings")).muted)
    .toEqual(["event_announced"]);

  const reminders = page.getByRole("region", { name: "Upcoming reminders" });
  const silenced = page.waitForResponse((answer) => answer.url().endsWith("/hour") && answer.ok());
  await reminders.getByRole("button", { name: /^Silence: .*an hour before/ }).click();
  await expect(reminders.getByRole("button", { name: /^Restore: .*an hour before/ })).toBeVisible();
  await silenced;
  await page.reload();
  await reminders.getByRole("button", { name: /^Restore: .*an hour before/ }).click();
  await expect(reminders.getByRole("button", { name: /^Silence/ })).toHaveCount(2);

  await page.goto("/settings/privacy");
  const open = page.getByRole("switch", { name: /^Anybody may subscribe/ });
  await expect(open).toBeEnabled();
  await open.click({ force: true });
  await expect.poll(async () => (await read<{ public_calendar: boolean }>(anna, "/me")).public_calendar).toBe(true);
  await page.getByRole("button", { name: "Get calendar link" }).click();
  const feed = await page.getByText(/\/calendars\/.*\.ics/).textContent();
  expect(await (await page.request.get(feed ?? "")).text()).toContain("BEGIN:VEVENT");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download my data" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("seance.json");

  const account = page.getByRole("region", { name: "Account" });
  await expect(account.getByRole("button", { name: "Delete my account" })).toBeDisabled();
  await account.getByLabel("Type DELETE to confirm").fill("DELETE");
  await account.getByRole("button", { name: "Delete my account" }).click();
  await expect(
    page.getByRole("heading", { name: "Welcome to Seance" }).or(page.getByText("Goodbye!")).first(),
  ).toBeVisible();
  await expect(read(boris, `/users/${anna.id}`)).rejects.toThrow("404");
});
