/** Signing in on the issuer's page: authorization code with PKCE, by Cognito or any OIDC issuer. */
import { UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import { config } from "./config";
import { keep, type Session } from "./session";

let made: Promise<UserManager> | undefined;

/** Leaves for the issuer's page, which sends the person back to `path`. */
export async function signIn(path: string): Promise<void> {
  await (await manager()).signinRedirect({ state: path });
}

/** Takes the code that the issuer sent along; answers the path where the person was going. */
export async function finishSignIn(): Promise<string> {
  const user = await (await manager()).signinRedirectCallback();
  keep(sessionOf(user));
  return typeof user.state === "string" && /^\/(?![/\\])/.test(user.state) ? user.state : "/";
}

export async function renew(_old: Session): Promise<Session> {
  const user = await (await manager()).signinSilent();
  if (!user) throw new Error("The issuer gave no token.");
  return sessionOf(user);
}

export async function signOut(): Promise<void> {
  const { end_session_endpoint, client_id } = await config();
  await (await manager()).removeUser();
  if (!end_session_endpoint) return;
  // Where to go afterwards: in Cognito's own way, and as OpenID Connect RP-Initiated Logout 1.0 has it.
  const back = `${location.origin}/`;
  const query = new URLSearchParams({ client_id, logout_uri: back, post_logout_redirect_uri: back });
  location.assign(`${end_session_endpoint}?${query}`);
}

function manager(): Promise<UserManager> {
  made ??= config().then((settings) => {
    const store = new WebStorageStateStore({ store: sessionStorage });
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
      stateStore: store,
      userStore: store,
      automaticSilentRenew: false,
    });
  });
  return made;
}

function sessionOf(user: User): Session {
  const expiresAt = (user.expires_at ?? Date.now() / 1000 + 300) * 1000;
  return { token: user.id_token ?? user.access_token, expiresAt, refreshToken: user.refresh_token, by: "issuer" };
}
