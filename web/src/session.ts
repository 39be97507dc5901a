/** Signing in: by password where the installation allows it, else by code with PKCE. */

export interface Config {
  issuer: string;
  client_id: string;
  authorization_endpoint: string;
  token_endpoint: string;
  password_endpoint?: string;
}

const TOKEN = "seance.token";
const VERIFIER = "seance.verifier";
const STATE = "seance.state";

export function token(): string | null {
  return sessionStorage.getItem(TOKEN);
}

export function signOut(): void {
  sessionStorage.removeItem(TOKEN);
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json");
  if (!answer.ok) throw new Error("The page's settings could not be loaded.");
  return (await answer.json()) as Config;
}

export async function signInByPassword(config: Config, email: string, password: string): Promise<void> {
  if (!config.password_endpoint) throw new Error("Signing in by password is not allowed here.");
  const answer = await fetch(config.password_endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
    },
    body: JSON.stringify({
      ClientId: config.client_id,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  });
  const body = (await answer.json()) as { AuthenticationResult?: { IdToken: string }; message?: string };
  if (!body.AuthenticationResult) throw new Error(body.message ?? "Sign-in failed.");
  sessionStorage.setItem(TOKEN, body.AuthenticationResult.IdToken);
}

/** Goes to the issuer's sign-in page; `finishSignIn` goes on when it sends the person back. */
export async function startSignIn(config: Config): Promise<void> {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(VERIFIER, verifier);
  sessionStorage.setItem(STATE, state);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: `${location.origin}/`,
    scope: "openid email profile",
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  });
  location.assign(`${config.authorization_endpoint}?${query}`);
}

/** Exchanges the code in the address for a token, if the issuer sent one. */
export async function finishSignIn(config: Config): Promise<void> {
  const answered = new URLSearchParams(location.search);
  const code = answered.get("code");
  if (!code) return;
  const verifier = sessionStorage.getItem(VERIFIER);
  const expected = sessionStorage.getItem(STATE);
  sessionStorage.removeItem(VERIFIER);
  sessionStorage.removeItem(STATE);
  history.replaceState(null, "", "/");
  if (!verifier || answered.get("state") !== expected) {
    throw new Error("This sign-in was not started here. Please sign in again.");
  }
  const answer = await fetch(config.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: config.client_id,
      code,
      redirect_uri: `${location.origin}/`,
      code_verifier: verifier,
    }),
  });
  const body = (await answer.json()) as { id_token?: string };
  if (!body.id_token) throw new Error("Sign-in failed. Please try again.");
  sessionStorage.setItem(TOKEN, body.id_token);
}

function random(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
