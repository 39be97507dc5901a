/** Ticket, party and what else the page of an event says of itself, in Russian. */
import type { ticket as english } from "../en/ticket";
import type { Told } from "../told";

export const ticket = {
  ticket: {
    yours: "Ваш билет",
    seats_one: "{{count}} место",
    seats_few: "{{count}} места",
    seats_many: "{{count}} мест",
    seats_other: "{{count}} места",
    qr: "QR-код вашего билета",
    code: "Код билета: {{code}}",
    show: "Покажите на входе или назовите код",
    offline: "Нет связи. Ваш билет сохранён на этом устройстве.",
    offline_list: "Нет связи. Вот билеты, сохранённые на этом устройстве.",
  },
  party: {
    how_many: "Сколько вас будет?",
    name: "Кто придёт с вами: имя {{number}}",
    optional: "Имена увидит только хозяин; можно не указывать.",
    waits: "Места даются всем вместе: вы подождёте, пока освободится столько ({{count}}).",
    of_you_one: "Вы придёте в одиночку",
    of_you_few: "Вас будет {{count}}",
    of_you_many: "Вас будет {{count}}",
    of_you_other: "Вас будет {{count}}",
    asked_for_one: "Вы попросили {{count}} место",
    asked_for_few: "Вы попросили {{count}} места",
    asked_for_many: "Вы попросили {{count}} мест",
    asked_for_other: "Вы попросили {{count}} места",
    fewer: "Нас будет меньше",
    fewer_title: "Сколько вас придёт?",
    fewer_hint: "Лишние места достанутся другим. Вернуть их здесь нельзя.",
    fewer_save: "Сохранить",
    fewer_said: "Сохранено: остальные места снова свободны",
    take_seats_one: "Занять {{count}} место",
    take_seats_few: "Занять {{count}} места",
    take_seats_many: "Занять {{count}} мест",
    take_seats_other: "Занять {{count}} места",
  },
  moment: {
    about_film: "О фильме",
    seats: "Места",
    language: "Язык: {{language}}",
    subtitles: "субтитры: {{languages}}",
    programme: "{{position}} из {{of}} в программе «{{title}}»",
    open_to: { public: "Открытый сеанс", followers: "Для подписчиков", invite_only: "По приглашению" },
  },
} satisfies Told<typeof english>;
