import { announce, answerDialog, arrive, expectAccessible, expectNoSideways, join } from "./people";
import { expect, test } from "./test";

test("M27: who did it once announces by a day, the last place and one more tap", async ({ browser }) => {
  const anna = await join("Anna");
  const start = new Date(Date.now() + 2 * 86_400_000);
  const before = await announce(anna, { starts_at: start.toISOString(), duration_minutes: 1440 });
  const page = await arrive(browser, anna, { viewport: { width: 360, height: 740 } });
  await page.goto("/films/stalker-1979/plan");
  const days = page.getByRole("radiogroup", { name: "Day" });
  await days.locator("label").last().click();
  await page.getByRole("button", { name: /^As last time: .*Secret street 7/ }).click();
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Announce" }).click();
  await expect(page.getByText("Secret street 7")).toBeVisible();

  await page.goto(`/schedule?day=${start.toISOString().slice(0, 10)}`);
  await expect(page.getByRole("link", { name: before.title })).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
});

test("M30: two vote on film and time, and the host makes an event of what most chose", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const [host, guest] = await Promise.all([arrive(browser, anna), arrive(browser, boris)]);
  await host.goto("/films/mirror-1974/plan");
  await host.getByRole("link", { name: "Let friends vote" }).click();
  await host.getByRole("radiogroup", { name: "Day" }).first().locator("label").nth(2).click();
  await host.getByRole("textbox", { name: "City" }).fill("Тверь");
  const also = host.getByRole("group", { name: "Also to choose from" });
  await also.getByLabel("Add a film").fill("Stalker");
  await host.getByRole("option", { name: "Stalker, 1979" }).click();
  await also.getByRole("radiogroup", { name: "Day" }).locator("label").nth(3).click();
  await also.getByRole("button", { name: "Add", exact: true }).click();
  await host.getByRole("button", { name: "Start the vote" }).click();
  await expect(host).toHaveURL(/\/proposals\/[^/]+$/);

  await guest.goto(new URL(host.url()).pathname);
  await guest.getByLabel("Stalker").check();
  await guest.getByRole("group", { name: "Times" }).getByRole("checkbox").last().check();
  await guest.getByRole("button", { name: "Vote" }).click();
  await expect(guest.getByText("Your vote is in")).toBeVisible();
  await host.reload();
  await expect(host.getByText("1 vote · Most can make it")).toHaveCount(2);
  await expectAccessible(host);
  await host.getByRole("button", { name: "Announce this one" }).click();
  await answerDialog(host, "Announce this one");
  await expect(host.getByRole("heading", { level: 1, name: "Stalker" })).toBeVisible();
});
