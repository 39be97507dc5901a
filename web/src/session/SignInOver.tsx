import { Button, Modal, Stack } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Dialog } from "../ui/Dialog";
import { SignInCard } from "./SignInCard";
import { keep, useInterrupted, useSignedIn } from "./store";
import { stopAsking, useAsking } from "./wanted";

/** Signing in over the page, which goes on afterwards: for who pressed what needs it, and where a session has ended. */
export default function SignInOver() {
  return useInterrupted() ? <Again /> : <ForStranger />;
}

function ForStranger() {
  const { t } = useTranslation();
  const to = useAsking();
  const signedIn = useSignedIn();
  const [, go] = useLocation();
  useEffect(() => {
    if (!to || !signedIn) return; // also by another tab
    stopAsking(true);
    if (to !== `${location.pathname}${location.search}`) go(to);
  }, [to, signedIn, go]);
  return (
    <Dialog opened={to !== null && !signedIn} onClose={() => stopAsking(false)} title={t("sign_in.again_title")}>
      <SignInCard bare to={to ?? "/"} />
    </Dialog>
  );
}

function Again() {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={() => undefined}
      title={t("sign_in.again_title")}
      centered
      zIndex={300}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <SignInCard bare to={`${location.pathname}${location.search}`} />
        <Button variant="subtle" onClick={() => keep(null)}>
          {t("sign_in.without")}
        </Button>
      </Stack>
    </Modal>
  );
}
