import { Autocomplete } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cities } from "../api/queries";
import { cityName } from "../format";
import type { CityProps } from "./CityField";

/** Cities by the begin of any of their names. */
export function CitySuggestions({
  value,
  onChange,
  onChoose,
  any,
  autoFocus,
  ...rest
}: CityProps & { autoFocus: boolean }) {
  const [near, setNear] = useState(autoFocus);
  const { data } = useQuery({ ...cities(value.trim()), enabled: near, placeholderData: keepPreviousData });
  const names = (data?.items ?? []).filter((each) => any || each.has_events).map(cityName);
  return (
    <Autocomplete
      {...rest}
      maxLength={120}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      value={value}
      onChange={onChange}
      onFocus={() => setNear(true)}
      {...(onChoose && { onOptionSubmit: onChoose })}
      data={names}
      filter={({ options }) => options} // the API knows the other names
    />
  );
}
