/** Signing in on the issuer's page: authorization code with PKCE, by Cognito or any OIDC issuer. */
import { ErrorResponse, InMemoryWebStorage, User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { config } from "./config";
import { keep } from "./store";
import { claim, Refused, type Session } from "./token";
import { ownPath } from "./wanted";

let made: Promise<UserManager> | undefined;
let client: string;

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
  return ownPath(path);
}

/** Why an issuer refuses a refresh token (RFC 6749, 5.2); whatever else it says may pass. */
const REFUSALS = [
  "invalid_grant",
  "invalid_client",
  "invalid_request",
  "invalid_scope",
  "unauthorized_client",
  "unsupported_grant_type",
];

/** The next session, with the refresh token that follows where the issuer rotates them; throws `Refused`. */
export async function renew(old: Session): Promise<Session> {
  const users = await manager();
  const { token, refreshToken } = old;
  await users.storeUser(
    new User({
      // Without the old identity token, which the library would go on with if no new one came, and whose
      // `auth_time` it would compare: the local Cognito tells another one each time.
      access_token: token,
      token_type: "Bearer",
      refresh_token: refreshToken ?? "",
      profile: { sub: claim(token, "sub") ?? "", iss: "", aud: "", exp: 0, iat: 0 },
    }),
  );
  const user = await users.signinSilent().catch((error: unknown) => {
    const refused = error instanceof ErrorResponse && REFUSALS.includes(error.error ?? "");
    throw refused ? new Refused(error.message) : error;
  });
  if (!user) throw new Error("The issuer gave no token.");
  const fresh = sessionOf(user);
  if (claim(fresh.token, "sub") !== claim(token, "sub")) throw new Refused("The token is somebody else's.");
  return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
}

function manager(): Promise<UserManager> {
  made ??= config().then((settings) => {
    client = settings.client_id;
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
  const token = bearer(user);
  const expiresAt = (user.expires_at ?? Date.now() / 1000 + 300) * 1000;
  return { token, expiresAt, refreshToken: user.refresh_token, by: "issuer" };
}

/**
 * The access token where the API takes it, for it tells neither name nor address; else the identity token. API Gateway
 * compares `client_id` where a token has no `aud`, as Cognito's access tokens. Source: "JWT authorizers" of its guide.
 */
function bearer({ access_token, id_token }: User): string {
  const meant = claim(access_token, "aud") ?? claim(access_token, "client_id");
  return meant === client || !id_token ? access_token : id_token;
}
