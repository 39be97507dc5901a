import { Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import * as read from "../api/queries";
import type { Person } from "../api/types";
import { Endless } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { tellUndoable } from "../ui/undo";
import { useAct } from "../ui/useAct";
import { Part } from "./Part";

/** Whom I have blocked (R17). */
export function BlockedPart() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(read.blocked);
  const freshen = [["blocked"], ["events"]];
  const path = ({ id }: Person) => ({ params: { path: { user_id: id } } });
  const again = useAct<Person>({ run: (who) => api.PUT("/api/v1/me/blocked/{user_id}", path(who)), freshen });
  const unblock = useAct<Person>({
    run: (who) => api.DELETE("/api/v1/me/blocked/{user_id}", path(who)),
    done: (_done, who) => tellUndoable(t("person.unblocked", { name: who.name }), () => again.mutate(who)),
    freshen,
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
              <Button size="xs" variant="default" onClick={() => unblock.mutate(each)}>
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
