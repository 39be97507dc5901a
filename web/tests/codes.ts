/** A pool that signs in by codes: the local Cognito, which has no such flow, with what it lacks put before it. */
import type { Page } from "@playwright/test";
import { CODE, cognito, PASSWORD } from "./people";

interface Asked {
  Username?: string;
  UserAttributes?: object[];
  ConfirmationCode?: string;
  Session?: string;
  AuthFlow?: string;
  AuthParameters?: { USERNAME: string; PREFERRED_CHALLENGE?: string };
  ChallengeResponses?: { USERNAME: string; EMAIL_OTP_CODE: string };
}

/** As Cognito answers: whose code is awaited stands in the session, and a wrong one may be said again. */
export async function signsInByCode(page: Page): Promise<void> {
  await page.route("**/config.json", async (route) => {
    const settings = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...settings, code_endpoint: "/codes/", password_endpoint: undefined } });
  });
  await page.route("**/codes/", async (route) => {
    const action = route.request().headers()["x-amz-target"]?.split(".").pop() ?? "";
    const asked = route.request().postDataJSON() as Asked;
    try {
      await route.fulfill({ json: await answer(action, asked) });
    } catch (error) {
      const [, code = "InternalErrorException"] = /(\w+Exception)/.exec(String(error)) ?? [];
      await route.fulfill({ status: 400, json: { __type: code } });
    }
  });
}

async function answer(action: string, asked: Asked): Promise<unknown> {
  const { Username, UserAttributes, ConfirmationCode, Session } = asked;
  if (action === "SignUp") {
    await cognito("SignUp", { Username, UserAttributes, Password: PASSWORD });
    return { Session: `sign-up ${Username}` };
  }
  if (action === "ConfirmSignUp") {
    await cognito("ConfirmSignUp", { Username, ConfirmationCode });
    return Session ? { Session: `confirmed ${Username}` } : {};
  }
  if (action === "InitiateAuth" && asked.AuthFlow === "USER_AUTH") {
    const name = asked.AuthParameters?.USERNAME ?? "";
    if (Session === `confirmed ${name}`) return tokens(name);
    await tokens(name).catch((error: unknown) => {
      if (String(error).includes("UserNotConfirmedException")) throw error;
    });
    return { ChallengeName: "EMAIL_OTP", Session: `code ${name}` };
  }
  if (action === "RespondToAuthChallenge") {
    const { USERNAME, EMAIL_OTP_CODE } = asked.ChallengeResponses ?? { USERNAME: "", EMAIL_OTP_CODE: "" };
    if (Session !== `code ${USERNAME}`) throw new Error("NotAuthorizedException");
    if (EMAIL_OTP_CODE !== CODE) throw new Error("CodeMismatchException");
    return tokens(USERNAME);
  }
  return cognito(action, asked);
}

const tokens = (USERNAME: string) =>
  cognito("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD } });
