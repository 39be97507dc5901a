import { Button } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { moreWords } from "../i18n";

const ReportDialog = lazy(async () => {
  const [dialog] = await Promise.all([import("./ReportDialog"), moreWords()]);
  return dialog;
});

/** The quiet way to say that something is wrong with an event or a person. */
export function Report({ kind, id }: { kind: "event" | "user"; id: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconFlag size={14} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t("report.open")}
      </Button>
      {opened && (
        <Suspense>
          <ReportDialog kind={kind} id={id} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
