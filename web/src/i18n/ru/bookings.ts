/** One's own bookings, in Russian. */
import type { bookings as english } from "../en/bookings";
import type { Told } from "../told";

export const bookings = {
  bookings: {
    title: "Мои брони",
    upcoming: "Предстоящие",
    past: "Прошедшие",
    empty: "Броней пока нет",
    empty_hint: "Найдите сеанс и попросите место.",
    empty_past: "Ничего не было",
    all: "Любой статус",
  },
} satisfies Told<typeof english>;
