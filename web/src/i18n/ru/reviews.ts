/** Reviews, in Russian. */
import type { reviews as english } from "../en/reviews";
import type { Told } from "../told";

export const reviews = {
  reviews: {
    delete: "Удалить отзыв",
    sure_delete: "Отзыв и его слова исчезнут навсегда.",
    hidden: "Отзыв виден, когда написали оба или через 14 дней после сеанса.",
    empty: "Отзывов пока нет.",
    write: "Оценить: {{name}}",
    text: "Ваши слова",
    save: "Сохранить отзыв",
    saved: "Отзыв сохранён",
    deleted: "Отзыв удалён",
    only_you: "Пока видите только вы. {{name}} увидит отзыв, когда напишет тоже, или через 14 дней после сеанса.",
    stars: "{{rating}} из 5",
    about: "кому: {{name}}",
  },
} satisfies Told<typeof english>;
