import i18next from "i18next";
import type { Place } from "../api/types";

/** A place in a line: as exactly as the reader may know it. */
export function where(place: Place): string {
  const kind = i18next.t(`kind.${place.kind}`);
  return [place.name || kind, place.area, place.city].filter(Boolean).join(", ");
}

export function isExact(place: Place): boolean {
  return Boolean(place.address || place.name || place.url);
}
