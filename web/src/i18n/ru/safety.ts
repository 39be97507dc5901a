/** Reports and the operators' queue, in Russian. */
import type { safety as english } from "../en/safety";
import type { Told } from "../told";

export const safety = {
  reporting: {
    event_title: "Пожаловаться на сеанс",
    user_title: "Пожаловаться на человека",
    hint: "Жалобу рассмотрит оператор. Что пожаловались вы, никто не узнает.",
    why: "Что не так?",
    text: "Своими словами (необязательно)",
    send: "Отправить жалобу",
    sent: "Спасибо. Мы разберёмся и сообщим вам.",
  },
  reasons: {
    spam: "Спам или реклама",
    fraud: "Обман: выманивают деньги или людей",
    harassment: "Оскорбления, угрозы, травля",
    illegal: "Нарушает закон",
    other: "Другое",
  },
  operator: {
    title: "Жалобы",
    open: "Ждут решения",
    resolved: "Решены",
    empty: "Жалоб нет",
    kind_user: "Человек",
    kind_event: "Сеанс",
    kind_message: "Сообщение",
    kind_review: "Отзыв",
    look: "Открыть",
    reports_one: "{{count}} жалоба",
    reports_few: "{{count}} жалобы",
    reports_many: "{{count}} жалоб",
    reports_other: "{{count}} жалобы",
    decide: "Что делать",
    dismiss: "Всё в порядке",
    hide: "Скрыть",
    suspend: "Скрыть и заблокировать автора",
    suspend_hint: "Предстоящие сеансы автора отменятся, писать он больше не сможет.",
    note: "Почему (видят только операторы)",
    resolve: "Решить",
    done: "Решено",
    was_dismiss: "Всё в порядке",
    was_hide: "Скрыто",
    was_suspend: "Скрыто, автор заблокирован",
  },
} satisfies Told<typeof english>;
