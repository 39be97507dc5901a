/** Films, in Russian. */
import type { films as english } from "../en/films";
import type { Told } from "../told";

export const films = {
  films: {
    title: "Какой фильм?",
    query: "Название фильма",
    empty: "Фильм не найден",
    empty_hint: "Попробуйте оригинальное название или меньше слов.",
    plan: "Устроить сеанс",
    showings: "Ближайшие сеансы",
    no_showings: "Его пока никто не показывает. Будьте первым!",
    rating: "Оценка {{rating}}",
  },
} satisfies Told<typeof english>;
