import { NativeSelect, Paper, TextInput } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CityField } from "./CityField";
import { WHENS } from "./search";

interface Props {
  asked: URLSearchParams;
  set: (changes: Record<string, string>) => void;
  /** Days that no word means are chosen elsewhere. */
  onDates: () => void;
}

/** What, where, when: in one row, on a phone in two. */
export function SearchPill({ asked, set, onDates }: Props) {
  const { t } = useTranslation();
  const of = (name: string) => asked.get(name) ?? "";
  const dates = asked.has("from") || asked.has("to");
  return (
    <Paper component="form" role="search" withBorder className="pill" onSubmit={(sent) => sent.preventDefault()}>
      <Settling value={of("query")} onSettle={(query) => set({ query })}>
        {(text, setText) => (
          <TextInput
            variant="unstyled"
            label={t("find.what")}
            placeholder={t("find.what_hint")}
            maxLength={120}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Settling>
      <Settling value={of("city")} onSettle={(city) => set({ city })}>
        {(text, setText) => (
          <CityField
            variant="unstyled"
            label={t("find.where")}
            placeholder={t("find.where_hint")}
            value={text}
            onChange={setText}
            onChoose={(city) => set({ city })}
          />
        )}
      </Settling>
      <NativeSelect
        variant="unstyled"
        label={t("find.when")}
        value={dates ? "dates" : of("when")}
        onChange={({ currentTarget: { value } }) =>
          value === "dates" ? onDates() : set({ when: value, from: "", to: "" })
        }
        data={[
          { value: "", label: t("find.any_day") },
          ...WHENS.map((value) => ({ value, label: t(`find.when_${value}`) })),
          { value: "dates", label: t("find.dates") },
        ]}
      />
    </Paper>
  );
}

/** Around a text field: tells its words when typing rests. */
function Settling({
  value,
  onSettle,
  children,
}: {
  value: string;
  onSettle: (value: string) => void;
  children: (text: string, setText: (text: string) => void) => ReactNode;
}) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSettle(text.trim()), 350);
    return () => clearTimeout(timer);
  });
  return children(text, setText);
}
