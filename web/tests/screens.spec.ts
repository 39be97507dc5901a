import { expect, test } from "@playwright/test";
import { arrive, expectAccessible, expectNoSideways } from "./people";

const SCREENS = [
  "/",
  "/?view=map",
  "/films",
  "/bookings",
  "/bookings?when=past",
  "/hosting",
  "/inbox",
  "/settings",
  "/no-such-page",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`every screen is accessible and fits a phone, ${colorScheme}`, async ({ browser }) => {
    const page = await arrive(browser, "boris", { colorScheme, viewport: { width: 360, height: 740 } });
    for (const path of SCREENS) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("status", { name: "Loading…" })).toHaveCount(0);
        await expectNoSideways(page);
        await expectAccessible(page);
      });
    }
  });
}

test("a stranger sees a public event, no address and the way in", async ({ browser, page }) => {
  const anna = await arrive(browser, "anna");
  await anna.getByRole("link", { name: "Солярис" }).first().click();
  await expect(anna.getByRole("heading", { level: 1 })).toHaveText("Солярис");
  await page.goto(new URL(anna.url()).pathname);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Солярис");
  await expect(page.getByRole("link", { name: "Sign in to ask for a seat" })).toBeVisible();
  await expect(page.getByText("Неглинная")).toHaveCount(0);
  await expectAccessible(page);
});
