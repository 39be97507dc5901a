/** Signing out: in this browser at once, and at the issuer as far as it can be reached. */
import { cognitoAt, config } from "./config";
import { keep, kept } from "./store";
import type { Session } from "./token";

/** In every tab; afterwards also of the issuer's own page, which is left for. */
export async function signOut(): Promise<void> {
  forget();
  const settings = await config().catch(() => null);
  if (!settings?.end_session_endpoint) return;
  // Where to go afterwards: in Cognito's own way, and as OpenID Connect RP-Initiated Logout 1.0 has it.
  const back = `${location.origin}/`;
  const query = new URLSearchParams({
    client_id: settings.client_id,
    logout_uri: back,
    post_logout_redirect_uri: back,
  });
  location.assign(`${settings.end_session_endpoint}?${query}`);
}

/** Signs out here and makes worthless what was kept, should somebody have copied it; waits for nothing. */
export function forget(): void {
  const left = kept();
  keep(null);
  for (const session of left) void revoke(session).catch(() => undefined);
}

/** The refresh token opens nothing any more; an access token lasts to its end, for the API asks nobody. */
export async function revoke({ refreshToken }: Session): Promise<void> {
  if (!refreshToken) return;
  const settings = await config();
  const { client_id, revocation_endpoint } = settings;
  if (cognitoAt(settings)) return (await import("./cognito")).revoke(refreshToken);
  if (!revocation_endpoint) return;
  // RFC 7009. Sent also when the page is left, and without asking first: a form is a simple request (CORS).
  const body = new URLSearchParams({ client_id, token: refreshToken });
  await fetch(revocation_endpoint, { method: "POST", body, keepalive: true });
}
