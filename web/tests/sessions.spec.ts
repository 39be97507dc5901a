/** A session goes on: renewed with tokens that rotate, ended for good, and begun anew without the old password. */
import type { BrowserContext, Page as Window } from "@playwright/test";
import { expect, test } from "./test";
import type { Session } from "../src/session/token";
import { arrive, cognito, CODE, expectAccessible, join, PASSWORD, signInAs, type Actor } from "./people";

/** What the local Cognito sends to everybody who forgot. */
const RESET_CODE = "654321";

/** Somebody whose session is about to end and can be renewed. */
async function joinToStay(name: string, by: Session["by"] = "cognito"): Promise<Actor & { refreshToken: string }> {
  const actor = await join(name);
  const answer = await cognito("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: actor.email, PASSWORD },
  });
  const { RefreshToken } = (answer as { AuthenticationResult: { RefreshToken: string } }).AuthenticationResult;
  return {
    ...actor,
    refreshToken: RefreshToken,
    session: { ...actor.session, expiresAt: Date.now() + 30_000, refreshToken: RefreshToken, by },
  };
}

/**
 * Rotates refresh tokens as a user pool on AWS does, which the local one cannot: REFRESH_TOKEN_AUTH is refused,
 * each renewal answers the next token; with `grace` the one before is taken, too. The first answers are `lost`.
 * Tells what was given.
 */
async function rotating(context: BrowserContext, first: string, { grace = true, lost = 0 } = {}): Promise<string[]> {
  const given = [first];
  const next = (token: string): string | null => {
    const isLast = token === given.at(-1);
    if (!isLast && !(grace && token === given.at(-2))) return null;
    if (isLast) given.push(`${first}.${given.length}`);
    return given.at(-1) ?? null;
  };
  await context.route("**/cognito/", async (route) => {
    const action = route.request().headers()["x-amz-target"]?.split(".").pop();
    const asked = route.request().postDataJSON() as { AuthFlow?: string; RefreshToken?: string };
    const refuse = (__type: string) => route.fulfill({ status: 400, json: { __type } });
    if (asked.AuthFlow === "REFRESH_TOKEN_AUTH") return refuse("NotAuthorizedException");
    if (action !== "GetTokensFromRefreshToken") return route.fallback();
    const RefreshToken = next(asked.RefreshToken ?? "");
    if (!RefreshToken) return refuse("RefreshTokenReuseException");
    if (lost-- > 0) return route.abort("connectionreset");
    const postData = { ...asked, RefreshToken: first };
    const { AuthenticationResult } = (await (await route.fetch({ postData })).json()) as Record<string, object>;
    return route.fulfill({ json: { AuthenticationResult: { ...AuthenticationResult, RefreshToken } } });
  });
  await context.route("**/oauth2/token", async (route) => {
    const refresh_token = next(new URLSearchParams(route.request().postData() ?? "").get("refresh_token") ?? "");
    if (!refresh_token) return route.fulfill({ status: 400, json: { error: "invalid_grant" } });
    const { AuthenticationResult: fresh } = (await cognito("GetTokensFromRefreshToken", { RefreshToken: first })) as {
      AuthenticationResult: Record<"IdToken" | "AccessToken", string>;
    };
    const tokens = { id_token: fresh.IdToken, access_token: fresh.AccessToken, refresh_token };
    return route.fulfill({ json: { ...tokens, token_type: "Bearer", expires_in: 3600 } });
  });
  return given;
}

const kept = (page: Window) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("seance.session") ?? "null") as Session | null);

const nearItsEnd = (page: Window) =>
  page.evaluate(() => {
    const session = JSON.parse(localStorage.getItem("seance.session") ?? "{}") as object;
    localStorage.setItem("seance.session", JSON.stringify({ ...session, expiresAt: Date.now() + 30_000 }));
  });

const menu = (page: Window) => page.getByRole("button", { name: "Account menu" });

async function signOut(page: Window): Promise<void> {
  await menu(page).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(menu(page)).toBeHidden();
}

for (const by of ["cognito", "issuer"] as const) {
  test(`each renewal takes the next refresh token, once for all tabs (by ${by})`, async ({ browser }) => {
    const anna = await joinToStay("Anna", by);
    const page = await arrive(browser, anna);
    const given = await rotating(page.context(), anna.refreshToken, { grace: false });
    const tabs = [page, await page.context().newPage(), await page.context().newPage()];
    for (const times of [1, 2]) {
      await Promise.all(tabs.map((tab) => tab.goto("/bookings")));
      for (const tab of tabs) await expect(menu(tab)).toBeVisible();
      await expect.poll(async () => (await kept(page))?.refreshToken).toBe(`${anna.refreshToken}.${times}`);
      await nearItsEnd(page);
    }
    expect(given).toHaveLength(3);
  });
}

test("a renewal whose answer is lost is asked for again, and nobody is signed out", async ({ browser }) => {
  const anna = await joinToStay("Anna");
  const page = await arrive(browser, anna);
  await rotating(page.context(), anna.refreshToken, { lost: 2 });
  await page.goto("/settings");
  await expect(menu(page)).toBeVisible();
  await expect.poll(async () => (await kept(page))?.refreshToken).toBe(`${anna.refreshToken}.1`);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Anna");
});

test("who signs out leaves a refresh token that opens nothing", async ({ browser }) => {
  const anna = await joinToStay("Anna");
  const page = await arrive(browser, { ...anna, session: { ...anna.session, expiresAt: Date.now() + 3_000_000 } });
  await page.goto("/bookings");
  const revoked = page.waitForResponse((answer) =>
    Boolean(answer.request().headers()["x-amz-target"]?.endsWith(".RevokeToken")),
  );
  await signOut(page);
  expect((await revoked).status()).toBe(200);
  await expect(cognito("GetTokensFromRefreshToken", { RefreshToken: anna.refreshToken })).rejects.toThrow(
    "NotAuthorizedException",
  );
});

test("who came by the issuer's page signs out there as well", async ({ browser }) => {
  const anna = await joinToStay("Anna", "issuer");
  const page = await arrive(browser, { ...anna, session: { ...anna.session, expiresAt: Date.now() + 3_000_000 } });
  const origin = new URL((await page.request.get("/config.json")).url()).origin;
  await page.route("**/config.json", async (route) => {
    const settings = (await (await route.fetch()).json()) as object;
    const ends = { revocation_endpoint: `${origin}/oauth2/revoke`, end_session_endpoint: `${origin}/logout` };
    await route.fulfill({ json: { ...settings, ...ends, password_endpoint: undefined } });
  });
  await page.route("**/oauth2/revoke", (route) => route.fulfill({ status: 200, body: "" }));
  await page.goto("/bookings");
  const [revoked, left] = await Promise.all([
    page.waitForRequest("**/oauth2/revoke"),
    page.waitForRequest("**/logout?*"),
    signOut(page),
  ]);
  const sent = new URLSearchParams(revoked.postData() ?? "");
  expect(sent.get("token")).toBe(anna.refreshToken);
  expect(sent.get("client_id")).toBe(new URL(left.url()).searchParams.get("client_id"));
});

test("signing out waits for nobody", async ({ browser }) => {
  const anna = await joinToStay("Anna");
  const page = await arrive(browser, { ...anna, session: { ...anna.session, expiresAt: Date.now() + 3_000_000 } });
  await page.route("**/cognito/", () => undefined); // no answer, ever
  await page.goto("/bookings");
  await signOut(page);
  expect(await kept(page)).toBeNull();
});

test("a forgotten password is changed by a code from the mail", async ({ browser }) => {
  const anna = await join("Anna");
  const page = await arrive(browser, null);
  await page.goto("/bookings");
  const email = page.getByLabel("E-mail");
  await page.getByRole("button", { name: "Forgot your password?" }).click();
  await email.fill(`nobody-${Date.now()}@example.com`);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByText(/^If nobody-.* has an account, a code is on its way there\.$/)).toBeVisible();

  await page.getByRole("button", { name: "I have an account" }).click();
  await page.getByRole("button", { name: "Forgot your password?" }).click();
  await email.fill(anna.email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByText(`If ${anna.email} has an account, a code is on its way there.`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send the code again" }).click();
  await expect(page.getByText("The code is on its way", { exact: true })).toBeVisible();

  const code = page.getByLabel("Code from the e-mail");
  const password = page.getByRole("textbox", { name: "New password" });
  const change = page.getByRole("button", { name: "Change the password and sign in" });
  await code.fill(CODE);
  await password.fill("Another-2026-word");
  await change.click();
  await expect(page.getByRole("alert")).toHaveText("The code is wrong or too old.");
  await code.fill(RESET_CODE);
  await password.fill("weak");
  await change.click();
  await expect(page.getByRole("alert")).toContainText("too weak");
  await password.fill("Another-2026-word");
  await change.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My bookings");
  await expect(page).toHaveURL(/\/bookings$/);

  const other = await arrive(browser, null);
  await signInAs(other, anna.email);
  await expect(other.getByRole("alert")).toHaveText("E-mail or password is wrong.");
  await signInAs(other, anna.email, "Another-2026-word");
  await expect(menu(other)).toBeVisible();
});
