/** Films, in Russian. */
import type { films as english } from "../en/films";
import type { Told } from "../told";

export const films = {
  films: {
    directed: "Режиссёр: {{names}}",
    whole_shelf: "Все",
    whole_shelf_of: "Все: «{{title}}»",
    all_shelves: "Все полки",
    wished: "Хочу посмотреть",
    title: "Какой фильм?",
    query: "Название фильма",
    empty: "Фильм не найден",
    empty_hint: "Попробуйте оригинальное название или меньше слов.",
    plan: "Устроить сеанс",
    showings: "Ближайшие сеансы",
    no_showings: "Сеансов пока нет. Устройте первый!",
    rating: "Оценка {{rating}}",
  },
  wishes: {
    title: "Хочу посмотреть в компании",
    wish: "Хочу посмотреть",
    wished: "Вы хотите посмотреть",
    withdrawn: "Желание убрано",
    lead: "Хозяева видят, сколько людей хочет посмотреть фильм, но не кто они; ваше имя видят ваши подписчики. Мы сообщим, когда его покажут.",
    city: "Город",
    city_hint: "Как в профиле",
    unknown_city: "Такого города нет. Выберите из списка.",
    note: "Что ещё важно",
    note_hint: "На языке оригинала, на большом экране…",
    total_one: "{{count}} человек хочет посмотреть",
    total_few: "{{count}} человека хотят посмотреть",
    total_many: "{{count}} человек хотят посмотреть",
    total_other: "{{count}} человека хотят посмотреть",
    nearby_one: "{{count}} рядом с вами",
    nearby_few: "{{count}} рядом с вами",
    nearby_many: "{{count}} рядом с вами",
    nearby_other: "{{count}} рядом с вами",
    with: "среди них {{names}}",
  },
} satisfies Told<typeof english>;
