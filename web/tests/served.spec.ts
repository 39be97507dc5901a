/** An event's page as it is served: read without a script, and then taken over by it without anything moving. */
import { expect, test } from "./test";
import { announce, expectNoSideways, join } from "./people";

const PHONE = { viewport: { width: 360, height: 740 } };

test("a stranger reads an evening without JavaScript, in both languages", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna, { capacity: 5, description: "Tea at seven." });
  for (const [locale, seats, act] of [
    ["en-GB", "5 seats left", "Ask for a seat"],
    ["ru-RU", "Осталось 5 мест", "Попросить место"],
  ] as const) {
    const context = await browser.newContext({ ...PHONE, locale, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`/events/${event.id}`);
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(main.getByRole("time").or(main.locator("time"))).toBeVisible();
    await expect(main.getByText(event.place.city ?? "").first()).toBeVisible();
    await expect(main).toContainText("Tea at seven.");
    await expect(main).not.toContainText("Secret street");
    await expect(main.locator(".left")).toContainText(seats);
    await expect(main.locator(".seat")).toHaveCount(5);
    await expect(page.getByRole("link", { name: act })).toBeVisible();
    await expectNoSideways(page);
    await context.close();
  }
});

test("the script takes the served page over: nothing moves, and the event is not asked for again", async ({
  browser,
}) => {
  const anna = await join("Anna");
  const event = await announce(anna, { capacity: 5, description: "Tea at seven." });
  for (const viewport of [PHONE.viewport, { width: 1280, height: 900 }]) {
    const context = await browser.newContext({ viewport, locale: "en-GB", timezoneId: event.time_zone });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route("**/assets/index-*.js", (route) => held.then(() => route.continue()));
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const each of list.getEntries()) shifts.push((each as unknown as { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`/events/${event.id}`, { waitUntil: "commit" });
    const spots = async () =>
      Promise.all(
        ["h1", ".leaf", ".hero-poster", ".hero-where", ".seats", ".main-action a", ".host", ".speech"].map((name) =>
          page.locator(name).first().boundingBox(),
        ),
      );
    await expect(page.locator(".served h1")).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    const before = await spots();
    go();
    await expect(page.locator(".mantine-Card-root").first()).toBeVisible();
    for (const [index, after] of (await spots()).entries())
      for (const side of ["x", "y", "width", "height"] as const)
        expect(Math.abs((after?.[side] ?? 0) - (before[index]?.[side] ?? 0)), `${index} ${side}`).toBeLessThan(2);
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
    expect(asked.filter((path) => path.includes(`/public/events/${event.id}`))).toEqual([]);
    await context.close();
  }
});
