import { Alert, Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "../ui/Trouble";
import { useDraft } from "../ui/useDraft";
import { codeOf, wordsOf } from "./refusals";

/** What is kept while one looks for the code, for phones drop the page meanwhile; without the code it opens nothing. */
interface Account {
  step: "in" | "up" | "code";
  name: string;
  email: string;
  session: string;
  /** The code also proves the address. */
  first: boolean;
}
const START: Account = { step: "in", name: "", email: "", session: "", first: false };

/** By an address and the code that is mailed there; who is new says a name before. No password. */
export function ByCode({ tabOnly, onDone }: { tabOnly: boolean; onDone: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { fields, change, startOver } = useDraft<Account>("sign-in-by-code", START);
  const [code, setCode] = useState("");
  const { step, session, first } = fields;
  const [name, email] = [fields.name.trim(), fields.email.trim()];

  const mail = useMutation({
    mutationFn: async () => {
      const way = await import("./cognito");
      const again = step === "code";
      try {
        if (again && first) await way.sendCodeAgain(email);
        else if (step === "up") change({ step: "code", first: true, session: await way.join(name, email) });
        else change({ step: "code", first: false, session: await way.sendCode(email) });
      } catch (error) {
        const has = codeOf(error) === "UsernameExistsException";
        // Who has an account is let in, and who never came back with the first code gets another.
        if (has) change({ step: "code", first: false, session: await way.sendCode(email) });
        else if (codeOf(error) !== "UserNotConfirmedException") throw error;
        else {
          await way.sendCodeAgain(email);
          change({ step: "code", first: true, session: "" });
        }
      }
      if (again) tell(t("sign_in.resent"));
    },
  });
  const enter = useMutation({
    mutationFn: async () => {
      const way = await import("./cognito");
      const next = await way[first ? "enterFirst" : "enter"](email, code.trim(), session, tabOnly);
      setCode("");
      if (next) return change({ first: false, session: next });
      startOver();
      onDone?.();
    },
  });
  const failure = enter.error ?? mail.error;
  const forget = () => {
    mail.reset();
    enter.reset();
  };
  const turn = (to: Account["step"]) => {
    forget();
    setCode("");
    change({ step: to });
  };

  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        forget();
        if (step === "code") enter.mutate();
        else mail.mutate();
      }}
    >
      <Stack gap="sm">
        {failure && (
          <Alert color="red" role="alert">
            {/* Cognito says so of a code that was tried too late or too often. */}
            {t(codeOf(failure) === "NotAuthorizedException" ? "sign_in.bad_code" : wordsOf(failure))}
          </Alert>
        )}
        {step === "code" ? (
          <>
            <Text size="sm" role="status">
              {t(first ? "sign_in.code_sent" : "sign_in.reset_sent", { email })}
            </Text>
            <TextInput
              required
              autoFocus
              label={t("sign_in.code")}
              autoComplete="one-time-code"
              inputMode="numeric"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        ) : (
          <>
            {step === "up" && (
              <TextInput
                required
                label={t("sign_in.name")}
                autoComplete="name"
                maxLength={80}
                value={fields.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
            )}
            <TextInput
              required
              type="email"
              label={t("sign_in.email")}
              autoComplete="username"
              value={fields.email}
              onChange={(event) => change({ email: event.currentTarget.value })}
            />
          </>
        )}
        <Button type="submit" loading={mail.isPending || enter.isPending}>
          {t(step === "code" ? "sign_in.by_password" : "sign_in.send_code")}
        </Button>
        {step === "code" && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              forget();
              mail.mutate();
            }}
          >
            {t("sign_in.resend")}
          </Anchor>
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => turn(step === "in" ? "up" : "in")}>
          {t(step === "in" ? "sign_in.no_account" : step === "up" ? "sign_in.have_account" : "sign_in.other_email")}
        </Anchor>
      </Stack>
    </form>
  );
}
