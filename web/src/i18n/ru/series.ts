/** A programme while it is planned, in Russian. */
import type { series as english } from "../en/series";
import type { Told } from "../told";

export const series = {
  series: {
    ask: "Несколько вечеров",
    evenings: "Вечера",
    title: "Название программы",
    title_example: "Тарковский по четвергам",
    count: "Сколько вечеров",
    weekly: "Каждую неделю: {{when}}",
    weekly_unsaid: "Каждую неделю",
    evening: "{{number}}. {{time}}",
    film: "Фильм",
    add: "Добавить вечер",
    two_at_least: "В программе хотя бы два вечера.",
    refused: "Не получится: {{why}}",
    announce: "Объявить программу",
    announced: "Программа объявлена",
  },
} satisfies Told<typeof english>;
