/** The inbox, in Russian. */
import type { inbox as english } from "../en/inbox";
import type { Told } from "../told";

export const inbox = {
  inbox: {
    title: "Вести",
    unread: "Новые",
    all: "Все",
    read_all: "Отметить все прочитанными",
    read: "Отметить прочитанным",
    empty: "Ничего нового",
    empty_hint: "Здесь появляются ответы, изменения и напоминания.",
    moved_nearby: "точный адрес теперь другой",
    moved_on_map: "точка на карте теперь другая",
    open: "Открыть сеанс",
  },
  kinds: {
    booking_requested: "Запросы на мои сеансы",
    guests_coming: "Гости и очередь там, где места даются сразу",
    booking_approved: "Одобрения",
    booking_declined: "Отклонённые запросы",
    booking_removed: "Снятие со списка",
    booking_withdrawn: "Гости, которые отказались",
    booking_moved: "Пересечения после переноса",
    seat_from_waitlist: "Место из очереди",
    invited: "Приглашения",
    invitation_accepted: "Принятые приглашения",
    invitation_refused: "Отказы от приглашений",
    invitation_revoked: "Отозванные приглашения",
    moderator_added: "Я стал модератором",
    moderator_removed: "Я больше не модератор",
    event_announced: "Новые сеансы тех, на кого я подписан",
    event_changed: "Изменённые сеансы",
    event_cancelled: "Отменённые сеансы",
    event_restored: "Восстановленные сеансы",
    reminder_day: "Напоминание за день",
    reminder_hour: "Напоминание за час",
    review_requested: "Просьба об отзыве",
    review_received: "Новые отзывы обо мне",
    channel_disconnected: "Канал отключился",
  },
} satisfies Told<typeof english>;
