/** Signing in on this page, by Cognito's own API; only where the installation allows it. */
import { config } from "./config";
import { claim, keep, type Session } from "./session";

/** Cognito refuses; `code` is its own. */
export class SignInRefused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface Answer {
  AuthenticationResult?: { IdToken: string; RefreshToken?: string };
  __type?: string;
}

export async function signIn(email: string, password: string, tabOnly: boolean): Promise<void> {
  const answer = await cognito("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
  keep(sessionOf(answer), tabOnly);
}

export async function signUp(name: string, email: string, password: string): Promise<void> {
  await cognito("SignUp", {
    Username: email,
    Password: password,
    UserAttributes: [
      { Name: "email", Value: email },
      { Name: "name", Value: name },
    ],
  });
}

/** Confirms a sign-up by the code that came by e-mail. */
export async function confirm(email: string, code: string): Promise<void> {
  await cognito("ConfirmSignUp", { Username: email, ConfirmationCode: code });
}

export async function sendCodeAgain(email: string): Promise<void> {
  await cognito("ResendConfirmationCode", { Username: email });
}

export async function renew(old: Session): Promise<Session> {
  const answer = await cognito("InitiateAuth", {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: old.refreshToken },
  });
  return { ...sessionOf(answer), refreshToken: old.refreshToken };
}

async function cognito(action: string, parameters: Record<string, unknown>): Promise<Answer> {
  const { client_id, password_endpoint } = await config();
  if (!password_endpoint) throw new Error("Signing in by password is not allowed here.");
  const answer = await fetch(password_endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify({ ClientId: client_id, ...parameters }),
  });
  const body = (await answer.json()) as Answer;
  // "…#NotAuthorizedException", or without what stands before.
  if (!answer.ok) throw new SignInRefused(body.__type?.split("#").pop() ?? String(answer.status));
  return body;
}

function sessionOf({ AuthenticationResult: result }: Answer): Session {
  if (!result) throw new SignInRefused("NoToken");
  const expiresAt = Number(claim(result.IdToken, "exp")) * 1000;
  return { token: result.IdToken, expiresAt, refreshToken: result.RefreshToken, by: "password" };
}
