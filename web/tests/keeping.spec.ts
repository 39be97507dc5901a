/** What one was doing is kept: through an ended session, a dialog closed, a page left. */
import type { Page } from "@playwright/test";
import { expect, test } from "./test";
import { finished } from "./answers";
import {
  announce,
  answerDialog,
  arrive,
  call,
  CODE,
  expectAccessible,
  join,
  PASSWORD,
  type Actor,
  unfold,
} from "./people";

/** From now on the API takes nobody's token until somebody signs in anew. */
async function endSession(page: Page): Promise<void> {
  const old = await page.evaluate(
    () => (JSON.parse(localStorage.getItem("seance.session") ?? "{}") as { token: string }).token,
  );
  await page.route("**/api/v1/**", async (route) => {
    if ((await route.request().headerValue("Authorization")) !== `Bearer ${old}`) return route.continue();
    await route.fulfill({ status: 401, contentType: "application/problem+json", json: { title: "Unauthorized" } });
  });
}

async function signInAgain(page: Page, who: Actor): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
  await dialog.getByLabel("E-mail").fill(who.email);
  await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("a session that ends asks for signing in over what one was doing, and goes on with it in every tab", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna);
  const page = await arrive(browser, boris);
  await page.goto(`/events/${event.id}`);
  const other = await page.context().newPage();
  await other.goto("/films/mirror-1974/plan");
  await unfold(other);
  await other.getByRole("textbox", { name: "Description" }).fill("Bring tea");

  await page.getByRole("button", { name: "Ask for a seat" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("I love Tarkovsky");
  await endSession(page);
  await page.getByRole("dialog").getByRole("button", { name: "Ask for a seat" }).click();
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toHaveText(event.title);
  await expectAccessible(page);
  await expect(other.getByRole("dialog", { name: "Sign in to go on" })).toBeVisible();
  await signInAgain(page, boris);
  // What was refused goes on by itself.
  await expect(page.getByText("You asked for a seat. The host will answer.")).toBeVisible();
  await expect(other.getByRole("dialog")).toBeHidden();
  await expect(other.getByRole("textbox", { name: "Description" })).toHaveValue("Bring tea");
});

test("signed in on the issuer's page, one comes back to the same place and finds what was typed", async ({
  browser,
}) => {
  const anna = await join("Anna");
  const page = await arrive(browser, anna);
  await page.goto("/films/mirror-1974/plan?from=here");
  await unfold(page);
  await page.getByRole("textbox", { name: "Description" }).fill("Bring tea");
  await endSession(page);
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Войти или зарегистрироваться" }).click();
  await page.locator("input[name=username]").fill(anna.email);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("input[name=password]").press("Enter");
  await expect(page).toHaveURL(/\/films\/mirror-1974\/plan\?from=here$/);
  await expect(page.getByRole("textbox", { name: "Описание" })).toHaveValue("Bring tea");
});

test("another who signs in where a session ended does not go on with it", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna);
  const page = await arrive(browser, boris);
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Ask for a seat" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("I love Tarkovsky");
  await endSession(page);
  await page.getByRole("dialog").getByRole("button", { name: "Ask for a seat" }).click();
  await signInAgain(page, anna);
  await expect(page.getByText("You are the host")).toBeVisible();
  await expect(page.getByText("I love Tarkovsky")).toHaveCount(0);
});

test("a dialog is a step of the history: Back closes it and keeps what was typed, until it is sent", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna);
  const page = await arrive(browser, boris, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const dialog = page.getByRole("dialog");
  const letter = dialog.getByRole("textbox");
  const ask = page.getByRole("button", { name: "Ask for a seat" });
  await page.goto("/films");
  await page.goto(`/events/${event.id}`);
  await ask.click();
  await letter.fill("I love Tarkovsky");
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(event.id));
  await ask.click();
  await expect(letter).toHaveValue("I love Tarkovsky");
  await expect(dialog.getByText("Your draft is saved.")).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  const other = await page.context().newPage();
  await other.goto(`/events/${event.id}`);
  for (const each of [page, other]) {
    await each.getByRole("button", { name: "Ask for a seat" }).click();
    await expect(each.getByRole("dialog").getByRole("textbox")).toHaveValue("I love Tarkovsky");
  }
  await answerDialog(page, "Ask for a seat");
  await expect(page.getByText("You asked for a seat. The host will answer.")).toBeVisible();
  await page.getByRole("button", { name: "QR code" }).click();
  await expect(dialog.getByRole("img", { name: /^QR code of/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "QR code" }).click();
  await page.goBack();
  await expect(dialog).toBeHidden();
  // Closed dialogs leave no step behind.
  await page.goBack();
  await expect(page).toHaveURL(/\/films$/);

  await call(boris, "POST", `/events/${event.id}/bookings/me/withdraw`);
  await page.goto(`/events/${event.id}`);
  await ask.click();
  await expect(letter).toHaveValue("");
});

test("the way on from a dialog is in its place: Back leads to no step that shows nothing", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna);
  const page = await arrive(browser, anna);
  await page.goto("/films/mirror-1974");
  await page.getByRole("link", { name: "Plan an event" }).click();
  await page.getByRole("button", { name: "Starts" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Starts" })).toBeVisible();
  await page.goto("/bookings");
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/hosting$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/bookings$/);
});

test("every form keeps its draft until it is sent", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, anna);
  const open = async (tab: string) => {
    await page.goto(`/events/${event.id}`);
    await page.getByRole("tab", { name: tab }).click();
  };
  await test.step("a message", async () => {
    const message = page.getByRole("textbox", { name: "Message" });
    await open("Chat");
    await message.fill("Bring tea");
    await open("Chat");
    await expect(message).toHaveValue("Bring tea");
    await message.press("Enter");
    await expect(page.getByRole("log").getByText("Bring tea")).toBeVisible();
    await open("Chat");
    await expect(message).toHaveValue("");

    const again = page.getByRole("textbox", { name: "Edit message" });
    await page.getByRole("button", { name: "Edit message" }).click();
    await again.fill("Bring coffee");
    await open("Chat");
    await page.getByRole("button", { name: "Edit message" }).click();
    await expect(again).toHaveValue("Bring coffee");
  });
  await test.step("an invitation", async () => {
    const message = page.getByLabel("Message");
    for (const typed of ["", "There is a chair for you"]) {
      await page.goto(`/events/${event.id}/requests?open=invite`);
      await expect(message).toHaveValue(typed);
      await message.fill("There is a chair for you");
    }
  });
  await test.step("why it is cancelled", async () => {
    for (const typed of ["", "No light"]) {
      await page.goto(`/events/${event.id}`);
      await page.getByRole("button", { name: "Cancel event" }).click();
      await expect(page.getByLabel("Reason")).toHaveValue(typed);
      await page.getByLabel("Reason").fill("No light");
    }
  });
  await test.step("the profile", async () => {
    const about = page.getByLabel("About me");
    for (const typed of ["", "Films at home"]) {
      await page.goto("/settings");
      await expect(about).toHaveValue(typed);
      await about.fill("Films at home");
    }
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your draft is saved.")).toBeHidden();
    await page.reload();
    await expect(about).toHaveValue("Films at home");
    await expect(page.getByText("Your draft is saved.")).toBeHidden();
  });
  await test.step("a review", async () => {
    await finished(page, event.id);
    for (const typed of ["Пришла вовремя, помогла убрать чашки.", "Came with a pie"]) {
      await page.goto(`/events/${event.id}`);
      const words = page.getByRole("textbox", { name: "Your words" });
      await expect(words).toHaveValue(typed);
      await words.fill("Came with a pie");
    }
  });
});

test("who signs up goes on at the step with the code after a reload", async ({ browser }) => {
  const page = await arrive(browser, null);
  const email = `nina-${Date.now()}@example.com`;
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "I'm new here" }).click();
  await page.getByLabel("Name").fill("Nina");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create an account" }).click();
  await expect(page.getByText(`We sent a code to ${email}.`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`We sent a code to ${email}.`)).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(PASSWORD);
  await page.getByLabel("Code from the e-mail").fill(CODE);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
});
