/** Reading tickets by the camera, in Russian. */
import type { scan as english } from "../en/scan";
import type { Told } from "../told";

export const scan = {
  scan: {
    start: "Сканировать билеты",
    stop: "Закрыть камеру",
    view: "Что видит камера",
    hint: "Поднесите QR-код билета к камере.",
    refused: "Браузер не пускает к камере. Разрешите её в настройках сайта или введите код.",
    none: "Камеры здесь нет. Введите код.",
  },
} satisfies Told<typeof english>;
