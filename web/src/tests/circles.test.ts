/** Arrows run one way: no file of the page needs, in the end, itself; also by a type or by what is loaded later. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..");
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
const known = new Set(files);

/** What a file imports of ours, by names as they stand in `files`. */
function imported(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(SOURCE, file), "utf8"));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .flatMap(({ fileName }) => {
      const path = relative(SOURCE, join(SOURCE, dirname(file), fileName));
      return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].filter((name) => known.has(name));
    });
}

it("has no circle of imports", () => {
  const arrows = new Map(files.map((file) => [file, imported(file)]));
  const done = new Set<string>();
  const visit = (file: string, way: string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of arrows.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle.length) return circle;
    }
    done.add(file);
    return [];
  };
  expect([...arrows.values()].flat().length).toBeGreaterThan(300);
  expect(files.map((file) => visit(file, [])).find((circle) => circle.length) ?? []).toEqual([]);
});
