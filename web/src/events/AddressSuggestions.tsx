import { Autocomplete } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { addresses, type Found } from "./geocoder";

/** Letters that are worth a question. */
const ENOUGH = 3;

export interface AddressProps {
  label: string;
  value: string;
  error: string | undefined;
  /** The city, so that its streets come before others' of that name. */
  near: string;
  onChange: (value: string) => void;
  onFound: (found: Found) => void;
}

/** Addresses that begin as what is typed. */
export function AddressSuggestions({
  value,
  near,
  onChange,
  onFound,
  autoFocus,
  ...rest
}: AddressProps & { autoFocus: boolean }) {
  const [typed] = useDebouncedValue(value.trim(), 300);
  const query = [typed, near.trim()].filter(Boolean).join(", ");
  const { data = [] } = useQuery({
    queryKey: ["addresses", query],
    queryFn: () => addresses(query),
    enabled: typed.length >= ENOUGH,
    placeholderData: keepPreviousData,
    retry: false, // one can type it whole
  });
  return (
    <Autocomplete
      {...rest}
      name="address"
      maxLength={300}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      autoComplete="off"
      description="© OpenStreetMap"
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value}
      onChange={(text) => {
        const found = data.find((each) => each.label === text);
        if (found) onFound(found);
        else onChange(text);
      }}
      data={[...new Set(typed.length >= ENOUGH ? data.map((each) => each.label) : [])]}
      filter={({ options }) => options}
    />
  );
}
