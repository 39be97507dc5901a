/** One language for page, profile, inbox and mails; films and events are called as it calls them. */
import { expect, test } from "./test";
import type { Event, Profile } from "../src/api/types";
import { announce, arrive, call, CODE, expectAccessible, join, PASSWORD, pickStart, read, unfold } from "./people";

test("an English host gives no title: each reader sees the film's in the own language", async ({ browser }) => {
  const [host, guest] = await Promise.all([join("Harriet"), join("Gleb")]);
  await call(guest, "PATCH", "/me", { language: "ru" });
  const page = await arrive(browser, host);

  await page.goto("/films?query=parasite");
  await page.getByRole("link", { name: "Parasite" }).first().click();
  await expect(page.getByRole("heading", { name: "Parasite", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Plan an event" }).click();
  await unfold(page);
  await expect(page.getByLabel("Title", { exact: true })).toHaveAttribute("placeholder", "Parasite");
  await pickStart(page, 20);
  await page.getByLabel("City").fill("Тверь");
  await page.getByRole("button", { name: "Announce" }).click();
  await expect(page.getByRole("heading", { name: "Parasite", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle("Parasite · Seance");
  const id = /events\/(\w+)/.exec(page.url())?.[1] ?? "";

  const theirs = await arrive(browser, guest, { locale: "ru-RU" });
  await theirs.goto(`/events/${id}`);
  await expect(theirs.getByRole("heading", { name: "Паразиты", level: 1 })).toBeVisible();
  await call(guest, "POST", `/events/${id}/bookings`);
  await call(host, "POST", `/events/${id}/bookings/${guest.id}/approve`);
  await theirs.goto("/inbox");
  await expect(theirs.getByRole("heading", { name: "Паразиты" }).first()).toBeVisible();
  await page.goto("/inbox");
  await expect(page.getByRole("heading", { name: "Parasite" }).first()).toBeVisible();
});

test("an event that the page of before called like the film is called so in English, too", async ({ browser }) => {
  const host = await join("Ilya");
  const event: Event = await announce(host, { film_id: "stalker-1979", title: "Сталкер" });
  const page = await arrive(browser, host);

  await page.goto("/hosting");
  await expect(page.getByRole("link", { name: "Stalker" })).toBeVisible();
  await page.goto(`/events/${event.id}/edit`);
  await unfold(page);
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("");
  await page.getByLabel("Title", { exact: true }).fill("Into the zone");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Into the zone", level: 1 })).toBeVisible();
});

type Me = Profile & { language: string };

test("page, profile and inbox speak one language, whichever was chosen last", async ({ browser }) => {
  const [host, guest] = await Promise.all([join("Artur"), join("Bella")]);
  await call(host, "PATCH", "/me", { language: "ru" });
  const event = await announce(host, { film_id: "solaris-1972", title: null });
  await call(guest, "POST", `/events/${event.id}/bookings`);
  const page = await arrive(browser, host); // an English browser

  await test.step("with no choice of its own the page follows the profile", async () => {
    await page.goto("/inbox");
    await expect(page.getByRole("heading", { name: "Солярис" }).first()).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "ru");
    await page.goto("/settings");
    await expect(page.getByLabel("Язык")).toHaveValue("ru");
  });

  await test.step("chosen at the top, the profile and the inbox follow", async () => {
    await page.getByRole("button", { name: "English", exact: true }).click();
    await expect(page.getByLabel("Language")).toHaveValue("en");
    await expect.poll(async () => (await read<Me>(host, "/me")).language).toBe("en");
    await page.goto("/inbox");
    await expect(page.getByRole("heading", { name: "Solaris" }).first()).toBeVisible();
  });

  await test.step("saved in the settings, the page follows", async () => {
    await page.goto("/settings");
    await page.getByLabel("Language").selectOption("ru");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Язык")).toHaveValue("ru");
    await expect(page.locator("html")).toHaveAttribute("lang", "ru");
    await page.goto("/inbox");
    await expect(page.getByRole("heading", { name: "Солярис" }).first()).toBeVisible();
  });

  await test.step("a kind that is switched afterwards leaves the language as it is", async () => {
    await page.goto("/settings/notifications");
    const last = page.getByRole("switch").last();
    await expect(last).toBeEnabled();
    await last.click({ force: true });
    await expect(page.locator("html")).toHaveAttribute("lang", "ru");
    await page.waitForLoadState("networkidle");
    expect((await read<Me>(host, "/me")).language).toBe("ru");
  });
});

test("who signs up on the Russian page is told in Russian from the first day", async ({ browser }) => {
  const page = await arrive(browser, null, { locale: "ru-RU" });
  const email = `alla-${crypto.randomUUID()}@example.com`;
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Я здесь впервые" }).click();
  await page.getByLabel("Имя").fill("Алла");
  await page.getByLabel("Почта").fill(email);
  await page.getByRole("textbox", { name: "Пароль" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Создать учётную запись" }).click();
  await page.getByLabel("Код из письма").fill(CODE);
  const first = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/me") && answer.ok());
  await page.getByRole("button", { name: "Подтвердить" }).click();
  expect(((await (await first).json()) as Me).language).toBe("ru");
});

test("chosen before signing in, the profile follows", async ({ browser }) => {
  const reader = await join("Carola");
  const page = await arrive(browser, null);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Русский", exact: true }).click();
  await page.getByLabel("Почта").fill(reader.email);
  await page.getByRole("textbox", { name: "Пароль" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Войти", exact: true }).click();
  await expect.poll(async () => (await read<Me>(reader, "/me")).language).toBe("ru");
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
});

test("what is looked for is found as one types: by either title, the host, and any name of the city", async ({
  browser,
}) => {
  const host = await join("Zinovia");
  const event = await announce(host, { film_id: "solaris-1972", title: null, place: { kind: "home", city: "Псков" } });
  const page = await arrive(browser, host);
  const found = page.locator(`a[href="/events/${event.id}"]`);
  await page.goto("/?city=Псков");
  await expect(found).toBeVisible();

  await page.getByLabel("What").fill("zinov olaris");
  await expect(page).toHaveURL(/query=/);
  await expect(found).toBeHidden();
  await page.getByLabel("What").fill("zinov соляр");
  await expect(found).toBeVisible();

  await page.getByRole("textbox", { name: "Where" }).click();
  await page.getByRole("combobox", { name: "Where" }).fill("psk");
  await expect(page.getByRole("option", { name: "Pskov" })).toBeVisible();
  await expect(found).toBeVisible(); // a name that is only begun finds already
  await page.getByRole("option", { name: "Pskov" }).click();
  await expect(page).toHaveURL(/city=Pskov/);
  await expect(found).toBeVisible();
});

test("cities are suggested wherever one is asked for, by any of their names", async ({ browser }) => {
  const page = await arrive(browser, await join("Anna"));
  for (const path of ["/films/mirror-1974/plan", "/settings"]) {
    await page.goto(path);
    const city = page.getByRole("combobox", { name: "City" });
    await page.getByRole("textbox", { name: "City" }).click();
    await city.fill("");
    await city.pressSequentially("нижний н");
    await page.getByRole("option", { name: "Nizhny Novgorod" }).click();
    await expect(city).toHaveValue("Nizhny Novgorod");
    await expectAccessible(page);
  }
});

test("what has no point is near where its city is, and the map says how many have none", async ({ browser }) => {
  const host = await join("Yulia");
  const words = `Nowhere${host.id.slice(0, 8)}`;
  const place = { kind: "home", city: "Мурманск" };
  const event = await announce(host, { title: `${words} first`, place });
  await announce(host, { title: `${words} second`, place: { ...place, latitude: 68.97, longitude: 33.08 } }, 21);
  await announce(host, { title: `${words} third`, place: { ...place, latitude: 68.97, longitude: 33.13 } }, 22);
  const page = await arrive(browser, host);

  await page.goto(`/?near=68.97,33.07&query=${words}`);
  await expect(page.locator(`a[href="/events/${event.id}"]`)).toBeVisible();
  await page.goto(`/?near=68.97,33.07&query=${words}&view=map`);
  await expect(page.getByText("1 more event has no exact point; it is in the list below.")).toBeVisible();
  // Two kilometres apart, each has a pin of its own; from far away they share one.
  const map = page.getByRole("region", { name: "Map" });
  await expect(map.getByRole("link", { name: words })).toHaveCount(2);
  for (let steps = 0; steps < 8; steps += 1) await map.getByRole("button", { name: "Zoom out" }).click();
  await expect(map.getByRole("button", { name: `2: ${words}` })).toBeVisible();
  await expectAccessible(page);
});

test("an edit may change the film, and keeps what was typed", async ({ browser }) => {
  const host = await join("Xenia");
  const event = await announce(host, { film_id: "solaris-1972", title: null });
  const page = await arrive(browser, host);

  await page.goto(`/events/${event.id}`);
  await page.goto(`/events/${event.id}/edit`);
  await unfold(page);
  await page.getByLabel("Description").fill("With tea.");
  await page.getByRole("link", { name: "Choose another film" }).click();
  await page.getByLabel("Film's title").fill("stalker");
  await page.getByRole("link", { name: "Stalker" }).click();
  await expect(page.getByLabel("Duration, minutes")).toHaveValue("191");
  await expect(page.getByLabel("Description")).toHaveValue("With tea.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Stalker", level: 1 })).toBeVisible();
  await expect(page.getByText("With tea.")).toBeVisible();
  const changed = await read<Event>(host, `/events/${event.id}`);
  expect([changed.film.id, changed.duration_minutes]).toEqual(["stalker-1979", 191]);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/events/${event.id}$`));
});
