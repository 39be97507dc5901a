/** Signing in on the issuer's page: authorization code with PKCE, by Cognito or any OIDC issuer. */
import { InMemoryWebStorage, User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { config } from "./config";
import { claim, keep, type Session } from "./session";

let made: Promise<UserManager> | undefined;

/** What is remembered while the person is on the issuer's page. */
interface Way {
  path: string;
  tabOnly: boolean;
}

/** Leaves for the issuer's page, which sends the person back to `path`. */
export async function signIn(path: string, tabOnly: boolean): Promise<void> {
  await (await manager()).signinRedirect({ state: { path, tabOnly } satisfies Way });
}

/** Takes the code that the issuer sent along; answers the path where the person was going. */
export async function finishSignIn(): Promise<string> {
  const user = await (await manager()).signinRedirectCallback();
  const { path, tabOnly } = user.state as Way;
  keep(sessionOf(user), tabOnly);
  return /^\/(?![/\\])/.test(path) ? path : "/";
}

export async function renew(old: Session): Promise<Session> {
  const users = await manager();
  const { token, refreshToken } = old;
  await users.storeUser(
    new User({
      id_token: token,
      access_token: token,
      token_type: "Bearer",
      refresh_token: refreshToken ?? "",
      profile: { sub: claim(token, "sub") ?? "", iss: "", aud: "", exp: 0, iat: 0 },
    }),
  );
  const user = await users.signinSilent();
  if (!user) throw new Error("The issuer gave no token.");
  return { ...sessionOf(user), refreshToken: user.refresh_token ?? refreshToken };
}

export async function signOut(): Promise<void> {
  const { end_session_endpoint, client_id } = await config();
  if (!end_session_endpoint) return;
  // Where to go afterwards: in Cognito's own way, and as OpenID Connect RP-Initiated Logout 1.0 has it.
  const back = `${location.origin}/`;
  const query = new URLSearchParams({ client_id, logout_uri: back, post_logout_redirect_uri: back });
  location.assign(`${end_session_endpoint}?${query}`);
}

function manager(): Promise<UserManager> {
  made ??= config().then((settings) => {
    return new UserManager({
      authority: settings.issuer,
      client_id: settings.client_id,
      redirect_uri: `${location.origin}/`,
      scope: "openid email profile",
      metadata: {
        issuer: settings.issuer,
        authorization_endpoint: settings.authorization_endpoint,
        token_endpoint: settings.token_endpoint,
      },
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      // The session has its one place in `session.ts`.
      userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
      automaticSilentRenew: false,
    });
  });
  return made;
}

function sessionOf(user: User): Session {
  const expiresAt = (user.expires_at ?? Date.now() / 1000 + 300) * 1000;
  return { token: user.id_token ?? user.access_token, expiresAt, refreshToken: user.refresh_token, by: "issuer" };
}
