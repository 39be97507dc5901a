import { ActionIcon, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, body } from "../api/client";
import { ownSearches, type Search } from "../api/queries";
import { Waiting } from "../ui/Endless";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useKeepFocus } from "../ui/useKeepFocus";
import { searchPath } from "./search";

const freshen = [["searches"]];

/** One is told of new events that a search finds: keep this one, and what was kept before. */
export default function SavedSearches({ search, name }: { search: Search; name: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ownSearches);
  const frame = useKeepFocus<HTMLDivElement>();
  const save = useAct({
    run: () => body(api.POST("/api/v1/me/searches", { body: { radius_km: 10, ...search, name } })),
    said: t("searches.saved"),
    freshen,
    inPlace: true,
  });
  const remove = useAct<string>({
    run: (id) => api.DELETE("/api/v1/me/searches/{search_id}", { params: { path: { search_id: id } } }),
    freshen,
  });
  const kept = data?.items ?? [];
  const known = kept.some((each) => each.name === name);
  return (
    <Stack {...frame}>
      <Text>{t("searches.lead")}</Text>
      {save.error && <Trouble error={save.error} />}
      {!name && (
        <Text size="sm" c="dimmed">
          {t("searches.choose_first")}
        </Text>
      )}
      {name && !known && data && (
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t("searches.save", { name })}
        </Button>
      )}
      {!data && (error ? <Trouble error={error} retry={refetch} /> : <Waiting height={44} times={2} />)}
      {kept.length > 0 && (
        <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: "none" }} aria-label={t("searches.kept")}>
          {kept.map((each) => (
            <Group key={each.id} component="li" justify="space-between" wrap="nowrap">
              <Anchor component={Link} href={searchPath(each)} miw={0}>
                {each.name ?? t("searches.unnamed")}
              </Anchor>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t("searches.remove", { name: each.name ?? t("searches.unnamed") })}
                onClick={() => remove.mutate(each.id)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
