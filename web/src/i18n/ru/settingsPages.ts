/** The four pages of the settings, in Russian. */
import type { settingsPages as english } from "../en/settingsPages";
import type { Told } from "../told";

export const settingsPages = {
  settings_pages: {
    profile: "Профиль",
    notifications: "Уведомления",
    privacy: "Приватность",
    "sign-in": "Вход",
    calendar: "Открытый календарь",
    public_calendar: "На мои открытые сеансы может подписаться кто угодно",
    public_calendar_hint: "Календарь того, что вы объявили для всех, без адресов и гостей.",
    here: "Это устройство",
    here_hint: "Вы вошли во всех вкладках этого браузера.",
  },
} satisfies Told<typeof english>;
