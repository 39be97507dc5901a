# Answers of the Telegram bot.
telegram-connected = Seance на связи: всё, что касается вас, придёт и сюда.
telegram-code-gone = Эта ссылка уже использована или устарела. Получите новую в настройках Seance.

# Under a message of Telegram: what a button is called, and what it did (M40).
telegram-button-approve = Да
telegram-button-decline = Нет
telegram-button-accept = Приду
telegram-button-refuse = Не смогу
telegram-button-confirm = Всё равно приду
telegram-button-withdraw = Освободить место
telegram-approve = ✓ Вы согласились: место за гостем.
telegram-decline = Вы отказали, гость об этом узнает.
telegram-accept = ✓ Вы идёте. Билет покажет /ticket.
telegram-refuse = Вы отказались, хозяин об этом узнает.
telegram-confirm = ✓ Вы придёте в новое время.
telegram-withdraw = Ваше место снова свободно.
telegram-elsewhere = Это работает только в вашем личном чате с ботом.
telegram-unknown = Этот чат не подключён. Откройте в Seance «Настройки», «Связь» и выберите Telegram.
telegram-no-longer = Отвечать здесь больше не на что. Как обстоят дела, видно на странице.

# Commands.
telegram-help =
    /today – сегодня: ваши сеансы и что показывают в вашем городе
    /mine – всё, что впереди
    /ticket – билет на ближайший сеанс
    Всё остальное – на странице:
telegram-today = Сегодня:
    .none = Сегодня у вас ничего нет.
telegram-around = Сегодня рядом, { $city }:
telegram-around-line =
    { $when } · «{ $title }» · { $host } · { $seats ->
        [0] мест нет
        [one] осталось { $seats } место
        [few] осталось { $seats } места
       *[other] осталось { $seats } мест
    }
    { $link }
telegram-mine = Впереди:
    .none = У вас пока нет сеансов. Найдите свой:
telegram-more = … и ещё – на странице:
telegram-line = { $when } · «{ $title }» · { $status }
telegram-status-hosting = вы хозяин
telegram-status-confirmed = вы идёте
telegram-status-moved = перенесён: подтвердите или освободите место
telegram-status-requested = ждёт ответа
telegram-status-waitlisted = вы в очереди
telegram-status-invited = вас приглашают
telegram-ticket = Ваш билет: { $code } ({ $seats ->
    [one] { $seats } место
    [few] { $seats } места
   *[many] { $seats } мест
})
    .none = Билета у вас сейчас нет:

# An event that a host posts: what a stranger may see.
share-invitation = Приходите смотреть кино вместе со мной.
share-event = «{ $title }»
    .film = Фильм: { $film }
    .place = Где: { $place }
share-seats-open = Мест: { $capacity }
share-seats-full = Мест: { $capacity }, все заняты; есть очередь.
share-seats-cancelled = Сеанс отменён.
share-free = Вход свободный.
share-price = Вход: { $price }

# Several notices in one message.
digest = { $count ->
        [one] { $count } уведомление
        [few] { $count } уведомления
       *[other] { $count } уведомлений
    }
    .others = И ещё { $count } во входящих.
