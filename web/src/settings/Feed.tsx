import { ActionIcon, Button, Code, Group } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { me } from "../api/queries";
import { copy } from "../ui/copy";
import { Sure } from "../ui/Sure";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { Part } from "./Part";

/** The private calendar of all mine. */
export function FeedPart() {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const mine = useQuery(me).data;
  const [url, setUrl] = useState<string>();
  const make = useAct({
    run: () => body(api.POST("/api/v1/me/calendar")),
    done: (made) => {
      setUrl(made.url);
      setSure(false);
    },
    inPlace: true,
    freshen: [["me"]],
  });
  const again = Boolean(url ?? mine?.calendar_feed);
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
      {make.error && !sure && <Trouble error={make.error} />}
      <Group>
        <Button
          variant="default"
          disabled={!mine}
          loading={make.isPending}
          onClick={() => (again ? setSure(true) : make.mutate())}
        >
          {t(again ? "settings.feed_again" : "settings.feed_make")}
        </Button>
      </Group>
      <Sure
        opened={sure}
        danger
        title={t("settings.feed_again")}
        question={t("settings.sure_feed_again")}
        action={t("settings.feed_again")}
        loading={make.isPending}
        error={make.error}
        onClose={() => {
          setSure(false);
          make.reset();
        }}
        onYes={() => make.mutate()}
      />
    </Part>
  );
}
