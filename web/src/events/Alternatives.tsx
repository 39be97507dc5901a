import { ActionIcon, Autocomplete, Button, Fieldset, Group, List, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dateAndTime, instantOf } from "../format";
import { useFilmChoices, type FilmChoice } from "./filmChoices";
import { StartPicker } from "./StartPicker";

/** As many films, and times, as a proposal takes; one of each is the plan's own. */
const MOST = 6;

export interface Choices {
  films: FilmChoice[];
  /** Instants. */
  times: string[];
}

interface Props {
  value: Choices;
  zone: string;
  onChange: (typed: Partial<Choices>) => void;
}

/** What else is put to the vote. */
export function Alternatives({ value: { films, times }, zone, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [start, setStart] = useState("");
  const named = useFilmChoices(typed);
  const choose = (name: string) => {
    const film = named.find((each) => each.name === name);
    if (film && films.every((each) => each.id !== film.id)) onChange({ films: [...films, film] });
    setTyped("");
  };
  const drop = (name: string, onClick: () => void) => (
    <ActionIcon variant="subtle" color="gray" aria-label={t("proposals.drop", { name })} onClick={onClick}>
      <IconX size={16} />
    </ActionIcon>
  );
  return (
    <Fieldset legend={t("proposals.also")}>
      <Stack>
        {films.length < MOST - 1 && (
          <Autocomplete
            label={t("proposals.add_film")}
            value={typed}
            onChange={setTyped}
            onOptionSubmit={choose}
            data={[...new Set(named.map((each) => each.name))]}
            filter={({ options }) => options}
          />
        )}
        <List listStyleType="none">
          {films.map(({ id, name }) => (
            <List.Item key={id}>
              <Group gap="xs" wrap="nowrap">
                <Text>{name}</Text>
                {drop(name, () => onChange({ films: films.filter((each) => each.id !== id) }))}
              </Group>
            </List.Item>
          ))}
        </List>
        {times.length < MOST - 1 && (
          <>
            <StartPicker
              id="other-start"
              label={t("proposals.add_time")}
              value={start}
              zone={zone}
              error={undefined}
              onChange={setStart}
            />
            <Button
              variant="default"
              disabled={!start}
              style={{ alignSelf: "flex-start" }}
              onClick={() => {
                onChange({ times: [...new Set([...times, instantOf(start, zone)])] });
                setStart("");
              }}
            >
              {t("proposals.add")}
            </Button>
          </>
        )}
        <List listStyleType="none">
          {times.map((each) => (
            <List.Item key={each}>
              <Group gap="xs" wrap="nowrap">
                <Text>{dateAndTime(each, zone)}</Text>
                {drop(dateAndTime(each, zone), () => onChange({ times: times.filter((time) => time !== each) }))}
              </Group>
            </List.Item>
          ))}
        </List>
      </Stack>
    </Fieldset>
  );
}
