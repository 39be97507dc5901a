import "@mantine/dates/styles.css";
import { DatesProvider, DateTimePicker } from "@mantine/dates";
import dayjs from "dayjs";
import "dayjs/locale/ru";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { firstDayOfWeek } from "../format";
import { useStep } from "../ui/steps";

/** Hours at which films are shown, before all others. */
const EVENINGS = ["18:00", "19:00", "20:00", "21:00"];

interface Props {
  /** In the event's zone, "YYYY-MM-DD HH:mm:ss", or empty. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** When an event starts, chosen in a dialog. */
export function StartPicker({ value, error, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  useStep(opened, close);
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: firstDayOfWeek() }}>
      <DateTimePicker
        required
        id="starts"
        label={t("plan.starts")}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? "")}
        minDate={dayjs().format("YYYY-MM-DD")}
        valueFormat={i18n.language === "ru" ? "D MMMM YYYY, HH:mm" : "D MMM YYYY, HH:mm"}
        error={error}
        previousLabel="←"
        nextLabel="→"
        defaultTimeValue="19:00"
        timePickerProps={{ minutesStep: 5, withDropdown: true, format: "24h", presets: EVENINGS }}
        submitButtonProps={{ "aria-label": t("common.done") }}
        dropdownType="modal"
        modalProps={{ title: t("plan.starts"), centered: true, opened, onClose: close }}
        onClick={() => setOpened(true)}
        onDropdownClose={close}
      />
    </DatesProvider>
  );
}
