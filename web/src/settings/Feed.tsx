import { ActionIcon, Button, Code, Group } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { copy } from "../ui/copy";
import { Sure } from "../ui/Sure";
import { useAct } from "../ui/useAct";
import { Part } from "./Part";

/** The private calendar of all mine. */
export function FeedPart() {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const make = useAct({ run: () => body(api.POST("/api/v1/me/calendar")), done: () => setSure(false) });
  const url = make.data?.url;
  return (
    <Part title={t("settings.feed")} hint={t("settings.feed_hint")}>
      {url && (
        <Group wrap="nowrap">
          <Code style={{ overflowWrap: "anywhere" }}>{url}</Code>
          <ActionIcon variant="default" aria-label={t("event.copy_link")} onClick={() => void copy(url)}>
            <IconCopy size={16} />
          </ActionIcon>
        </Group>
      )}
      <Group>
        <Button variant="default" loading={make.isPending} onClick={() => (url ? setSure(true) : make.mutate())}>
          {t(url ? "settings.feed_again" : "settings.feed_make")}
        </Button>
      </Group>
      <Sure
        opened={sure}
        danger
        title={t("settings.feed_again")}
        question={t("settings.sure_feed_again")}
        action={t("settings.feed_again")}
        loading={make.isPending}
        onClose={() => setSure(false)}
        onYes={() => make.mutate()}
      />
    </Part>
  );
}
