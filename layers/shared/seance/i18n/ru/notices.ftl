# Notices: the value is the title, .text the sentence.
notice-booking-requested = Запрос на место
    .text = { $who } просит место на «{ $title }», { $when }{ $party }.
notice-guests-coming = { $waiting ->
        [0] { $count ->
            [0] Кто придёт
            [1] Новый гость
           *[other] Новые гости
        }
       *[other] Гости и очередь
    }
    .text = { $known ->
        [names] { $count ->
            [0] Пока никто не идёт на «{ $title }», { $when }.
            [1] { $names } идёт на «{ $title }», { $when }.
           *[other] { $names } идут на «{ $title }», { $when }.
        }
        [count] { $count ->
            [one] { $count } человек идёт на «{ $title }», { $when }.
            [few] { $count } человека идут на «{ $title }», { $when }.
           *[other] { $count } человек идут на «{ $title }», { $when }.
        }
       *[nothing] На «{ $title }», { $when }, идут гости.
    }{ $waiting ->
        [0] {""}
       *[other] {" "}В очереди: { $waiting }. Отвечать не нужно: места достаются по порядку.
    }
notice-booking-approved = Место ваше
    .text = Вы идёте на «{ $title }», { $when }{ $party }.
notice-booking-declined = Места не будет
    .text = Хозяин отклонил ваш запрос: «{ $title }», { $when }.
notice-booking-removed = Вы больше не в списке гостей
    .text = Хозяин убрал вас из списка: «{ $title }», { $when }.
notice-booking-withdrawn = Гость не придёт
    .text = { $who } не придёт на «{ $title }», { $when }{ $party }.
notice-booking-moved = Новое время пересекается с вашими планами
    .text = «{ $title }»: новое время — { $when }{ $party }. Подтвердите бронь или откажитесь от неё.
notice-seat-from-waitlist = Освободилось место, и оно ваше
    .text = Вы идёте на «{ $title }», { $when }{ $party }.
notice-proposal-opened = Какой фильм и когда?
    .text = { $who } спрашивает, когда вам удобно: «{ $title }». Голос ни к чему не обязывает.
notice-proposal-voted = Все проголосовали
    .text = Все, кого вы спросили, проголосовали: «{ $title }». Назначьте фильм и время.
notice-proposal-fixed = Голосование закончено
    .text = «{ $title }» пройдёт { $when }. Вы выбирали другое время; если сможете прийти, попросите место.
notice-report-resolved = Ваша жалоба рассмотрена
    .text = Спасибо. Оператор прочитал, на что вы пожаловались, и решил, что с этим делать.
notice-host-message = Сообщение от хозяина
    .text = { $who } о сеансе «{ $title }», { $when }:
notice-invited = Вас приглашают
    .text = { $who } зовёт вас на «{ $title }», { $when }{ $party }.
notice-invitation-accepted = Приглашение принято
    .text = { $who } придёт на «{ $title }», { $when }{ $party }.
notice-invitation-refused = Приглашение отклонено
    .text = { $who } не придёт на «{ $title }», { $when }.
notice-invitation-revoked = Приглашение отозвано
    .text = Приглашение на «{ $title }», { $when }, больше не действует.
notice-moderator-added = Вы модератор
    .text = Теперь вы помогаете вести «{ $title }», { $when }.
notice-moderator-removed = Вы больше не модератор
    .text = Вы больше не помогаете вести «{ $title }», { $when }.
notice-event-announced = { $events ->
        [0] Новый сеанс
       *[other] Новая программа
    }
    .text = { $events ->
        [0] { $who } показывает «{ $title }», { $when }.
        [one] { $who } объявляет программу «{ $title }»: { $events } сеанс, первый — { $when }.
        [few] { $who } объявляет программу «{ $title }»: { $events } сеанса, первый — { $when }.
       *[other] { $who } объявляет программу «{ $title }»: { $events } сеансов, первый — { $when }.
    }
notice-wish-announced = Сеанс с фильмом, который вы хотите посмотреть
    .text = «{ $title }», { $when }.{ $others ->
        [0] {""}
        [one] {" "}И ещё { $others } сеанс с тем, что вы хотите посмотреть.
        [few] {" "}И ещё { $others } сеанса с тем, что вы хотите посмотреть.
       *[many] {" "}И ещё { $others } сеансов с тем, что вы хотите посмотреть.
    }
notice-search-match = Нашлось по вашему поиску
    .text = «{ $title }», { $when }.
notice-event-changed = Сеанс изменился
    .text = «{ $title }», { $when }: есть изменения.
notice-event-cancelled = Сеанс отменён
    .text = «{ $title }», { $when }, не состоится.
notice-event-restored = Сеанс снова состоится
    .text = «{ $title }», { $when }, всё-таки состоится.
notice-reminder-day = Сеанс через сутки
    .text = «{ $title }» начнётся: { $when }{ $party }. Гостям: вы ещё придёте? Если нет, освободите место на странице сеанса.
notice-reminder-hour = Сеанс через час
    .text = «{ $title }» начнётся: { $when }{ $party }.
notice-review-requested = Как прошёл сеанс?
    .text = «{ $title }» закончился. Оставьте отзыв.
notice-review-received = Новый отзыв
    .text = О вас написали после «{ $title }».
notice-attendance-recorded = Отмечено, были ли вы
    .text = О сеансе «{ $title }», { $when }. Если это ошибка, скажите хозяину.
notice-channel-disconnected = { $channel ->
        [email] Письма отключены
        [telegram] Telegram отключён
        [push] Браузер больше не получает уведомлений
       *[vk] ВКонтакте: отключено
    }
    .text = { $channel ->
        [email] Письмо к вам вернулось или было отмечено как спам, и мы их больше не отправляем. Включите почту снова в настройках, если письма нужны.
        [telegram] Telegram больше не принимает наши сообщения, и мы их туда не отправляем. Подключите его снова, если они нужны.
        [push] Один из ваших браузеров больше не принимает уведомления, и мы их туда не отправляем. Включите их в нём снова, если они нужны.
       *[vk] ВКонтакте больше не принимает наши сообщения, и мы их туда не отправляем. Подключите его снова, если они нужны.
    }

# For how many a booking is, after when it is.
for-party = { $seats ->
    [2] {", "}на двоих
    [3] {", "}на троих
    [4] {", "}на четверых
   *[other] {""}
}
party-line = { $seats ->
    [2] На двоих
    [3] На троих
    [4] На четверых
   *[other] На одного
}
somebody = Гость
# The last one of several names.
and-last = и { $name }
former-user = Бывший пользователь

# What has changed (R9): the fields of an event.
field-film = Фильм
field-starts-at = Начало
field-ends-at = Конец
field-time-zone = Часовой пояс
field-place = Место
field-admission = Вход
field-price = Цена
field-title = Название
field-status = Статус
field-attendance = Вы

# A place that changed, for who is not told where exactly it is; and one with the same words.
moved-nearby = точный адрес теперь другой
moved-on-map = точка на карте теперь другая

# Values of those fields.
value-free = бесплатно
value-paid = платно
value-scheduled = состоится
value-cancelled = отменён
value-came = были
value-missed = не пришли
value-home = дома
value-cinema = кинотеатр
value-outdoor = под открытым небом
value-online = онлайн
value-other = другое
