/** The chat of an event, in Russian. */
import type { chat as english } from "../en/chat";
import type { Told } from "../told";

export const chat = {
  chat: {
    title: "Чат",
    empty: "Сообщений пока нет. Поздоровайтесь!",
    write: "Сообщение",
    edited: "изменено",
    delete_sure: "Удалить это сообщение?",
    closed: "Гости и чат видны хозяину, модераторам и подтверждённым гостям.",
    reconnecting: "Связь восстанавливается…",
    edit_of: "Изменить сообщение",
    delete_of: "Удалить сообщение",
  },
} satisfies Told<typeof english>;
