/** Signing in on this page, by Cognito's own API: by a code or a password, where the installation allows it. */
import { cognitoAt, config } from "./config";
import { keep } from "./store";
import { claim, Refused, type Session } from "./token";

/** Cognito refuses; `code` is its own. */
export class SignInRefused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface Answer {
  AuthenticationResult?: { AccessToken: string; RefreshToken?: string };
  /** What the next request of the same sign-in names: good for as long as the code. */
  Session?: string;
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

/**
 * Mails a code to who has an account there; nobody is told that somebody has none. Answers the sign-in that `enter`
 * goes on with. Source: "Passwordless sign-in with one-time passwords" of Cognito's guide, for this and what follows:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export async function sendCode(email: string): Promise<string> {
  const { Session } = await byCode(email);
  if (!Session) throw new SignInRefused("NoCode");
  return Session;
}

/** Makes an account without a password and mails its first code. */
export async function join(name: string, email: string): Promise<string> {
  const attributes = { email, name };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  return (await cognito("SignUp", { Username: email, UserAttributes })).Session ?? "";
}

/** Signs in by the code. */
export async function enter(email: string, code: string, session: string, tabOnly: boolean): Promise<void> {
  const answer = await cognito("RespondToAuthChallenge", {
    ChallengeName: "EMAIL_OTP",
    Session: session,
    ChallengeResponses: { USERNAME: email, EMAIL_OTP_CODE: code },
  });
  keep(sessionOf(answer), tabOnly);
}

/** The first code proves the address and signs in; where Cognito wants another for that, answers what that one is for. */
export async function enterFirst(
  email: string,
  code: string,
  session: string,
  tabOnly: boolean,
): Promise<string | undefined> {
  const proven = { Username: email, ConfirmationCode: code, Session: session || undefined };
  const answer = await byCode(email, (await cognito("ConfirmSignUp", proven)).Session);
  if (!answer.AuthenticationResult) return answer.Session;
  keep(sessionOf(answer), tabOnly);
}

const byCode = (email: string, Session?: string) =>
  cognito("InitiateAuth", {
    AuthFlow: "USER_AUTH",
    AuthParameters: { USERNAME: email, PREFERRED_CHALLENGE: "EMAIL_OTP" },
    Session,
  });

/** Confirms a sign-up by the code that came by e-mail. */
export async function confirm(email: string, code: string): Promise<void> {
  await cognito("ConfirmSignUp", { Username: email, ConfirmationCode: code });
}

export async function sendCodeAgain(email: string): Promise<void> {
  await cognito("ResendConfirmationCode", { Username: email });
}

/** Sends a code to whoever has that address; the answer is the same where nobody has. */
export async function forgot(email: string): Promise<void> {
  await cognito("ForgotPassword", { Username: email });
}

export async function reset(email: string, code: string, password: string): Promise<void> {
  await cognito("ConfirmForgotPassword", { Username: email, ConfirmationCode: code, Password: password });
}

/** Why Cognito refuses a refresh token; whatever else it says (throttling, a fault of its own) may pass. */
const REFUSALS = [
  "NotAuthorizedException",
  "RefreshTokenReuseException",
  "UserNotFoundException",
  "ResourceNotFoundException",
  "InvalidParameterException",
];

/** The next session, with the refresh token that follows where the client rotates them; throws `Refused`. */
export async function renew(old: Session): Promise<Session> {
  const answer = await cognito(
    "GetTokensFromRefreshToken",
    { RefreshToken: old.refreshToken },
    { signal: AbortSignal.timeout(10_000) },
  ).catch((error: unknown) => {
    throw error instanceof SignInRefused && REFUSALS.includes(error.code) ? new Refused(error.code) : error;
  });
  const fresh = sessionOf(answer);
  return { ...fresh, refreshToken: fresh.refreshToken ?? old.refreshToken };
}

export async function revoke(refreshToken: string): Promise<void> {
  await cognito("RevokeToken", { Token: refreshToken }, { keepalive: true });
}

async function cognito(action: string, parameters: Record<string, unknown>, how: RequestInit = {}): Promise<Answer> {
  const settings = await config();
  const address = cognitoAt(settings);
  if (!address) throw new Error("Signing in on this page is not allowed here.");
  const answer = await fetch(address, {
    ...how,
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify({ ClientId: settings.client_id, ...parameters }),
  });
  const body = JSON.parse((await answer.text()) || "{}") as Answer; // RevokeToken answers nothing
  // "…#NotAuthorizedException", or without what stands before.
  if (!answer.ok) throw new SignInRefused(body.__type?.split("#").pop() ?? String(answer.status));
  return body;
}

function sessionOf({ AuthenticationResult: result }: Answer): Session {
  if (!result) throw new SignInRefused("NoToken");
  const expiresAt = Number(claim(result.AccessToken, "exp")) * 1000;
  return { token: result.AccessToken, expiresAt, refreshToken: result.RefreshToken, by: "cognito" };
}
