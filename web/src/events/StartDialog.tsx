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

export interface StartProps {
  /** In the event's zone, "YYYY-MM-DD HH:mm:ss", or empty. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  /** Where there are two in a form. */
  id?: string;
  label?: string;
}

/** Any day and time, chosen in a dialog, which is open when this comes. */
export default function StartDialog({ value, error, onChange, id = "starts", label }: StartProps) {
  const { t, i18n } = useTranslation();
  const [opened, setOpened] = useState(true);
  const close = () => {
    setOpened(false);
    // What was pressed is no longer there: this took its place.
    setTimeout(() => document.getElementById(id)?.focus(), 0);
  };
  useStep(opened, close);
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: firstDayOfWeek() }}>
      <DateTimePicker
        required
        id={id}
        label={label}
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
        modalProps={{ title: label, centered: true, opened, onClose: close }}
        onClick={() => setOpened(true)}
        onDropdownClose={close}
      />
    </DatesProvider>
  );
}
