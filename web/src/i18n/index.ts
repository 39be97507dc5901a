/** Two languages, of which the reader's is loaded: the words of the event page and of what surrounds every page, and then the rest. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { first } from "./en/first";
import type { rest } from "./en/rest";

export type Language = "en" | "ru";
export type Words = typeof first & typeof rest;
const KEY = "seance.language";
const UNTOLD = "seance.language.untold";
const FIRST = { en: () => import("./en/first"), ru: () => import("./ru/first") };
let started: Promise<void> | undefined;
let more: Promise<void> | undefined;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

export function startI18n(): Promise<void> {
  return (started ??= start());
}

async function start(): Promise<void> {
  const remembered = localStorage.getItem(KEY);
  // A page that is served ready to read is in the language that was asked for.
  const asked = document.getElementById("served") ? document.documentElement.lang : navigator.language;
  const language: Language =
    remembered === "en" || remembered === "ru" ? remembered : asked.startsWith("ru") ? "ru" : "en";
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: (await FIRST[language]()).first } },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

/** Chosen by the reader; the profile is to be told. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(UNTOLD, "1");
  await changeLanguage(language);
}

/** Whether the reader has chosen a language of which the profile doesn't know. */
export const isUntold = (): boolean => localStorage.getItem(UNTOLD) !== null;
export const told = (): void => localStorage.removeItem(UNTOLD);

export async function changeLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, "translation", (await FIRST[language]()).first);
  if (more) await addMore(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

/** The words of all other pages, too: whoever comes to an event by a link does not wait for them. */
export function moreWords(): Promise<void> {
  more ??= startI18n()
    .then(() => addMore(i18next.language as Language))
    .catch((error: unknown) => {
      more = undefined;
      throw error;
    });
  return more;
}

async function addMore(language: Language): Promise<void> {
  const words = language === "ru" ? (await import("./ru/rest")).rest : (await import("./en/rest")).rest;
  i18next.addResourceBundle(language, "translation", words);
}
