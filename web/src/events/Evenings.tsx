import { ActionIcon, Autocomplete, Button, Fieldset, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dateAndTime, instantOf, isZone, weekdayAndTime } from "../format";
import { Clashes } from "./Clashes";
import { useFilmChoices } from "./filmChoices";
import type { Plan } from "./plan";
import { MOST, weekly, weeksAfter, type Evening, type Programme } from "./programme";
import { refusals } from "./refusals";
import { StartPicker } from "./StartPicker";

interface Props {
  value: Programme;
  plan: Plan;
  /** Whether it was sent already, so that what is missing is said. */
  sent: boolean;
  error: unknown;
  onChange: (typed: Partial<Programme>) => void;
}

/** What follows the first evening: every week, or whenever. */
export function Evenings({ value, plan, sent, error, onChange }: Props) {
  const { t } = useTranslation();
  const { title, evenings } = value;
  const [count, setCount] = useState<number | string>(Math.max(4, evenings.length + 1));
  const zone = isZone(plan.time_zone) ? plan.time_zone : "UTC";
  const refused = refusals(error, zone);
  const first = plan.starts && instantOf(plan.starts, zone);
  const put = (at: number, typed: Partial<Evening>) =>
    onChange({ evenings: evenings.map((each, place) => (place === at ? { ...each, ...typed } : each)) });
  return (
    <Fieldset legend={t("series.evenings")}>
      <Stack>
        <TextInput
          name="programme"
          required
          label={t("series.title")}
          placeholder={t("series.title_example")}
          maxLength={120}
          value={title}
          error={sent && !title.trim() && t("plan.required")}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Group align="flex-end" gap="xs">
          <NumberInput
            label={t("series.count")}
            w={150}
            min={2}
            max={MOST}
            allowDecimal={false}
            value={count}
            onChange={setCount}
          />
          <Button
            variant="light"
            disabled={!plan.starts}
            onClick={() =>
              onChange({ evenings: weekly(value, plan.starts, Math.min(MOST, Math.max(2, Number(count)))) })
            }
          >
            {first ? t("series.weekly", { when: weekdayAndTime(first, zone) }) : t("series.weekly_unsaid")}
          </Button>
        </Group>
        {first && (
          <Row name={t("series.evening", { number: 1, time: dateAndTime(first, zone) })} error={refused.get(0)} />
        )}
        {evenings.map((each, at) => (
          <EveningFields
            key={at}
            number={at + 2}
            evening={each}
            plan={plan}
            zone={zone}
            sent={sent}
            error={refused.get(at + 1)}
            onChange={(typed) => put(at, typed)}
            onDrop={() => onChange({ evenings: evenings.filter((_, place) => place !== at) })}
          />
        ))}
        {sent && !evenings.length && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t("series.two_at_least")}
          </Text>
        )}
        {evenings.length < MOST - 1 && (
          <Button
            variant="default"
            disabled={!plan.starts}
            style={{ alignSelf: "flex-start" }}
            onClick={() =>
              onChange({
                evenings: [...evenings, { film: null, starts: weeksAfter(evenings.at(-1)?.starts || plan.starts, 1) }],
              })
            }
          >
            {t("series.add")}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}

function Row({ name, error, children }: { name: string; error: string | undefined; children?: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={name}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      {children}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t("series.refused", { why: error })}
        </Text>
      )}
    </div>
  );
}

interface EveningProps {
  number: number;
  evening: Evening;
  plan: Plan;
  zone: string;
  sent: boolean;
  error: string | undefined;
  onChange: (typed: Partial<Evening>) => void;
  onDrop: () => void;
}

function EveningFields({ number, evening, plan, zone, sent, error, onChange, onDrop }: EveningProps) {
  const { t } = useTranslation();
  const { film, starts } = evening;
  const [typed, setTyped] = useState(film?.name ?? "");
  const choices = useFilmChoices(film ? "" : typed);
  const name = t("series.evening", { number, time: dateAndTime(instantOf(starts, zone), zone) });
  const missing = sent && !film && t("plan.required");
  return (
    <Row name={name} error={error}>
      <Group align="flex-start" gap="xs">
        <Autocomplete
          flex="1 1 14rem"
          required
          label={t("series.film")}
          value={typed}
          error={missing}
          data={[...new Set(choices.map((each) => each.name))]}
          filter={({ options }) => options}
          onChange={(text) => {
            setTyped(text);
            const found = choices.find((each) => each.name === text) ?? null;
            if (found?.id !== film?.id) onChange({ film: found });
          }}
        />
        <div style={{ flex: "1 1 12rem" }}>
          <StartPicker
            short
            id={`evening-${number}`}
            value={starts}
            zone={zone}
            error={undefined}
            onChange={(value) => onChange({ starts: value })}
          />
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          mt={24}
          aria-label={t("proposals.drop", { name })}
          onClick={onDrop}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Clashes plan={{ ...plan, starts, time_zone: zone }} but={undefined} />
    </Row>
  );
}
