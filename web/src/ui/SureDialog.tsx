import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface SureProps {
  title: string;
  question?: string | undefined;
  opened: boolean;
  danger?: boolean | undefined;
  /** A label, where words go along with it. */
  words?: string | undefined;
  hint?: string | undefined;
  action: string;
  loading?: boolean | undefined;
  onClose: () => void;
  onYes: (words: string) => void;
}

/** Asks before something that cannot be taken back, or for a few words to go along with it. */
export default function SureDialog({
  title,
  question,
  opened,
  danger,
  words,
  hint,
  action,
  loading,
  onClose,
  onYes,
}: SureProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          onYes(text.trim());
        }}
      >
        <Stack>
          {question && <Text>{question}</Text>}
          {words && (
            <Textarea
              label={words}
              description={hint}
              autosize
              minRows={3}
              maxLength={2000}
              data-autofocus
              value={text}
              onChange={(typed) => setText(typed.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color={danger ? "red.8" : undefined} loading={loading}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
