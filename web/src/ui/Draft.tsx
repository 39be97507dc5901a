import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Says that what was typed before is here, and how to begin anew. */
export function Draft({ found, startOver }: { found: boolean; startOver: () => void }) {
  const { t } = useTranslation();
  return found ? (
    <Group gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {t("common.draft")}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={startOver}>
        {t("common.start_over")}
      </Button>
    </Group>
  ) : null;
}
