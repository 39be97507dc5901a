import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { me } from "../api/queries";
import { useLeave } from "../ui/useLeave";
import { Part } from "./Part";

/** As whom one is signed in in this browser, and the way out of it. */
export function HerePart() {
  const { t } = useTranslation();
  const mine = useQuery(me).data;
  const leave = useLeave();
  return (
    <Part title={t("settings_pages.here")} hint={t("settings_pages.here_hint")}>
      <Text>{mine?.email ?? mine?.name ?? "…"}</Text>
      <Group>
        <Button variant="default" onClick={() => void leave()}>
          {t("nav.sign_out")}
        </Button>
      </Group>
    </Part>
  );
}
