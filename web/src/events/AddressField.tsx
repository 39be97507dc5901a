import { TextInput } from "@mantine/core";
import { useRef, useState, type ComponentType } from "react";
import { config } from "../session/config";
import type { AddressProps, AddressSuggestions } from "./AddressSuggestions";

type Suggesting = ComponentType<Parameters<typeof AddressSuggestions>[0]>;

/** A field for an address; where the installation has a geocoder, what it suggests is loaded when one comes here. */
export function AddressField(props: AddressProps) {
  const [Field, setField] = useState<Suggesting>();
  const field = useRef<HTMLInputElement>(null);
  const [here, setHere] = useState(false);
  const load = async () => {
    if (!(await config()).geocoder) return;
    const { AddressSuggestions } = await import("./AddressSuggestions");
    setHere(document.activeElement === field.current);
    setField(() => AddressSuggestions);
  };
  if (Field) return <Field {...props} autoFocus={here} />;
  const { onChange, onFound: _found, near: _near, ...rest } = props;
  return (
    <TextInput
      {...rest}
      ref={field}
      name="address"
      maxLength={300}
      autoComplete="street-address"
      onFocus={() => void load().catch(() => undefined)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
