import i18next from "i18next";
import type { Place } from "../api/types";

/**
 * A place in a line, the city first, for the end may be cut: as exactly as the reader may know it. Where a guest is
 * `told` of it, home is the host's.
 */
export function where(place: Place, told = false): string {
  const kind = i18next.t(told && place.kind === "home" ? "moment.at_hosts" : `kind.${place.kind}`);
  return [place.city, place.area, place.name || kind].filter(Boolean).join(", ");
}

/** A place in a line for who goes there: the address before all else. */
export function exactly(place: Place): string {
  return [place.address, place.name, place.city].filter(Boolean).join(", ") || where(place);
}

export function isExact(place: Place): boolean {
  return Boolean(place.address || place.name || place.url);
}

/** The way there, where the point is exact. */
export function routeTo({ latitude, longitude }: Pick<Place, "latitude" | "longitude">): string | null {
  if (latitude === null || longitude === null) return null;
  return `https://www.openstreetmap.org/directions?to=${latitude}%2C${longitude}`;
}
