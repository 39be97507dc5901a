import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";

export const PASSWORD = "Seance-demo-2026";

/** A demo person in a browser of their own, signed in. */
export async function arrive(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto("/");
  await page.getByLabel("E-mail").fill(`${name}@example.com`);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find company for a film");
  return page;
}

/** No violations of WCAG 2.2 A and AA, on the whole page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForTimeout(400); // what fades in has its full contrast then
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect
    .soft(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`))
    .toEqual([]);
}

export async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
