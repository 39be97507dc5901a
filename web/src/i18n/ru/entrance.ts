/** The door of an event: tickets and who came, in Russian. */
import type { entrance as english } from "../en/entrance";
import type { Told } from "../told";

export const entrance = {
  entrance: {
    title: "На входе",
    open: "Вход",
    code: "Код билета",
    code_hint: "Как его называет гость; дефис и регистр не важны.",
    check_in: "Отметить",
    no_such: "Такого билета на этот сеанс нет.",
    is_here: "{{name}}: на месте",
    missed_said: "{{name}}: не было",
    not_taken_said: "{{name}}: без отметки",
    came: "На месте",
    missed: "Не было",
    came_of: "На месте: {{name}}",
    missed_of: "Не было: {{name}}",
    not_taken: "Без отметки",
    counted: "На месте: {{came}}, не было: {{missed}}, без отметки: {{rest}}",
    seats_one: "{{count}} место",
    seats_few: "{{count}} места",
    seats_many: "{{count}} мест",
    seats_other: "{{count}} места",
    nobody: "Ни у кого нет места.",
    opens: "Вход откроется {{time}}, за два часа до начала.",
    closed: "Вход закрылся {{time}}, через 48 часов после начала.",
    cancelled: "Сеанс отменён, отмечать некого.",
    only_host: "Гостей на входе отмечают хозяин и модераторы.",
  },
} satisfies Told<typeof english>;
