import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMPOSITIONS } from "../ui/compositions";
import { PALETTES } from "../ui/palettes";
import { breadth, colorsOf, drawn, set, type Drawable } from "../ui/poster";

const FOLDER = new URL("../../../layers/shared/seance/films/catalogue/", import.meta.url);
const FILMS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".jsonl"))
  .flatMap((name) => readFileSync(new URL(name, FOLDER), "utf8").trim().split("\n"))
  .map((line) => JSON.parse(line) as Drawable & { title: string });
const POSTERS = FILMS.map((film) => drawn(film, film.title));

const most = (values: number[]): number =>
  Math.max(...values.map((value) => values.filter((other) => other === value).length)) / values.length;

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("drawn posters", () => {
  it("are the same for the same film", () => {
    expect(FILMS.map((film) => drawn({ ...film }, film.title))).toEqual(POSTERS);
    expect(FILMS.map(colorsOf)).toEqual(POSTERS.map(({ colors }) => colors));
  });

  it("have every composition and palette, none for more than its fair share", () => {
    const [compositions, palettes] = [POSTERS.map((each) => each.composition), POSTERS.map((each) => each.palette)];
    expect(new Set(compositions).size).toBe(COMPOSITIONS.length);
    expect(COMPOSITIONS.length).toBeGreaterThanOrEqual(12);
    expect(most(compositions)).toBeLessThan(2 / COMPOSITIONS.length);
    expect(new Set(palettes).size).toBe(PALETTES.length);
    expect(most(palettes)).toBeLessThan(3 / PALETTES.length);
    const both = POSTERS.map(({ composition, palette }) => composition * PALETTES.length + palette);
    expect(most(both)).toBeLessThan(0.02);
  });

  it("have titles that can be read on their ground", () => {
    for (const [ground, , , , ink] of PALETTES) {
      const [dark = 0, light = 0] = [luminance(ground), luminance(ink)].sort((one, other) => one - other);
      expect((light + 0.05) / (dark + 0.05), `${ink} on ${ground}`).toBeGreaterThan(4.5);
    }
  });

  it("have every title within the poster, all of its words, and none of them tiny", () => {
    for (const { title } of FILMS) {
      const lines = set(title.toLocaleUpperCase());
      expect(lines.map(({ text }) => text).join(" ")).toBe(title.toLocaleUpperCase().split(/\s+/).join(" "));
      for (const line of lines) {
        expect(line.width).toBeCloseTo(line.size * breadth(line.text));
        expect(line.width).toBeLessThan(185);
        expect(line.y - line.size).toBeGreaterThan(130);
        expect(line.size, title).toBeGreaterThan(13);
      }
    }
    expect(set("")).toEqual([]);
  });
});
