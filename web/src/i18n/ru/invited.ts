/** Coming by an invitation link, and reporting, in Russian. */
import type { invited as english } from "../en/invited";
import type { Told } from "../told";

export const invited = {
  invited: {
    take: "Принять приглашение",
    by_link: "У вас есть приглашение на этот сеанс.",
    title: "Вас пригласили",
    hint: "Войдите, чтобы увидеть сеанс. Пока вы не согласитесь, ничего не произойдёт.",
    sign_in: "Войти",
    confirmed: "У вас есть место. До встречи!",
    waitlisted: "Мест не осталось: вы в очереди",
    requested: "Вы попросили место. Хозяин ответит.",
  },
  report: { open: "Пожаловаться" },
} satisfies Told<typeof english>;
