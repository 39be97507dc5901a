/** What a guest meets on the way to a seat, also where it goes wrong. */
import { expect, test } from "./test";
import { announce, answerDialog, arrive, call, expectAccessible, join } from "./people";

test("sold out while looking: the page says so and offers the waitlist", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const event = await announce(anna, { capacity: 1 });
  const page = await arrive(browser, vera);
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Ask for a seat" }).click();
  await call(boris, "POST", `/events/${event.id}/bookings`);
  await call(anna, "POST", `/events/${event.id}/bookings/${boris.id}/approve`);
  await page.getByRole("dialog").getByRole("button", { name: "Ask for a seat" }).click();
  await expect(page.getByText("The last seat has just gone. You are on the waitlist.")).toBeVisible();
  await expect(page.getByText("You are number 1 on the waitlist.")).toBeVisible();
});

test("two places at once: the refusal names the other event and what to do", async ({ browser }) => {
  const [anna, boris, vera] = await Promise.all([join("Anna"), join("Boris"), join("Vera")]);
  const [first, second] = await Promise.all([anna, boris].map((host) => announce(host, { approval: "automatic" })));
  if (!first || !second) throw new Error("Two events were announced.");
  await call(vera, "POST", `/events/${first.id}/bookings`);
  const page = await arrive(browser, vera);
  await page.goto(`/events/${second.id}`);
  await page.getByRole("button", { name: "Take a seat" }).click();
  await expect(page.getByRole("link", { name: first.title }).first()).toBeVisible();
  await expect(page.getByText("Choose another time, or leave the other event first.").first()).toBeVisible();
});

test("the keyboard alone is enough to find an event, ask for a seat and leave again", async ({ browser }) => {
  const [anna, vera] = await Promise.all([join("Anna"), join("Vera")]);
  const event = await announce(anna);
  const page = await arrive(browser, vera);
  await page.goto("/");
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  const reach = async (name: string) => {
    for (let times = 0; times < 40; times++) {
      await page.keyboard.press("Tab");
      const said = await page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
      );
      const label = await page.evaluate(
        () => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ?? "",
      );
      if (said.trim() === name || label.trim() === name) return;
    }
    throw new Error(`Tab does not reach ${name}.`);
  };
  await reach("What");
  await page.keyboard.type(event.title);
  await expect(page.getByRole("article")).toHaveCount(1);
  await reach(event.title);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(event.title);
  await reach("Ask for a seat");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await page.keyboard.type("By keyboard");
  await reach("Ask for a seat");
  await page.keyboard.press("Enter");
  await expect(page.getByText("You asked for a seat. The host will answer.")).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await reach("Take the request back");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Take the request back" })).toBeFocused();
});

test("what people write is shown as written, never as markup", async ({ browser }) => {
  const evil = `<img src=x onerror="document.title='hacked'"><script>document.title='hacked'</script>`;
  const anna = await join("Anna");
  await call(anna, "PATCH", "/me", { name: `<b>Anna</b>`, about: evil });
  const event = await announce(anna, { title: `<i>Evening</i> ${Date.now()}`, description: evil });
  await call(anna, "POST", `/events/${event.id}/messages`, { text: `${evil} https://example.com/"><b>` });
  const page = await arrive(browser, anna);
  await page.goto(`/events/${event.id}`);
  await expect(page.getByText(evil)).toBeVisible();
  await page.getByRole("tab", { name: "Chat" }).click();
  await expect(page.getByRole("tabpanel").getByText(evil)).toBeVisible();
  await page.goto(`/people/${anna.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("<b>Anna</b>");
  expect(await page.title()).not.toBe("hacked");
  await expect(page.locator("#root img[src=x], #root script, h1 b, h1 i")).toHaveCount(0);
});

test("an event is shared: link, QR code, calendar", async ({ browser }) => {
  const anna = await join("Anna");
  const event = await announce(anna);
  const page = await arrive(browser, anna, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(event.short_url);
  await page.getByRole("button", { name: "QR code" }).click();
  await expect(page.getByRole("img", { name: `QR code of the link to ${event.title}` })).toBeVisible();
  await page.keyboard.press("Escape");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Add to calendar" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.ics$/);
  for (const name of ["VK", "Telegram"])
    await expect(page.getByRole("link", { name, exact: true })).toHaveAttribute("href", /^https:/);

  const stranger = await arrive(browser, null);
  const answer = await stranger.goto(link);
  expect(answer?.headers()["content-security-policy"]).toContain("script-src 'self'");
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(event.title);
  await expect(stranger.getByText("Secret street 7")).toHaveCount(0);
  await expect(stranger.getByRole("link", { name: "Ask for a seat" })).toBeVisible();
  await expectAccessible(stranger);
});

test("offline is said, nothing is lost, and it goes on when the connection is back", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna);
  const page = await arrive(browser, boris);
  await page.goto(`/events/${event.id}`);
  await page.getByRole("button", { name: "Ask for a seat" }).click();
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline. What you see may be old.")).toBeVisible();
  await page.getByRole("dialog").getByRole("textbox").fill("Still here");
  await page.getByRole("dialog").getByRole("button", { name: "Ask for a seat" }).click();
  await expect(page.getByText("No connection").first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline. What you see may be old.")).toBeHidden();
  await answerDialog(page, "Ask for a seat");
  await expect(page.getByText("You asked for a seat. The host will answer.")).toBeVisible();
});

test("a private event and a page that does not exist say the same to a stranger", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const event = await announce(anna, { visibility: "invite_only" });
  const page = await arrive(browser, boris);
  for (const path of [`/events/${event.id}`, "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/no-such-page"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing here");
  }
});
