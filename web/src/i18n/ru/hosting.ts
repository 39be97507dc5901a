/** One's own events, in Russian. */
import type { hosting as english } from "../en/hosting";
import type { Told } from "../told";

export const hosting = {
  hosting: {
    title: "Мои сеансы",
    host: "Я хозяин",
    moderator: "Я модератор",
    empty: "Сеансов нет",
    empty_hint: "Выберите фильм и объявите сеанс.",
    plan: "Устроить сеанс",
    requests_one: "{{count}} ждёт ответа",
    requests_few: "{{count}} ждут ответа",
    requests_many: "{{count}} ждут ответа",
    requests_other: "{{count}} ждут ответа",
  },
} satisfies Told<typeof english>;
