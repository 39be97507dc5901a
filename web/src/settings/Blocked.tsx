import { Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import * as read from "../api/queries";
import { Endless } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { useAct } from "../ui/useAct";
import { Part } from "./Part";

/** Whom I have blocked (R17). */
export function BlockedPart() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.blocked);
  const unblock = useAct<string>({
    run: (id) => api.DELETE("/api/v1/me/blocked/{user_id}", { params: { path: { user_id: id } } }),
    freshen: [["blocked"], ["events"]],
  });
  return (
    <Part title={t("settings.blocked")}>
      <Endless
        list={list}
        height={44}
        draw={(people) =>
          people.map((each) => (
            <Group key={each.id} justify="space-between">
              <PersonLine person={each} />
              <Button size="xs" variant="default" onClick={() => unblock.mutate(each.id)}>
                {t("person.unblock")}
              </Button>
            </Group>
          ))
        }
        empty={<Text c="dimmed">{t("settings.none_blocked")}</Text>}
      />
    </Part>
  );
}
