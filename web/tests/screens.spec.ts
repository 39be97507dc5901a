/**
 * Every screen and state: nothing that axe objects to, in light and dark, and nothing wider than the window.
 * With SCREENSHOTS, a folder, each is also pictured there, in both languages and sizes.
 */
import type { Page } from "@playwright/test";
import { expect, test } from "./test";
import * as answer from "./answers";
import { arrive, expectAccessible, expectNoSideways, stage, type Stage } from "./people";
import { SCREENS, WORDS, type Screen } from "./screens";

const FOLDER = process.env["SCREENSHOTS"];
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
/** What stays at the edge of a window would lie across a picture of the whole page. */
const STILL = ".top, .bottom { position: static !important; }";
const SCHEMES = ["light", "dark"] as const;

test.describe.configure({ mode: "parallel" });

let demo: Stage;
test.beforeAll(async () => {
  demo = await stage();
});

for (const language of FOLDER ? (["ru", "en"] as const) : (["en"] as const)) {
  for (const screen of SCREENS) {
    test(`${screen.name} ${language}`, async ({ browser }) => {
      const page = await arrive(browser, screen.who, { locale: language === "ru" ? "ru-RU" : "en-GB" });
      await answer.speaks(page, language);
      await open(page, screen, WORDS[language]);
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        for (const colorScheme of FOLDER || size === "phone" ? SCHEMES : []) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(100); // what fades in has its full contrast then
          if (size === "phone" && !screen.waiting)
            await expectAccessible(page, colorScheme === "dark" ? ["color-contrast"] : undefined);
          if (!FOLDER) continue;
          const path = `${FOLDER}/${screen.name}-${language}-${colorScheme}-${size}.png`;
          await page.screenshot({ path, fullPage: true, style: STILL });
        }
        await expectNoSideways(page);
      }
      await page.context().close();
    });
  }
}

/** The screen as it is when all of it is there. */
async function open(
  page: Page,
  { at, before, then, waiting }: Screen,
  words: (typeof WORDS)["en" | "ru"],
): Promise<void> {
  const skeletons = page.getByRole("status", { name: words.common.loading });
  await before?.(page, demo);
  await page.goto(typeof at === "string" ? at : await at(demo));
  if (waiting) return expect(skeletons.first()).toBeVisible();
  await expect(page.locator("main").getByRole("heading").or(page.getByRole("alert")).first()).toBeVisible();
  await expect(skeletons).toHaveCount(0);
  await then?.(page, words, demo);
  await page.waitForLoadState("networkidle");
  await expect(skeletons).toHaveCount(0);
}
