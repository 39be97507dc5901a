/** What one was doing is kept: through an ended session, a dialog closed, a page left, a tap too much. */
import { expect, test, type Page } from "@playwright/test";
import { announce, arrive, expectAccessible, join, PASSWORD, type Actor } from "./people";

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
