/** How a poster is drawn where a film has none: composition, colours and chance all follow from the film's id. */
import { COMPOSITIONS, type Shape } from "./compositions";
import { PALETTES, paletteOf, type Palette } from "./palettes";

export interface Line {
  text: string;
  y: number;
  size: number;
  width: number;
}
export interface Drawn {
  composition: number;
  palette: number;
  colors: Palette;
  shapes: Shape[];
  /** The one great letter, where that is the composition. */
  letter: string | null;
  lines: Line[];
  /** How high the title's own ground stands, from below. */
  skirt: number;
}
export interface Drawable {
  id: string;
  year: number;
  genres: string[];
}

/** Between the edges of a poster of 200 × 300, and of a title at the foot of it. */
const [BROAD, HIGH] = [184, 122];
/** What a capital is high, and what the narrowest letters of the display face are broad, of its size. */
const CAPITAL = 0.655;
const BREADTHS: [RegExp, number][] = [
  [/[ '.,:;!|IJІ’]/, 0.21],
  [/[-–ГL1?FETZЕЁТ]/, 0.37],
  [/[MФ]/, 0.56],
  [/[WЫШЮЖЩ—]/, 0.63],
  [/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/, 1],
];

export function drawn(film: Drawable, title: string): Drawn {
  const next = chanceOf(film.id);
  const composition = Math.floor(next() * COMPOSITIONS.length);
  const palette = paletteOf(film.year, film.genres, next());
  const text = title.toLocaleUpperCase();
  const lines = set(text);
  return {
    composition,
    palette,
    colors: PALETTES[palette] as Palette,
    shapes: COMPOSITIONS[composition]?.((from, to) => from + next() * (to - from)) ?? [],
    letter: composition === 0 ? (/\p{L}|\p{N}/u.exec(text)?.[0] ?? null) : null,
    lines,
    skirt: lines[0] ? 300 - lines[0].y + lines[0].size * CAPITAL + 12 : 0,
  };
}

/** The colours of a film, also where it has a poster of its own. */
export function colorsOf(film: Drawable): Palette {
  const next = chanceOf(film.id);
  next();
  return PALETTES[paletteOf(film.year, film.genres, next())] as Palette;
}

/** A title in lines as broad as the poster, as large as they can be. */
export function set(title: string): Line[] {
  const words = title.split(/\s+/).filter(Boolean);
  const settings = [1, 2, 3, 4, 5].slice(0, words.length).map((most) => {
    const rows = split(words, most);
    const sizes = rows.map((row) => Math.min(110, BROAD / breadth(row)));
    const high = sizes.reduce((sum, size) => sum + leading(size), 0);
    const fit = Math.min(1, HIGH / high);
    return rows.map((row, index) => ({ text: row, y: 0, size: (sizes[index] ?? 0) * fit, width: 0 }));
  });
  const least = (rows: Line[]) => Math.min(...rows.map(({ size }) => size));
  const best = settings.sort((one, other) => least(other) - least(one))[0] ?? [];
  let y = 300 - 12;
  for (const row of [...best].reverse()) {
    row.y = y;
    row.width = row.size * breadth(row.text);
    y -= leading(row.size);
  }
  return best;
}

const leading = (size: number): number => size * CAPITAL * 1.06 + 5; // with room for Й and Ё

/** Into at most so many rows, the broadest of them as narrow as can be. */
function split(words: string[], most: number): string[] {
  const widths = words.flatMap((_, from) => words.slice(from).map((_, to) => breadth(words.slice(from, from + to + 1).join(" ")))); // prettier-ignore
  for (const limit of widths.sort((one, other) => one - other)) {
    const rows = wrap(words, limit);
    if (rows.length <= most && rows.every((row) => breadth(row) <= limit)) return rows;
  }
  return [words.join(" ")];
}

function wrap(words: string[], limit: number): string[] {
  const rows: string[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    if (last !== undefined && breadth(`${last} ${word}`) <= limit) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

/** Of its size, as the display face has it. */
export function breadth(text: string): number {
  return [...text].reduce((sum, each) => sum + (BREADTHS.find(([letters]) => letters.test(each))?.[1] ?? 0.43), 0);
}

/** Numbers from 0 to below 1 that follow from a name: FNV-1a begins, mulberry32 goes on (both public domain). */
function chanceOf(name: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
