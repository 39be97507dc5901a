import i18next from "i18next";
import { tell } from "./Trouble";

/** Into the clipboard; where the browser refuses, it is shown to be copied by hand. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(i18next.t("common.copied"));
  } catch {
    tell(i18next.t("event.copy_failed", { link: text }));
  }
}
