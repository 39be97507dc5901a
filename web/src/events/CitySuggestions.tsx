import { Autocomplete } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cities } from "../api/queries";
import { cityName } from "../format";
import type { CityProps } from "./CityField";

/** Cities by the begin of any of their names, where public events are ahead. */
export function CitySuggestions({ value, onChange, onChoose, autoFocus, ...rest }: CityProps & { autoFocus: boolean }) {
  const [near, setNear] = useState(autoFocus);
  const { data } = useQuery({ ...cities(value.trim()), enabled: near, placeholderData: keepPreviousData });
  const names = (data?.items ?? []).filter((each) => each.has_events).map(cityName);
  return (
    <Autocomplete
      {...rest}
      maxLength={120}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      value={value}
      onChange={onChange}
      onFocus={() => setNear(true)}
      onOptionSubmit={onChoose}
      data={names}
      filter={({ options }) => options} // the API knows the other names
    />
  );
}
