import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  found: boolean;
  startOver: () => void;
  bringBack: (() => void) | undefined;
}

/** Says that what was typed before is here, and how to begin anew; then how to have it back. */
export function Draft({ found, startOver, bringBack }: Props) {
  const { t } = useTranslation();
  return found || bringBack ? (
    <Group gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {t(bringBack ? "common.draft_dropped" : "common.draft")}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={bringBack ?? startOver}>
        {t(bringBack ? "common.undo" : "common.start_over")}
      </Button>
    </Group>
  ) : null;
}
