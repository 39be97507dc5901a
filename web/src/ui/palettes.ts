/** The colours of posters: four moods in each of six eras. */

/** Ground, three colours, and an ink that can be read on the ground. */
export type Palette = readonly [ground: string, one: string, two: string, three: string, ink: string];

/** The first year of each era: silver, technicolor, Swiss posters, neon, the nineties, today. */
const ERAS = [0, 1950, 1965, 1978, 1990, 2005];
const MOODS: Record<string, number> = {
  comedy: 0, family: 0, romance: 0, musical: 0, music: 0, animation: 0,
  horror: 1, thriller: 1, crime: 1, noir: 1, mystery: 1,
  science_fiction: 2, fantasy: 2, adventure: 2, western: 2, action: 2, sport: 2,
  drama: 3, history: 3, war: 3, biography: 3, documentary: 3,
}; // prettier-ignore

export const PALETTES: readonly Palette[] = [
  ["#f0dfc0", "#c8553d", "#2f4858", "#e3a857", "#2b1a12"],
  ["#1c1a19", "#8d8478", "#d9cbb4", "#a23b2a", "#f4ead6"],
  ["#2d2a1f", "#b08d57", "#e6d3a3", "#6b7f6a", "#f7efd8"],
  ["#3b2a20", "#a9825a", "#e8d5b0", "#7b5436", "#fbf1de"],
  ["#ffe0ac", "#e4572e", "#17a398", "#33223b", "#2e1f27"],
  ["#101820", "#f2aa4c", "#5b6770", "#d9d9d6", "#fdf6e3"],
  ["#0f4c5c", "#fb8b24", "#e36414", "#9a031e", "#fff3dd"],
  ["#22333b", "#c6ac8f", "#eae0d5", "#6b5b4d", "#f7f2ea"],
  ["#f5b700", "#d6006c", "#04946a", "#1b1b3a", "#1b1b3a"],
  ["#e8452f", "#17090a", "#f2e8cf", "#8c1c13", "#17090a"],
  ["#0b3954", "#ff6663", "#e0ff4f", "#bfd7ea", "#fefffe"],
  ["#efe6d5", "#386641", "#bc4749", "#8fb36b", "#1f2a1c"],
  ["#2b0f54", "#ff4f79", "#ffb49a", "#2de2e6", "#fff0f5"],
  ["#0d0221", "#ff124f", "#7a04eb", "#3d1a78", "#ffe8f0"],
  ["#060b2e", "#00d9ee", "#f706cf", "#fd4d53", "#e8fbff"],
  ["#1f2041", "#5d4e8c", "#ffc857", "#119da4", "#fdf3dc"],
  ["#ffcf56", "#ef476f", "#118ab2", "#06977d", "#3a1440"],
  ["#0f1a14", "#3fa34d", "#14532d", "#d1f0b1", "#eafbe4"],
  ["#10243e", "#f18f01", "#c73e1d", "#3b6ea5", "#fff4e0"],
  ["#3d405b", "#e07a5f", "#81b29a", "#f2cc8f", "#f8f3e6"],
  ["#ffe5d9", "#f4727e", "#9d8189", "#6f9a90", "#3d2430"],
  ["#170a10", "#641b27", "#b9a08a", "#d23b3b", "#f2f4f3"],
  ["#04333b", "#ff8c42", "#0f7f82", "#f3c98b", "#fdf5ea"],
  ["#2f2440", "#b79ced", "#e8c7de", "#7f6a93", "#f7f0fb"],
];

/** By decade, and by one of the first genres: a drama is often also something that tells more. */
export function paletteOf(year: number, genres: string[], chance: number): number {
  const moods = genres.slice(0, 3).flatMap((genre) => MOODS[genre.toLowerCase()] ?? []);
  const era = ERAS.filter((first) => first <= year).length - 1;
  return Math.max(era, 0) * 4 + (moods[Math.floor(chance * moods.length)] ?? 3);
}
