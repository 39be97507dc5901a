import { Autocomplete } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cities } from "../api/queries";
import type { components } from "../api/schema";
import { cityName } from "../format";

export interface CityProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Chosen from what was suggested, so it is whole. */
  onChoose?: (value: string) => void;
  /** The same as a city, with its zone. */
  onCity?: (city: components["schemas"]["CityOut"]) => void;
  /** Any city, or only those where public events are ahead. */
  any?: boolean;
  flex?: string;
  variant?: string;
  placeholder?: string;
  name?: string;
  required?: boolean;
  error?: string | undefined;
}

/** Cities by the begin of any of their names. */
export function CitySuggestions({
  value,
  onChange,
  onChoose,
  onCity,
  any,
  autoFocus,
  ...rest
}: CityProps & { autoFocus: boolean }) {
  const [near, setNear] = useState(autoFocus);
  const { data } = useQuery({ ...cities(value.trim()), enabled: near, placeholderData: keepPreviousData });
  const found = (data?.items ?? []).filter((each) => any || each.has_events);
  const names = [...new Set(found.map(cityName))]; // cities of one name are one choice
  return (
    <Autocomplete
      {...rest}
      maxLength={120}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      value={value}
      onChange={onChange}
      onFocus={() => setNear(true)}
      onOptionSubmit={(name) => {
        onChoose?.(name);
        const city = found.find((each) => cityName(each) === name);
        if (city) onCity?.(city);
      }}
      data={names}
      filter={({ options }) => options} // the API knows the other names
    />
  );
}
