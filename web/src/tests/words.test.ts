import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { ru } from "../i18n/ru";

const PLURAL = /_(zero|one|two|few|many|other)$/;

function flat(words: object, before = ""): Record<string, string> {
  return Object.fromEntries(Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" ? [[before + key, value]] : Object.entries(flat(value as object, `${before}${key}.`))));
}

const english = flat(en);
const russian = flat(ru);
const roots = (words: Record<string, string>) => [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, "")))].sort();
const variables = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

describe("the two languages", () => {
  it("say the same things", () => expect(roots(russian)).toEqual(roots(english)));

  it("have every plural form that they need", () => {
    for (const root of roots(english).filter((key) => `${key}_other` in english)) {
      for (const form of new Intl.PluralRules("en").resolvedOptions().pluralCategories) expect(english).toHaveProperty([`${root}_${form}`]);
      for (const form of new Intl.PluralRules("ru").resolvedOptions().pluralCategories) expect(russian).toHaveProperty([`${root}_${form}`]);
    }
  });

  it("name the same variables", () => {
    for (const [key, text] of Object.entries(russian)) {
      const same = english[key] ?? english[key.replace(PLURAL, "_other")] ?? "";
      expect([key, variables(text)]).toEqual([key, variables(same)]);
    }
  });
});
