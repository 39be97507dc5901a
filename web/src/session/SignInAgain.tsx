import { Button, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { keep } from "./store";
import { SignInCard } from "./SignInCard";

/** The session has ended: signing in over what one was doing, which goes on afterwards. */
export default function SignInAgain() {
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
        <SignInCard to={`${location.pathname}${location.search}`} />
        <Button variant="subtle" onClick={() => keep(null)}>
          {t("sign_in.without")}
        </Button>
      </Stack>
    </Modal>
  );
}
