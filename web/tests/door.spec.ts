/** The open door: what a stranger sees, and how an act that needs an account goes on after signing in. */
import { expect, test } from "./test";
import {
  announce,
  answerDialog,
  arrive,
  call,
  expectAccessible,
  expectNoSideways,
  join,
  PASSWORD,
  read,
} from "./people";
import type { Page as Window } from "@playwright/test";
import type { Actor } from "./people";

async function signInOver(page: Window, who: Actor): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(who.email);
  await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("M27: a stranger finds an evening, signs in over it, and the seat is taken", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  const page = await arrive(browser, null, { viewport: { width: 360, height: 740 } });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Good films are better in company");
  await page.getByLabel("What").fill(event.title);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("link", { name: event.title }).click();
  await page.getByRole("link", { name: "Take a seat" }).click();
  await expect(page).toHaveURL(`/events/${event.id}`);
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);

  await page.goBack(); // out of the dialog, and nothing was asked for
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("link", { name: "Take a seat" }).click();
  await signInOver(page, boris);
  await expect(page.getByText("You have a seat. See you there!")).toBeVisible();
  expect((await read<{ status: string }>(boris, `/events/${event.id}/bookings/me`)).status).toBe("confirmed");
  await page.goBack();
  await expect(page).toHaveURL(/\/\?query=/);
});

test("M27: a link that names an act only shows: nothing is asked for until it is pressed", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  const page = await arrive(browser, boris);
  await page.goto(`/sign-in?to=/events/${event.id}&act=request`);
  await page.goto(`/events/${event.id}`);
  await expect(page.getByRole("button", { name: "Take a seat" })).toBeVisible();
  expect((await read<{ seats_taken: number }>(anna, `/events/${event.id}`)).seats_taken).toBe(0);
});

test("M28: a wish is made over the page, seen by who follows, and taken back", async ({ browser }) => {
  const [kira, vera] = await Promise.all([join("Kira"), join("Vera")]);
  await call(vera, "PUT", `/me/following/${kira.id}`);
  const page = await arrive(browser, null);
  await page.goto("/films/stalker-1979");
  await page.getByRole("link", { name: "I want to see it" }).click();
  await signInOver(page, kira);
  await page.getByLabel("City").fill("Тверь");
  await page.getByLabel("What else matters").fill("With subtitles");
  await answerDialog(page, "I want to see it");
  await expect(page.getByRole("button", { name: "You want to see it" })).toBeVisible();
  const [wish] = (await read<{ items: { city: string; note: string }[] }>(kira, "/me/wishes")).items;
  expect(wish).toMatchObject({ note: "With subtitles" });

  const other = await arrive(browser, vera);
  await other.goto("/films/stalker-1979");
  await expect(other.getByText(/among them Kira/)).toBeVisible();
  await page.goto("/films");
  await expect(
    page.getByRole("region", { name: "I want to see" }).getByRole("link", { name: "Stalker" }),
  ).toBeVisible();
  await page.goto("/films/stalker-1979");
  await page.getByRole("button", { name: "You want to see it" }).click();
  await expect(page.getByRole("button", { name: "I want to see it", exact: true })).toBeVisible();
});

test("M41: a search is kept, opened and removed, and what one has is marked", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna);
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, boris, { viewport: { width: 1280, height: 900 } });
  await page.goto(`/?query=${encodeURIComponent(event.title)}&admission=free`);
  await expect(page.getByRole("article").getByText("You asked for a seat")).toBeVisible();
  await expect(page.getByRole("region", { name: "Map" })).toBeVisible();
  await page.getByRole("article").hover();
  await expect(page.locator(".pin.lit")).toHaveCount(1);
  await page.getByRole("button", { name: "Tell me of new ones" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Save / }).click();
  await expect(dialog.getByRole("link", { name: `${event.title} · Free` })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^Remove / }).click();
  await expect(dialog.getByRole("link")).toHaveCount(0);
  expect((await read<{ items: object[] }>(boris, "/me/searches")).items).toEqual([]);
});
