/** On a phone, and with large letters: nothing is cut, and the one action is in reach. */
import { expect, test } from "./test";
import { announce, answerDialog, arrive, call, expectAccessible, expectNoSideways, join } from "./people";

test("tabs on a phone are one row, and the address keeps which one and which part is shown", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna);
  const page = await arrive(browser, anna, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.goto(`/events/${event.id}`);
  const tab = (name: string) => page.getByRole("tab", { name });
  await tab("Chat").click();
  await page.reload();
  await expect(tab("Chat")).toHaveAttribute("aria-selected", "true");
  const tops = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((each) => each.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);

  await page.goto(`/events/${event.id}/requests`);
  await page.getByRole("heading", { name: "Moderators" }).click();
  await expect(page).toHaveURL(/\?open=moderators$/);
  await page.reload();
  await expect(page.getByText("No moderators yet.")).toBeVisible();
  await page.getByRole("main").getByRole("link").first().click();
  await expect(tab("Guests")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("No moderators yet.")).toBeVisible();
  await expectAccessible(page);
});

test("the one action of an event stands in place of the bar on a phone, and its answer in sight", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { description: "A long evening. ".repeat(100) });
  const page = await arrive(browser, boris, { viewport: { width: 360, height: 640 }, hasTouch: true });
  await page.goto(`/events/${event.id}`);
  const ask = page.getByRole("button", { name: "Ask for a seat" });
  await expect(ask).toBeInViewport({ ratio: 1 });
  const bar = page.getByRole("navigation", { name: "Main menu" });
  await expect(bar).toHaveCount(0);
  await expectAccessible(page);
  await ask.click();
  await answerDialog(page, "Ask for a seat");
  const answer = page.getByText("You asked for a seat. The host will answer.");
  await expect(answer).toBeInViewport({ ratio: 1 });
  await expect(bar).toBeVisible();
  const stranger = await arrive(browser, null, { viewport: { width: 360, height: 640 }, hasTouch: true });
  await stranger.goto(`/events/${event.id}`);
  await expect(stranger.getByRole("link", { name: "Ask for a seat" })).toBeInViewport({ ratio: 1 });
});

test("no words are cut at 320 pixels, which is a desktop at 400 %, in either language", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { approval: "automatic" });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  for (const [who, paths] of [
    [null, ["/", `/events/${event.id}`]],
    [anna, ["/settings", `/events/${event.id}`, `/events/${event.id}/requests?open=rest`, "/films/mirror-1974/plan"]],
    [boris, ["/settings", `/events/${event.id}`, "/bookings", "/"]],
  ] as const)
    for (const locale of ["ru-RU", "en-GB"]) {
      const page = await arrive(browser, who, { viewport: { width: 320, height: 640 }, hasTouch: true, locale });
      for (const path of paths) {
        await page.goto(path);
        await expect(page.getByRole("heading").first()).toBeVisible();
        await page.waitForLoadState("networkidle");
        expect.soft(await page.evaluate(cut), `${locale} ${path}`).toEqual([]);
        await expectNoSideways(page);
      }
      await page.context().close();
    }
});

test("with letters twice as large on a small phone nothing sticks out, and a no can be taken back", async ({
  browser,
}) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Konstantin-Alexander")]);
  const event = await announce(anna);
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, anna, { viewport: { width: 320, height: 640 }, hasTouch: true });
  await page.addInitScript(() =>
    document.addEventListener("DOMContentLoaded", () => (document.documentElement.style.fontSize = "200%")),
  );
  for (const path of ["/hosting", "/settings", `/events/${event.id}`, `/events/${event.id}/requests`]) {
    await page.goto(path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Account menu" })).toBeInViewport({ ratio: 0.9 });
    await expectNoSideways(page);
  }
  await page.getByRole("button", { name: /^No: / }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeInViewport({ ratio: 0.9 });
});

/** The words of buttons, badges and the like that don't fit into what shows them. */
function cut(): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>("button, a, button *, a *, label *, .mantine-Badge-root *")];
  return shown
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
    .filter((each) => getComputedStyle(each).overflowX !== "visible" && !each.querySelector("[role=tab]"))
    .filter((each) => !getComputedStyle(each).webkitLineClamp.match(/\d/))
    .map((each) => each.textContent.trim())
    .filter(Boolean);
}
