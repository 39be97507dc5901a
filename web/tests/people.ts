/** The demo people in browsers of their own, and what they find there. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Browser, type BrowserContextOptions, type Page as Window } from "@playwright/test";
import type { components } from "../src/api/schema";
import type { Page } from "../src/api/types";
import type { Session } from "../src/session/session";

export type Name = "anna" | "boris" | "vera" | "darya" | "egor" | "grigory" | "ivan" | "kira" | "maria" | "zhanna";
type EventSummary = components["schemas"]["EventSummary"];

export const PASSWORD = "Seance-demo-2026";
const ADDRESS = process.env["SEANCE_URL"] ?? "http://127.0.0.1:8080";
const sessions = new Map<Name, Promise<Session>>();

/** One sign-in for all of a person's windows. */
function session(name: Name): Promise<Session> {
  const known = sessions.get(name) ?? signIn(name);
  sessions.set(name, known);
  return known;
}

async function signIn(name: Name): Promise<Session> {
  const settings = await fetch(`${ADDRESS}/config.json`);
  const { password_endpoint, client_id } = (await settings.json()) as { password_endpoint: string; client_id: string };
  const answer = await fetch(password_endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
    },
    body: JSON.stringify({
      ClientId: client_id,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: `${name}@example.com`, PASSWORD },
    }),
  });
  const { AuthenticationResult: result } = (await answer.json()) as { AuthenticationResult: { IdToken: string } };
  return { token: result.IdToken, expiresAt: Date.now() + 3_600_000, by: "password" };
}

/** A window of somebody who is signed in, where a name is given; it stands nowhere yet. */
export async function arrive(
  browser: Browser,
  name: Name | null,
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext(options);
  if (name) {
    const kept = JSON.stringify(await session(name));
    await context.addInitScript((value) => sessionStorage.setItem("seance.session", value), kept);
  }
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  return page;
}

/** Asks the API as that person. */
export async function read<Answer>(name: Name, path: string): Promise<Answer> {
  const { token } = await session(name);
  const answer = await fetch(`${ADDRESS}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** The demo events by the id of their film, and the ids of people by name. */
export interface Stage {
  event: (film: string) => string;
  person: (name: Name) => Promise<string>;
}

export async function stage(): Promise<Stage> {
  const lists = ["/events?limit=100", "/me/events?role=host&limit=100"];
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
  const axe = new AxeBuilder({ page });
  const found = await (rules ? axe.withRules(rules) : axe.withTags(tags)).analyze();
  const told = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
  );
  expect.soft(told).toEqual([]);
}

export async function expectNoSideways(page: Window): Promise<void> {
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
