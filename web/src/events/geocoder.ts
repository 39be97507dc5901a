/**
 * Addresses as one types, where the installation names a geocoder: Photon's API over OpenStreetMap
 * (https://github.com/komoot/photon, docs/api-v1.md), which answers GeoJSON.
 */
import i18next from "i18next";
import { config } from "../session/config";

export interface Found {
  /** A whole line, by which it is told from others. */
  label: string;
  address: string;
  area: string;
  city: string;
  latitude: number;
  longitude: number;
}

interface Feature {
  geometry: { coordinates: [number, number] };
  properties: Partial<Record<"name" | "street" | "housenumber" | "district" | "city" | "state" | "country", string>>;
}

/** At most five, the best first; without a geocoder none. Rejects where it can't be reached. */
export async function addresses(query: string): Promise<Found[]> {
  const { geocoder } = await config();
  if (!geocoder) return [];
  const asked = new URLSearchParams({ q: query, limit: "5" });
  // Without a language it names things as people there do; not every installation has Russian.
  if (i18next.language === "en") asked.set("lang", "en");
  const answer = await fetch(`${geocoder}?${asked}`);
  if (!answer.ok) throw new Error(`The geocoder answered ${answer.status}.`);
  const { features } = (await answer.json()) as { features: Feature[] };
  return features.map(({ geometry, properties }) => {
    const { name, street, housenumber, district, city, state, country } = properties;
    const address = [street ?? name, housenumber].filter(Boolean).join(", ");
    const [longitude, latitude] = geometry.coordinates;
    return {
      label: [...new Set([address, district, city, state, country])].filter(Boolean).join(", "),
      address,
      area: district ?? "",
      city: city ?? "",
      latitude: round(latitude),
      longitude: round(longitude),
    };
  });
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
