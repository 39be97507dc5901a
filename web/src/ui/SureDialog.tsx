import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "./Dialog";
import { Draft } from "./Draft";
import { Trouble } from "./Trouble";
import { useDraft } from "./useDraft";

export interface SureProps {
  title: string;
  question?: string | undefined;
  opened: boolean;
  danger?: boolean | undefined;
  /** A label, where words go along with it. */
  words?: string | undefined;
  hint?: string | undefined;
  /** What a draft of the words is kept by; who sends them drops it. */
  about?: string | undefined;
  action: string;
  loading?: boolean | undefined;
  /** Why it did not work; the dialog stays open and says so. */
  error?: unknown;
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
  about = "",
  action,
  loading,
  error,
  onClose,
  onYes,
}: SureProps) {
  const { t } = useTranslation();
  const { fields, change, ...draft } = useDraft(about, { text: "" });
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          onYes(fields.text.trim());
        }}
      >
        <Stack>
          {question && <Text>{question}</Text>}
          <Draft {...draft} />
          {words && (
            <Textarea
              label={words}
              description={hint}
              autosize
              minRows={3}
              maxLength={2000}
              data-autofocus
              value={fields.text}
              onChange={(typed) => change({ text: typed.currentTarget.value })}
            />
          )}
          {Boolean(error) && <Trouble error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.back")}
            </Button>
            <Button type="submit" color={danger ? "red.8" : undefined} loading={loading}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
