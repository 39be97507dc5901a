import { ActionIcon, Button } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { moreWords } from "../i18n";
import type { Target } from "./ReportDialog";

const ReportDialog = lazy(async () => {
  const [dialog] = await Promise.all([import("./ReportDialog"), moreWords()]);
  return dialog;
});

/** The quiet way to say that something is wrong; beside one thing of many only a flag, which says `of` whom it is. */
export function Report({ of, ...target }: Target & { of?: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  return (
    <>
      {of === undefined ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconFlag size={14} aria-hidden />}
          onClick={open}
        >
          {t("report.open")}
        </Button>
      ) : (
        <ActionIcon variant="subtle" color="gray" aria-label={`${t("report.open")}: ${of}`} onClick={open}>
          <IconFlag size={16} aria-hidden />
        </ActionIcon>
      )}
      {opened && (
        <Suspense>
          <ReportDialog {...target} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
