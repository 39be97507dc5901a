import { beforeEach, describe, expect, it, vi } from "vitest";
import { Refused, type Session } from "../session/token";

const settings = vi.hoisted(() => {
  const nothing = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  Object.assign(globalThis, {
    localStorage: nothing,
    sessionStorage: nothing,
    window: { addEventListener: () => undefined, setInterval, clearInterval },
    location: { origin: "https://seance.example" },
  });
  return {
    issuer: "https://issuer.example",
    client_id: "page",
    authorization_endpoint: "https://issuer.example/oauth2/authorize",
    token_endpoint: "https://issuer.example/oauth2/token",
    revocation_endpoint: "https://issuer.example/oauth2/revoke",
    password_endpoint: undefined as string | undefined,
  };
});
vi.mock("../session/config", async (load) => ({ ...(await load<object>()), config: () => Promise.resolve(settings) }));

const issuer = await import("../session/issuer");
const cognito = await import("../session/cognito");
const { revoke } = await import("../session/signOut");

const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims))}.signature`;
const soon = Math.floor(Date.now() / 1000) + 3600;
const OLD = jwt({ sub: "me", exp: soon - 3600, auth_time: 1 });
const NEW = jwt({ sub: "me", exp: soon, auth_time: 2, client_id: "page" });
const ID = jwt({ sub: "me", exp: soon, auth_time: 2, aud: "page", email: "me@example.com" });
const old = (by: Session["by"]): Session => ({ token: OLD, expiresAt: 0, refreshToken: "first", by });
const ask = vi.fn<(url: string, how: RequestInit) => Promise<Response>>();
const answers = (status: number, body: object | string) =>
  ask.mockResolvedValue(
    new Response(typeof body === "string" ? body : JSON.stringify(body), {
      status,
      headers: { "Content-Type": typeof body === "string" ? "text/html" : "application/json" },
    }),
  );
const sent = () => ask.mock.calls[0]?.[1];

beforeEach(() => {
  ask.mockReset();
  vi.stubGlobal("fetch", ask);
  settings.password_endpoint = "/cognito/";
});

describe("renewing by Cognito's API", () => {
  it("takes the next refresh token, and keeps the one it has where none comes", async () => {
    answers(200, { AuthenticationResult: { IdToken: ID, AccessToken: NEW, RefreshToken: "next" } });
    expect(await cognito.renew(old("cognito"))).toMatchObject({ token: NEW, refreshToken: "next" });
    expect(sent()?.headers).toMatchObject({
      "X-Amz-Target": "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken",
    });
    expect(sent()?.body).toContain('"RefreshToken":"first"');
    answers(200, { AuthenticationResult: { IdToken: ID, AccessToken: NEW } });
    expect(await cognito.renew(old("cognito"))).toMatchObject({ refreshToken: "first" });
  });

  it.each(["NotAuthorizedException", "RefreshTokenReuseException"])("ends the session by %s", async (__type) => {
    answers(400, { __type });
    await expect(cognito.renew(old("cognito"))).rejects.toThrow(Refused);
  });

  it.each([
    [400, { __type: "TooManyRequestsException" }],
    [400, { __type: "ThrottlingException" }],
    [500, { __type: "InternalErrorException" }],
    [503, { message: "Service Unavailable" }],
    [502, "<html>"],
  ])("ends nothing by %s %j", async (status, body) => {
    answers(status, body);
    await expect(cognito.renew(old("cognito"))).rejects.not.toThrow(Refused);
  });
});

describe("renewing by the issuer's token endpoint", () => {
  const tokens = { access_token: NEW, id_token: ID, token_type: "Bearer", expires_in: 3600 };

  it("takes the next refresh token, and keeps the one it has where none comes", async () => {
    answers(200, { ...tokens, refresh_token: "next" });
    expect(await issuer.renew(old("issuer"))).toMatchObject({ token: NEW, refreshToken: "next" });
    expect(String(sent()?.body)).toContain("refresh_token=first");
    answers(200, tokens);
    expect(await issuer.renew(old("issuer"))).toMatchObject({ refreshToken: "first" });
  });

  it("goes on with the access token where no identity token comes", async () => {
    const access_token = jwt({ sub: "me", exp: soon, scope: "openid" });
    answers(200, { ...tokens, access_token, id_token: undefined });
    expect(await issuer.renew(old("issuer"))).toMatchObject({ token: access_token });
  });

  it.each([{ aud: "another" }, { aud: ["page", "another"] }, {}])(
    "goes on with the identity token where the API takes no access token: %j",
    async (claims) => {
      answers(200, { ...tokens, access_token: jwt({ sub: "me", exp: soon, ...claims }) });
      expect(await issuer.renew(old("issuer"))).toMatchObject({ token: ID });
    },
  );

  it("does not go on as somebody else", async () => {
    answers(200, { ...tokens, access_token: jwt({ sub: "them", exp: soon, client_id: "page" }) });
    await expect(issuer.renew(old("issuer"))).rejects.toThrow(Refused);
  });

  it("ends the session by invalid_grant, and nothing by what may pass", async () => {
    answers(400, { error: "invalid_grant" });
    await expect(issuer.renew(old("issuer"))).rejects.toThrow(Refused);
    for (const passing of ["temporarily_unavailable", "server_error"]) {
      answers(503, { error: passing });
      await expect(issuer.renew(old("issuer"))).rejects.not.toThrow(Refused);
    }
    ask.mockRejectedValue(new TypeError("Failed to fetch"));
    await expect(issuer.renew(old("issuer"))).rejects.not.toThrow(Refused);
  });
});

describe("signing out", () => {
  it("revokes the refresh token by the issuer's endpoint, also while the page is left", async () => {
    settings.password_endpoint = undefined;
    answers(200, "");
    await revoke(old("issuer"));
    expect(ask.mock.calls[0]?.[0]).toBe(settings.revocation_endpoint);
    expect(sent()).toMatchObject({ method: "POST", keepalive: true });
    expect(String(sent()?.body)).toBe("client_id=page&token=first");
  });

  it("revokes it by Cognito's API where the page uses that, and nothing where there is none", async () => {
    answers(200, "");
    await revoke(old("cognito"));
    expect(sent()?.body).toBe('{"ClientId":"page","Token":"first"}');
    await revoke({ ...old("cognito"), refreshToken: undefined });
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
