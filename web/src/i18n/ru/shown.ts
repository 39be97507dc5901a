/** In which languages a film is shown, in Russian. */
import type { shown as english } from "../en/shown";
import type { Told } from "../told";

export const shown = {
  shown: {
    spoken: "На каком языке",
    unsaid: "Не указано",
    subtitles: "Субтитры",
    none: "Нет",
  },
} satisfies Told<typeof english>;
