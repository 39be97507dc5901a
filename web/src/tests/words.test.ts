import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { first as en } from "../i18n/en/first";
import { rest as enRest } from "../i18n/en/rest";
import { first as ru } from "../i18n/ru/first";
import { rest as ruRest } from "../i18n/ru/rest";

const PLURAL = /_(zero|one|two|few|many|other)$/;

function flat(words: object, before = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string" ? [[before + key, value]] : Object.entries(flat(value as object, `${before}${key}.`)),
    ),
  );
}

const english = flat({ ...en, ...enRest });
const russian = flat({ ...ru, ...ruRest });
const roots = (words: Record<string, string>) =>
  [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, "")))].sort();
const variables = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

const SOURCES = new URL("..", import.meta.url);
const sourceOf = (file: string) => readFileSync(new URL(file, SOURCES), "utf8");
const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !/^(i18n|tests|api)/.test(file),
);
/** All that is asked for, whole or as a beginning: `t("a.b")`, t(`a.${b}`). */
const keysIn = (code: string) =>
  [...code.matchAll(/["`]([a-z_]+\.[a-z_]*)(?=["`]|\$\{)/g)]
    .map(([, key]) => key ?? "")
    .filter((key) => (key.split(".")[0] ?? "") in { ...en, ...enRest });
const code = files.map(sourceOf).join();
const asked = new Set(keysIn(code));
const beginnings = [...code.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map(([, key]) => key ?? "");

describe("the two languages", () => {
  it("are there, as far as the event page and what surrounds every page ask for them", () => {
    const FIRST =
      /^(ui|live|pages\/EventPage|events\/(Actions|Chat|Guests|PlaceCard|Reviews|Seats|Share|genres|place|standing))/;
    const first = files.filter((file) => FIRST.test(file)).flatMap((file) => keysIn(sourceOf(file)));
    expect(first.length).toBeGreaterThan(100);
    expect(first.filter((key) => !((key.split(".")[0] ?? "") in en))).toEqual([]);
  });

  it("say nothing that nobody reads", () =>
    expect(roots(english).filter((key) => !asked.has(key) && !beginnings.some((each) => key.startsWith(each)))).toEqual(
      [],
    ));

  it("say the same things", () => expect(roots(russian)).toEqual(roots(english)));

  it("have every plural form that they need", () => {
    for (const root of roots(english).filter((key) => `${key}_other` in english)) {
      for (const form of new Intl.PluralRules("en").resolvedOptions().pluralCategories)
        expect(english).toHaveProperty([`${root}_${form}`]);
      for (const form of new Intl.PluralRules("ru").resolvedOptions().pluralCategories)
        expect(russian).toHaveProperty([`${root}_${form}`]);
    }
  });

  it("name the same variables", () => {
    for (const [key, text] of Object.entries(russian)) {
      const same = english[key] ?? english[key.replace(PLURAL, "_other")] ?? "";
      expect([key, variables(text)]).toEqual([key, variables(same)]);
    }
  });
});
