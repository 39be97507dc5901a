import { Button, Group, List, Text, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { api, body } from "../api/client";
import { forget } from "../session/signOut";
import { save as saveFile } from "../ui/save";
import { useAct } from "../ui/useAct";
import { dropDrafts } from "../ui/useDraft";
import { Part } from "./Part";

const CONSEQUENCES = ["delete_seats", "delete_events", "delete_words", "delete_final"] as const;

/** Everything of mine to take along, and the way out (M15). */
export function AccountPart() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [, go] = useLocation();
  const [typed, setTyped] = useState("");
  const word = t("settings.delete_word");
  const download = useAct({
    run: async () =>
      saveFile(
        new Blob([JSON.stringify(await body(api.GET("/api/v1/me/export")), null, 2)], { type: "application/json" }),
        "seance.json",
      ),
  });
  const leave = useAct({
    run: () => api.DELETE("/api/v1/me"),
    said: t("settings.deleted"),
    done: () => {
      dropDrafts();
      forget();
      cache.clear();
      go("/");
    },
  });
  return (
    <Part title={t("settings.account")}>
      <Text size="sm">{t("settings.export_hint")}</Text>
      <Group>
        <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {t("settings.export")}
        </Button>
      </Group>
      <Title order={3} size="h5" mt="sm">
        {t("settings.delete")}
      </Title>
      <List size="sm">
        {CONSEQUENCES.map((each) => (
          <List.Item key={each}>{t(`settings.${each}`)}</List.Item>
        ))}
      </List>
      <Group align="flex-end">
        <TextInput
          label={t("settings.delete_type", { word })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button color="red.8" disabled={typed.trim() !== word} loading={leave.isPending} onClick={() => leave.mutate()}>
          {t("settings.delete")}
        </Button>
      </Group>
    </Part>
  );
}
