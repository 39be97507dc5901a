import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator } from "@playwright/test";
import { announce, answerDialog, arrive, expectAccessible, expectNoSideways, join } from "./people";
import { expect, test } from "./test";

test("M27: who did it once announces in six taps, from the first page on", async ({ browser }) => {
  const anna = await join("Anna");
  const start = new Date(Date.now() + 2 * 86_400_000);
  const before = await announce(anna, { starts_at: start.toISOString(), duration_minutes: 1440 });
  const page = await arrive(browser, anna, { viewport: { width: 360, height: 740 } });
  await page.goto("/");
  let taps = 0;
  const tap = async (what: Locator) => {
    await what.click();
    taps++;
  };
  await tap(page.getByRole("link", { name: "Films", exact: true }));
  await page.getByLabel("Film's title").fill("Stalker");
  await tap(page.getByRole("link", { name: /^Stalker/ }).first());
  await tap(page.getByRole("link", { name: "Plan an event" }));
  const days = page.getByRole("radiogroup", { name: "Day" });
  await expect(days.getByText("you have other plans").first()).toBeAttached();
  await tap(days.locator("label").last());
  await tap(page.getByRole("button", { name: "At my place, Secret street 7, Тверь" }));
  const card = page.getByRole("region", { name: "As guests will see it" });
  await expect(card.getByText("Тверь, At home")).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
  await tap(page.getByRole("button", { name: "Announce" }));
  await expect(page.getByText("Secret street 7")).toBeVisible();
  expect(taps).toBeLessThanOrEqual(6);

  await page.goto(`/schedule?day=${start.toISOString().slice(0, 10)}`);
  await expect(page.getByRole("link", { name: before.title })).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
});

/** As Photon answers, without looking at what is asked. */
async function geocoder(): Promise<{ url: string; asked: URL[]; stop: () => unknown }> {
  const asked: URL[] = [];
  const place = { street: "Lesnaya", housenumber: "5", district: "Sokol", city: "Moscow", country: "Russia" };
  const found = { features: [{ geometry: { coordinates: [37.51, 55.8] }, properties: place }] };
  const server = createServer(({ url }, answer) => {
    asked.push(new URL(url ?? "", "http://127.0.0.1"));
    answer.setHeader("Access-Control-Allow-Origin", "*").end(JSON.stringify(found));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, asked, stop: () => server.close() };
}

test("M1: a geocoder that the page is told of finds the address, the point, the city and its clock", async ({
  browser,
}) => {
  const photon = await geocoder();
  const page = await arrive(browser, await join("Anna"));
  // As `make up` with SEANCE_GEOCODER serves the page.
  await page.route("**/config.json", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...((await answer.json()) as object), geocoder: photon.url } });
  });
  await page.route("**/plan", async (route) => {
    const answer = await route.fetch();
    const policy = answer.headers()["content-security-policy"]?.replace("connect-src", `connect-src ${photon.url}`);
    await route.fulfill({
      response: answer,
      headers: { ...answer.headers(), "content-security-policy": policy ?? "" },
    });
  });
  // A page that a test hands over counts as one of the internet, from which Chromium leads to no local server.
  await page.route(`${photon.url}?**`, async (route) => route.fulfill({ response: await route.fetch() }));
  await page.goto("/films/stalker-1979/plan");
  await page.getByLabel("Exact address").fill("Les");
  await page.getByRole("option", { name: /^Lesnaya, 5, Sokol/ }).click();
  await expect(page.getByRole("combobox", { name: "Exact address" })).toHaveValue("Lesnaya, 5");
  await expect(page.getByRole("textbox", { name: "City" })).toHaveValue("Moscow");
  await expect(page.getByRole("region", { name: "As guests will see it" }).getByText("Moscow, Sokol")).toBeVisible();
  await page.getByText("Point on the map").click();
  await expect(page.getByLabel("Latitude")).toHaveValue("55.8");
  expect(photon.asked[0]?.searchParams.get("q")).toBe("Les");

  const more = page.getByRole("button", { name: "More", exact: true });
  await more.click();
  await page.getByLabel("Spoken language").selectOption("ja");
  await page.getByRole("combobox", { name: "Subtitles" }).click();
  await page.getByRole("listbox", { name: "Subtitles" }).getByRole("option", { name: "English" }).click();
  await page.getByRole("radiogroup", { name: "Day" }).locator("label").last().click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Announce" }).click();
  await expect(page.getByText("subtitles: English")).toBeVisible();
  photon.stop();
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

test("M29: a programme of every week is announced whole, once the evening that clashes has another time", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const page = await arrive(browser, anna, { viewport: { width: 360, height: 740 } });
  await page.goto("/films/mirror-1974/plan");
  await page.getByRole("link", { name: "Several evenings" }).click();
  await page.getByRole("radiogroup", { name: "Day" }).locator("label").last().click();
  await page.getByRole("textbox", { name: "City" }).fill("Тверь");
  await page.getByLabel("Title of the programme").fill("Slow Thursdays");
  await page.getByLabel("How many evenings").fill("3");
  await page.getByRole("button", { name: /^Every week: / }).click();
  const evenings = page.getByRole("group", { name: /^[23]\. / });
  await expect(evenings).toHaveCount(2);
  for (const [at, title] of ["Stalker, 1979", "Solaris, 1972"].entries()) {
    await evenings.nth(at).getByLabel("Film").fill(title.slice(0, 5));
    await page.getByRole("option", { name: title }).click();
  }
  // Something else that takes the last evening, announced meanwhile.
  const day = new Date(Date.now() + 3 * 3_600_000 + 20 * 86_400_000); // by Moscow's calendar
  day.setUTCHours(6, 0, 0, 0);
  const other = await announce(anna, { starts_at: day.toISOString(), duration_minutes: 1200 });
  await page.getByRole("button", { name: "Announce the programme" }).click();
  await expect(evenings.last().getByText(`Not possible: ${other.title}`, { exact: false })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.reload(); // nothing typed is lost
  await evenings
    .last()
    .getByRole("button", { name: /^Remove 3/ })
    .click();
  await page.getByRole("button", { name: "Announce the programme" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Slow Thursdays" })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(2);

  const guest = await arrive(browser, boris);
  await guest.goto(new URL(page.url()).pathname);
  await guest.getByRole("button", { name: "Ask for the whole programme" }).click();
  await expect(guest.getByText("Stalker: Waiting for an answer")).toBeVisible();
});
