/** Finding events, in Russian. */
import type { find as english } from "../en/find";
import type { Told } from "../told";

export const find = {
  find: {
    radius: "Не дальше",
    km: "{{km}} км",
    film: "Фильм: {{title}}",
    no_film: "Убрать фильм из поиска",
    filters_on: "Фильтры ({{number}})",
    title: "Найти компанию для кино",
    query: "Фильм, название или слова",
    city: "Город",
    from: "С",
    to: "По",
    admission: "Вход",
    visibility: "Объявлены",
    seats: "Только со свободными местами",
    rating: "Рейтинг хозяина не ниже",
    near: "Рядом",
    near_failed: "Не удалось определить ваше место. Разрешите это в браузере или укажите город.",
    list: "Список",
    map: "Карта",
    filters: "Фильтры",
    empty: "Подходящих сеансов нет",
    empty_hint: "Смягчите фильтры или объявите сеанс сами.",
    clear: "Сбросить фильтры",
    no_points: "Ни у одного из этих сеансов нет точной точки на карте.",
    without_point_one: "Ещё {{count}} сеанс без точки на карте: он в списке ниже.",
    without_point_few: "Ещё {{count}} сеанса без точки на карте: они в списке ниже.",
    without_point_many: "Ещё {{count}} сеансов без точки на карте: они в списке ниже.",
    without_point_other: "Ещё {{count}} сеанса без точки на карте: они в списке ниже.",
  },
} satisfies Told<typeof english>;
