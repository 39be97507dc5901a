import { TextInput } from "@mantine/core";
import { useRef, useState, type ComponentType } from "react";
import type { CityProps, CitySuggestions } from "./CitySuggestions";

type Suggesting = ComponentType<Parameters<typeof CitySuggestions>[0]>;

/** A field for a city. What suggests is loaded when one comes here; until then one types all the same. */
export function CityField(props: CityProps) {
  const [Field, setField] = useState<Suggesting>();
  const field = useRef<HTMLInputElement>(null);
  const [here, setHere] = useState(false);
  const load = async () => {
    const { CitySuggestions } = await import("./CitySuggestions");
    setHere(document.activeElement === field.current);
    setField(() => CitySuggestions);
  };
  if (Field) return <Field {...props} autoFocus={here} />;
  const { onChange, onChoose: _, onCity: _city, any: _any, ...rest } = props;
  return (
    <TextInput
      {...rest}
      ref={field}
      maxLength={120}
      onFocus={() => void load().catch(() => undefined)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
