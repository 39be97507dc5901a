# Problems of the API; what is a title, what a detail, and what is said of a field is told in English.
problem-invitation-used = По этому приглашению уже не прийти
problem-sold-out = Все места заняты
problem-seats-taken = Подтверждённых гостей больше
problem-unauthorized = Сначала войдите
problem-has-bookings = На этот сеанс уже просили место
problem-internal = У нас что-то сломалось
problem-version-mismatch = Сеанс изменился с тех пор, как вы его открыли
problem-event-started = Сеанс уже начался
problem-too-large = Запрос слишком большой
problem-not-valid = В запросе ошибка
problem-time-conflict = Это время пересекается с другим сеансом
problem-already-requested = Бронь уже есть
problem-not-found = Такого нет
problem-key-reused = Этот Idempotency-Key принадлежит другому запросу
problem-wrong-status = Сейчас этого сделать нельзя
problem-bad-cursor = Эта закладка не от этого списка
problem-gone = Ссылка больше не действует
problem-not-a-follower = Этот человек не подписан на хозяина
problem-too-many = Слишком много запросов
problem-try-again = Попробуйте ещё раз чуть позже
problem-duplicate = Вы уже объявили этот фильм на это время
problem-forbidden = Вам этого делать нельзя
problem-review-not-open = Отзывы сейчас не принимаются

# What exactly is in the way.
detail-most-subscriptions = Соединение следит не больше чем за { $most } { NUMBER($most) ->
    [one] сеансом
   *[other] сеансами
}.
detail-most-events = У хозяина не больше { $most } { NUMBER($most) ->
    [one] предстоящего сеанса
   *[other] предстоящих сеансов
}.
detail-most-moderators = У сеанса не больше { $most } { NUMBER($most) ->
    [one] модератора
   *[other] модераторов
}.
detail-most-blocked = Заблокировать можно не больше { $most } { NUMBER($most) ->
    [one] человека
   *[other] человек
}.
detail-most-kept = Сохранить можно не больше { $most } поисков.
detail-most-bookings = Действующих броней может быть не больше { $most }.
detail-most-writes = В минуту можно менять не больше { $most } { NUMBER($most) ->
    [one] раза
   *[other] раз
}.
detail-most-searches = В минуту можно искать не больше { $most } { NUMBER($most) ->
    [one] раза
   *[other] раз
}.
detail-guests-review-host = Гости пишут отзывы о хозяине, а не друг о друге.
detail-guests-see-confirmed = Гости видят только подтверждённых гостей.
detail-not-own-booking = О своей брони никто не решает сам.
detail-not-own-attendance = Никто не отмечает сам себя.
detail-only-host-skips-approval = Впускать без одобрения может только хозяин.
detail-door-is-closed = Отмечать гостей можно с двух часов до начала и до 48 часов после него.
detail-not-oneself-or-host = Нельзя пригласить себя или хозяина.
detail-no-own-review = О себе отзывов не пишут.
detail-author-edits = Сообщение правит только его автор.
detail-who-deletes-message = Сообщение удаляют его автор, хозяин и модераторы.
detail-only-guest = Это делает только сам гость.
detail-who-reviews = Отзывы пишут хозяин и подтверждённые гости.
detail-who-decides = О бронях решают только хозяин и модераторы.
detail-host-side = Это делают только хозяин и модераторы.
detail-who-invites = Приглашают только хозяин и модераторы.
detail-host-changes = Сеанс меняет только хозяин.
detail-host-takes-guests = Список гостей забирает только хозяин.
detail-host-removes-moderators = Модераторов убирает только хозяин.
detail-who-sees-guests = Гостей видят хозяин, модераторы и подтверждённые гости.
detail-who-sees-moderators = Модераторов видят хозяин, модераторы и подтверждённые гости.
detail-reviews-closed = Отзывы принимались до { $at }.
detail-reviews-open = Отзывы откроются, когда сеанс закончится: { $at }.
detail-no-address = Такого адреса у API нет.
detail-booking-is = Бронь { $status ->
    [requested] ждёт ответа
    [waitlisted] в очереди
    [invited] ждёт ответа гостя
    [confirmed] подтверждена
    [declined] отклонена
    [refused] не принята гостем
    [withdrawn] отменена гостем
    [removed] отменена хозяином
   *[moved] ждёт подтверждения нового времени
}.
detail-booking-not-reviewed = Бронь { $status ->
    [requested] ждёт ответа
    [waitlisted] в очереди
    [invited] ждёт ответа гостя
    [confirmed] подтверждена
    [declined] отклонена
    [refused] не принята гостем
    [withdrawn] отменена гостем
    [removed] отменена хозяином
   *[moved] ждёт подтверждения нового времени
}: отзывы пишут только о подтверждённых гостях.
detail-chat-closed = Чат закрыт: сеанс давно закончился.
detail-who-chats = Чат — для хозяина, модераторов и подтверждённых гостей.
detail-event-cancelled = Сеанс отменён.
detail-nothing-to-review = Сеанс отменили: писать отзыв не о чем.
detail-still-running = Первый запрос с этим ключом ещё выполняется.
detail-answered-for-good = Хозяин уже окончательно ответил на этот запрос.
detail-host-needs-no-rights = Хозяину не нужны права модератора.
detail-host-takes-no-seat = Хозяин не занимает место на своём сеансе.
detail-account-deleted = Эта учётная запись удалена.
detail-films-silent = Каталог фильмов не отвечает.
detail-too-much = Сейчас слишком много всего происходит.

# What is wrong with a field.
wrong-city-required = нужен город, если это не онлайн
wrong-two-cities = city и city_id называют два разных города
wrong-no-city = такого города нет
wrong-zone-required = нужен, если город не узнаётся по имени или идентификатору
wrong-free-price = у бесплатного сеанса нет цены
wrong-paid-price = платному сеансу нужна цена
wrong-hundred-guests = не больше 100 гостей за раз
wrong-guest-once = каждый гость не больше одного раза
wrong-ids-or-until = укажите либо ids, либо until
wrong-currency = нет такой валюты в ISO 4217
wrong-zone = нет такого часового пояса в базе IANA
wrong-coordinates-together = широта и долгота указываются вместе
wrong-idempotency-key = нужно от 1 до 255 видимых символов ASCII
wrong-json-object = нужен объект JSON
wrong-decimal = нужно десятичное число текстом
wrong-whole = нужно целое число, не отрицательное
wrong-time = нужно время по RFC 3339 со смещением
wrong-soon = не раньше чем через { $minutes } { NUMBER($minutes) ->
    [one] минуту
    [few] минуты
   *[other] минут
}
wrong-far = не позже чем через 2 года
wrong-party = должно быть не больше { $most } для этого сеанса
wrong-fewer = должно быть не больше, чем есть: { $seats }
wrong-companions = имён не больше, чем мест кроме своего
wrong-schedule = не позже чем через 62 дня после from
wrong-point = нужны широта,долгота в градусах
wrong-amount = больше 0, не больше 10000000.00, не больше 2 знаков после точки
wrong-one-line = нужна одна строка
wrong-action = нужно subscribe, unsubscribe или ping
wrong-event-id = нужен идентификатор сеанса
wrong-calendar = время должно быть в пределах календаря и по UTC
wrong-duration = от { $least } до { $most } { NUMBER($most) ->
    [one] минуты
   *[other] минут
}
wrong-control = управляющие символы недопустимы
wrong-no-film = такого фильма нет
wrong-no-shelf = такой полки нет
wrong-shelf-and-query = указывается без поискового запроса
wrong-language = не код языка по BCP 47
wrong-no-filter = укажите хотя бы один фильтр
wrong-languages-once = каждый язык — не больше одного раза
wrong-oneself = нужен другой человек
wrong-no-decimals = у { $currency } нет дробной части

# Pydantic's own.
wrong-missing = обязательное поле
wrong-extra = такого поля нет
wrong-text = нужен текст
wrong-too-short = не короче { $least } { NUMBER($least) ->
    [one] символа
   *[other] символов
}
wrong-too-short-one = не может быть пустым
wrong-too-long = не длиннее { $most } { NUMBER($most) ->
    [one] символа
   *[other] символов
}
wrong-pattern = не подходит под образец '{ $pattern }'
wrong-integer = нужно целое число
wrong-integer-text = нужно целое число, а не другой текст
wrong-integer-part = нужно целое число, без дробной части
wrong-number = нужно число
wrong-number-text = нужно число, а не другой текст
wrong-finite = нужно конечное число
wrong-boolean = нужно true или false
wrong-boolean-text = нужно true или false, а не другое
wrong-list = нужен список
wrong-object = нужен объект
wrong-object-plain = нужен объект с полями
wrong-one-of = нужно { $choices } или { $last }
wrong-only = нужно '{ $choice }'
wrong-least = не меньше { $least }
wrong-most = не больше { $most }
wrong-more = больше { $least }
wrong-less = меньше { $most }
wrong-list-long = не больше { $most }, а дано { $given }
wrong-list-short = не меньше { $least }, а дано { $given }
wrong-list-long-one = не больше одного, а дано { $given }
wrong-list-short-one = хотя бы одно, а дано { $given }
wrong-json = это не JSON

# Channels and posts.
detail-only-host-posts = Публикует сеанс только хозяин.
detail-cancelled-not-posted = Отменённый сеанс не публикуется.
detail-telegram-only = Здесь говорит только Telegram.
detail-no-telegram = Telegram здесь не настроен.
detail-not-connected = Сначала подключите этот канал.
wrong-connect-first = сначала подключите его
wrong-zero = не должно быть 0
wrong-no-email = у этой учётной записи нет подтверждённого адреса почты

# Proposals, and what the host tells all.
detail-only-host-cancels-proposal = Отменить голосование может только хозяин.
detail-only-host-fixes-proposal = Закончить голосование может только хозяин.
detail-host-does-not-vote = Хозяин предлагает, а не голосует.
detail-proposal-is = { $status ->
    [open] Голосование ещё идёт.
    [fixed] Голосование закончено.
   *[cancelled] Голосование отменено.
}
detail-proposal-is-event = Голосование уже стало сеансом.
detail-vote-over = Голосование закрыто.
detail-most-voters = Проголосовали уже { $most } { NUMBER($most) ->
    [one] человек
    [few] человека
   *[other] человек
}, больше нельзя.
detail-only-host-tells-all = Написать всем гостям может только хозяин.
detail-event-long-over = Сеанс давно прошёл.
detail-most-announcements = В день можно написать всем не больше { $most } { NUMBER($most) ->
    [one] раза
   *[other] раз
}.
wrong-each-once = каждый фильм и каждое время по одному разу
wrong-not-future = должно быть в будущем
wrong-closes-late = голосование кончается раньше последнего времени
wrong-not-of-proposal = этого в голосовании нет
problem-suspended = Ваша учётная запись приостановлена
detail-only-operators = Это делают только операторы.
detail-no-own-report = На себя не жалуются.
detail-report-of-oneself = О жалобе на себя никто не решает сам.
detail-report-resolved = Жалоба уже рассмотрена.
detail-event-hidden = Оператор скрыл этот сеанс.
detail-message-hidden = Оператор скрыл это сообщение.
detail-review-hidden = Оператор скрыл этот отзыв.
detail-most-reports = В день можно пожаловаться не больше { $most } { NUMBER($most) ->
    [one] раза
   *[other] раз
}.
wrong-report-event = нужно для сообщения и для отзыва
wrong-user-not-hidden = человека приостанавливают, а не скрывают

# Invitations by e-mail, quiet hours, pushes.
detail-most-mailed-invitations = В день можно пригласить по почте не больше { $most } { NUMBER($most) ->
    [one] человека
   *[other] человек
}.
wrong-one-invited = нужно что-то одно: guest_id или email
wrong-mailed-seats = у приглашения по почте нет ни мест, ни сообщения
wrong-address = это не адрес электронной почты
wrong-invited-seats = в этом приглашении не больше { $most }
wrong-quiet-hours = начало и конец тихих часов должны различаться
wrong-push-key = должно быть { $number } байт в base64url
wrong-push-service = должен быть адрес push-сервиса браузера
