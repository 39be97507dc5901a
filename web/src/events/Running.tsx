import { Stack, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Event } from "../api/types";
import { useMinute } from "../ui/Ago";
import { running } from "./standing";

/** A list with what is under way on top, under a heading of its own. */
export function RunningFirst<Item>({
  items,
  event,
  draw,
}: {
  items: Item[];
  event: (item: Item) => Pick<Event, "starts_at" | "ends_at" | "status">;
  draw: (items: Item[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  useMinute();
  const [now, rest] = running(items, event);
  return (
    <Stack>
      {now.length > 0 && (
        <section aria-labelledby={id}>
          <Title order={2} size="h4" mb="xs" id={id}>
            {t("event.running")}
          </Title>
          {draw(now)}
        </section>
      )}
      {rest.length > 0 && draw(rest)}
    </Stack>
  );
}
