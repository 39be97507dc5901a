/** Two languages; only the one that is read is loaded. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Words } from "./en";

export type Language = "en" | "ru";
const KEY = "seance.language";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

export async function startI18n(): Promise<void> {
  const remembered = localStorage.getItem(KEY);
  const language: Language =
    remembered === "en" || remembered === "ru" ? remembered : navigator.language.startsWith("ru") ? "ru" : "en";
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await words(language) } },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, "translation", await words(language));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

async function words(language: Language): Promise<object> {
  return language === "ru" ? (await import("./ru")).ru : (await import("./en")).en;
}
