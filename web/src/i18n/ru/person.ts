/** A person's page, in Russian. */
import type { person as english } from "../en/person";
import type { Told } from "../told";

export const person = {
  person: {
    as_host: "Как хозяин",
    as_guest: "Как гость",
    no_rating: "оценок пока нет",
    rated_one: "{{average}} по {{count}} оценке",
    rated_few: "{{average}} по {{count}} оценкам",
    rated_many: "{{average}} по {{count}} оценкам",
    rated_other: "{{average}} по {{count}} оценкам",
    follow: "Подписаться",
    unfollow: "Отписаться",
    block: "Заблокировать",
    unblock: "Разблокировать",
    unblocked: "{{name}} больше не в чёрном списке",
    sure_block:
      "Вы больше не увидите сеансов друг друга, не сможете подписываться и писать друг другу. {{name}} об этом не узнает.",
    blocked: "{{name}} — в чёрном списке",
    since: "Здесь с {{date}}",
    events: "Прошедшие сеансы",
    no_events: "Прошедших сеансов нет.",
    upcoming: "Предстоящие сеансы",
    reviews_host: "Отзывы как о хозяине",
    reviews_guest: "Отзывы как о госте",
    no_reviews: "Отзывов пока нет.",
    followers: "Подписчики",
    follows: "Подписки",
    nobody: "Пока никого.",
  },
} satisfies Told<typeof english>;
