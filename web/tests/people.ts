/** The demo people in browsers of their own, and what they find there. */
import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Browser, type BrowserContextOptions, type Page as Window } from "@playwright/test";
import type { components } from "../src/api/schema";
import type { Event, Page } from "../src/api/types";
import type { Session } from "../src/session/token";

export type Name = "anna" | "boris" | "vera" | "darya" | "egor" | "grigory" | "ivan" | "kira" | "maria" | "zhanna";
type EventSummary = components["schemas"]["EventSummary"];

export const PASSWORD = "Seance-demo-2026";
/** What the local Cognito sends to everybody. */
export const CODE = "123456";
const ADDRESS = process.env["SEANCE_URL"] ?? "http://127.0.0.1:8080";
const sessions = new Map<Name, Promise<Session>>();

/** Somebody made for one test, so that tests meet neither each other nor an earlier run. */
export interface Actor {
  id: string;
  name: string;
  email: string;
  session: Session;
}
type Who = Actor | Name;

/** One sign-in for all of a demo person's windows. */
function session(who: Who): Promise<Session> {
  if (typeof who !== "string") return Promise.resolve(who.session);
  const known = sessions.get(who) ?? signIn(`${who}@example.com`);
  sessions.set(who, known);
  return known;
}

/** Asks the local Cognito, again when it stumbles over who signs up at the same time, as AWS's clients do. */
export async function cognito(action: string, parameters: object, tries = 3): Promise<unknown> {
  const settings = await fetch(`${ADDRESS}/config.json`);
  const { password_endpoint, client_id } = (await settings.json()) as { password_endpoint: string; client_id: string };
  const answer = await fetch(password_endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify({ ClientId: client_id, ...parameters }),
  });
  if (answer.status >= 500 && tries > 1) return cognito(action, parameters, tries - 1);
  if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function signIn(email: string): Promise<Session> {
  const answer = await cognito("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: email, PASSWORD },
  });
  const { AccessToken } = (answer as { AuthenticationResult: { AccessToken: string } }).AuthenticationResult;
  return { token: AccessToken, expiresAt: Date.now() + 3_600_000, by: "cognito" };
}

/** Signs up somebody new. */
export async function join(name: string): Promise<Actor> {
  const email = `${name.toLowerCase()}-${randomUUID()}@example.com`;
  const attributes = [{ Name: "email", Value: email }, { Name: "name", Value: name }]; // prettier-ignore
  await cognito("SignUp", { Username: email, Password: PASSWORD, UserAttributes: attributes });
  await cognito("ConfirmSignUp", { Username: email, ConfirmationCode: CODE });
  const actor = { id: "", name, email, session: await signIn(email) };
  const { id } = await call<{ id: string }>(actor, "PATCH", "/me", { language: "en", time_zone: "Europe/Moscow" });
  return { ...actor, id };
}

/** Asks the API as that person. */
export async function call<Answer>(who: Who, method: string, path: string, json?: object): Promise<Answer> {
  const { token } = await session(who);
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const body = json ? { body: JSON.stringify(json) } : {};
  const answer = await fetch(`${ADDRESS}/api/v1${path}`, { method, headers, ...body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as Answer;
}

export const read = <Answer>(who: Who, path: string): Promise<Answer> => call<Answer>(who, "GET", path);

/** An event of theirs, so many days ahead at that hour UTC. */
export function announce(host: Actor, changes: object = {}, days = 20, hour = 16): Promise<Event> {
  const start = new Date(Date.now() + days * 86_400_000);
  start.setUTCHours(hour, 0, 0, 0);
  return call<Event>(host, "POST", "/events", {
    film_id: "mirror-1974",
    title: `Evening of ${host.name} ${randomUUID().slice(0, 8)}`,
    starts_at: start.toISOString(),
    time_zone: "Europe/Moscow",
    place: { kind: "home", city: "Тверь", address: "Secret street 7", latitude: 56.8587, longitude: 35.9176 },
    capacity: 4,
    visibility: "public",
    approval: "manual",
    admission: "free",
    ...changes,
  });
}

/** A window of somebody who is signed in, where one is given; it stands nowhere yet. */
export async function arrive(browser: Browser, who: Who | null, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  // As the browser says, whatever the hour: who chose nothing has it dark in the evening.
  await context.addInitScript(() =>
    localStorage.setItem("seance.theme", localStorage.getItem("seance.theme") ?? "auto"),
  );
  if (who) {
    const kept = JSON.stringify(await session(who));
    await context.addInitScript((value) => {
      if (localStorage.getItem("arrived")) return;
      localStorage.setItem("arrived", "once");
      localStorage.setItem("seance.session", value);
    }, kept);
  }
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("console", (said) => {
    if (said.text().includes("Content Security Policy")) throw new Error(said.text());
  });
  return page;
}

/** Signs in by the form, as people do. */
export async function signInAs(page: Window, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Says what is asked for in a dialog and waits until it is done. */
export async function answerDialog(page: Window, button: string, words?: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  if (words) await dialog.getByRole("textbox").fill(words);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The demo events by the id of their film, and the ids of people by name. */
export interface Stage {
  event: (film: string) => string;
  person: (name: Name) => Promise<string>;
}

export async function stage(): Promise<Stage> {
  // Anna's own first: what other tests announced shows a film of hers, too.
  const lists = ["/me/events?role=host&limit=100", "/events?limit=100"];
  const pages = await Promise.all(lists.map((path) => read<Page<EventSummary>>("anna", path)));
  const all = pages.flatMap((page) => page.items);
  return {
    event: (film) => {
      const found = all.find((each) => each.film.id.startsWith(film));
      if (!found) throw new Error(`No demo event shows ${film}: load the demo data anew (make clean up).`);
      return found.id;
    },
    person: async (name) => (await read<{ id: string }>(name, "/me")).id,
  };
}

/** No violations of WCAG 2.2 A and AA, or of those rules only, on the whole page as it is now. */
export async function expectAccessible(page: Window, rules?: string[]): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // In the page itself, which has no frames, and without naming all that passes: twice as fast.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const found = await (rules ? axe.withRules(rules) : axe.withTags(tags)).analyze();
  const told = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`).join(" | ")}`,
  );
  expect.soft(told).toEqual([]);
}

export async function expectNoSideways(page: Window): Promise<void> {
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** What a plan can do without is folded away. */
export const unfold = (page: Window): Promise<void> => page.getByRole("button", { name: "More", exact: true }).click();

/** Chooses a day that many days ahead ; the evening is chosen already. */
export async function pickStart(page: Window, days: number): Promise<void> {
  await page.getByRole("button", { name: "Starts" }).click();
  const day = new Date(Date.now() + days * 86_400_000);
  const dialog = page.getByRole("dialog");
  const label = `${day.getDate()} ${day.toLocaleString("en", { month: "long" })} ${day.getFullYear()}`;
  const cell = dialog.getByRole("button", { name: label, exact: true });
  await expect(dialog.getByRole("grid").or(dialog.locator("table")).first()).toBeVisible();
  while ((await cell.count()) === 0) await dialog.getByRole("button", { name: "→" }).click();
  await cell.click();
  await dialog.getByRole("button", { name: "Done" }).click();
}
