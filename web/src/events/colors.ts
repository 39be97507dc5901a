import type { CSSProperties } from "react";
import type { Film } from "../api/types";
import { colorsOf } from "../ui/poster";

/** A film's colours, for what stands in them. */
export function colored(film: Film): CSSProperties {
  const [ground, accent, , , ink] = colorsOf(film);
  return { "--ground": ground, "--accent": accent, "--ink": ink } as CSSProperties;
}
