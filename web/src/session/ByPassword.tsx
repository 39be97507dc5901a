import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "../ui/Trouble";
import { useDraft } from "../ui/useDraft";
import { codeOf, wordsOf } from "./refusals";

/** Signing in, signing up and its code, a forgotten password and its code. */
type Step = "in" | "up" | "code" | "forgot" | "reset";
interface Account {
  step: Step;
  name: string;
  email: string;
}

const SENDS = {
  in: "sign_in.by_password",
  up: "sign_in.sign_up",
  code: "sign_in.confirm",
  forgot: "sign_in.send_code",
  reset: "sign_in.set_password",
} as const;

export function ByPassword({ tabOnly, onDone }: { tabOnly: boolean; onDone: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { fields, change, startOver } = useDraft<Account>("sign-in", { step: "in", name: "", email: "" });
  const [secrets, setSecrets] = useState({ password: "", code: "" });
  const form = { ...fields, ...secrets };
  const { step } = fields;
  const email = form.email.trim();
  const byCode = step === "code" || step === "reset";
  const setStep = (step: Step) => change({ step });
  const field = (name: "name" | "email" | "password" | "code") => ({
    value: form[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      name === "password" || name === "code" ? setSecrets({ ...secrets, [name]: value }) : change({ [name]: value }),
  });
  const send = useMutation({
    mutationFn: async () => {
      const way = await import("./cognito");
      if (step === "up") {
        await way.signUp(form.name.trim(), email, form.password);
        return setStep("code");
      }
      if (step === "forgot") {
        await way.forgot(email);
        return setStep("reset");
      }
      if (step === "code") await way.confirm(email, form.code.trim());
      if (step === "reset") await way.reset(email, form.code.trim(), form.password);
      // The code is used up, whatever comes of signing in.
      setStep("in");
      setSecrets({ ...secrets, code: "" });
      // After a reload only the address is known.
      if (!form.password) return;
      try {
        await way.signIn(email, form.password, tabOnly);
      } catch (error) {
        if (codeOf(error) !== "UserNotConfirmedException") throw error;
        return setStep("code");
      }
      startOver();
      onDone?.();
    },
  });
  const again = useMutation({
    mutationFn: async () => {
      const way = await import("./cognito");
      await (step === "reset" ? way.forgot(email) : way.sendCodeAgain(email));
    },
    onSuccess: () => tell(t("sign_in.resent")),
  });
  const failure = send.error ?? again.error;
  const turn = (to: Step) => {
    send.reset();
    again.reset();
    setStep(to);
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        again.reset();
        send.mutate();
      }}
    >
      <Stack gap="sm">
        {failure && (
          <Alert color="red" role="alert">
            {t(wordsOf(failure))}
          </Alert>
        )}
        {step === "up" && (
          <TextInput required label={t("sign_in.name")} autoComplete="name" maxLength={80} {...field("name")} />
        )}
        {byCode ? (
          <>
            <Text size="sm">{t(step === "reset" ? "sign_in.reset_sent" : "sign_in.code_sent", { email })}</Text>
            <TextInput
              required
              autoFocus
              label={t("sign_in.code")}
              autoComplete="one-time-code"
              inputMode="numeric"
              {...field("code")}
            />
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                send.reset();
                again.mutate();
              }}
            >
              {t("sign_in.resend")}
            </Anchor>
          </>
        ) : (
          <TextInput required type="email" label={t("sign_in.email")} autoComplete="username" {...field("email")} />
        )}
        {(step === "in" || step === "up" || step === "reset") && (
          <PasswordInput
            required
            label={t(step === "reset" ? "sign_in.new_password" : "sign_in.password")}
            description={step === "in" ? undefined : t("sign_in.password_rule")}
            autoComplete={step === "in" ? "current-password" : "new-password"}
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.password") }}
            {...field("password")}
          />
        )}
        <Button type="submit" loading={send.isPending}>
          {t(SENDS[step])}
        </Button>
        {step === "in" && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              setSecrets({ password: "", code: "" });
              turn("forgot");
            }}
          >
            {t("sign_in.forgot")}
          </Anchor>
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => turn(step === "in" ? "up" : "in")}>
          {t(step === "in" ? "sign_in.no_account" : "sign_in.have_account")}
        </Anchor>
      </Stack>
    </form>
  );
}
