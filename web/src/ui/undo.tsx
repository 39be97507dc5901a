/** Says what was done, with the way to take it back. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { ReactNode } from "react";
import { toast } from "./Toasts";

/** How long it can be taken back, in milliseconds. */
export const PATIENCE = 8_000;

/** It is done; taking it back does the opposite. */
export function tellUndoable(said: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const back = () => {
    notifications.hide(id);
    undo();
  };
  toast({ id, color: "gray", role: "status", autoClose: PATIENCE, message: <Undo said={said} onUndo={back} /> });
}

export function Undo({ said, onUndo }: { said: string; onUndo: () => void }): ReactNode {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" miw={0} style={{ flex: "1 1 8rem", overflowWrap: "anywhere" }}>
        {said}
      </Text>
      <Button size="compact-sm" variant="default" style={{ flexShrink: 0 }} onClick={onUndo}>
        {i18next.t("common.undo")}
      </Button>
    </Group>
  );
}
