# What an event's page says before its script runs: the page's own words (web/src/i18n), to the letter.
page-event-poster = Афиша фильма «{ $title }»
page-event-hosted_by = Хозяин
page-event-free = Бесплатно
page-event-paid_note = Платите хозяину; Seance денег не берёт.
page-event-seats_left = { $count ->
    [one] Осталось { $count } место
    [few] Осталось { $count } места
    [many] Осталось { $count } мест
   *[other] Осталось { $count } места
}
page-event-full = Мест нет
page-event-waiting = { $count ->
    [one] { $count } в очереди
    [few] { $count } в очереди
    [many] { $count } в очереди
   *[other] { $count } в очереди
}
page-event-of_capacity = занято { $taken } из { $capacity }
page-event-until = до { $time }
page-event-cancelled = Отменён
page-event-cancelled_because = Отменён: { $reason }
page-event-finished = Закончен
page-event-running = Идёт сейчас
page-event-place = Место
page-event-exact_later = Точный адрес видят подтверждённые гости.
page-event-auto = Без подтверждения
page-event-manual = По подтверждению хозяина
page-moment-about_film = О фильме
page-moment-seats = Места
page-moment-at_hosts = дома у хозяина
page-moment-language = Язык: { $language }
page-moment-subtitles = субтитры: { $languages }
page-moment-programme = { $position } из { $of } в программе «{ $title }»
page-act-request = Попросить место
page-act-take_seat = Занять место
page-act-join_waitlist = Встать в очередь
page-nav-sign_in = Войти
page-nav-skip = К содержанию
page-common-former_user = Бывший пользователь
page-open_to-public = Открытый сеанс
page-kind-home = Дома
page-kind-cinema = Кинотеатр
page-kind-outdoor = Под открытым небом
page-kind-online = Онлайн
page-kind-other = Другое место
page-genre-action = боевик
page-genre-adventure = приключения
page-genre-animation = мультфильм
page-genre-biography = биография
page-genre-comedy = комедия
page-genre-crime = криминал
page-genre-documentary = документальный
page-genre-drama = драма
page-genre-family = семейный
page-genre-fantasy = фэнтези
page-genre-history = история
page-genre-horror = ужасы
page-genre-musical = мюзикл
page-genre-mystery = детектив
page-genre-romance = мелодрама
page-genre-science_fiction = фантастика
page-genre-sport = спорт
page-genre-thriller = триллер
page-genre-war = военный
page-genre-western = вестерн
page-genre-noir = нуар
page-genre-music = музыка
# Of this alone.
page-without-script = Чтобы войти и занять место, включите JavaScript.
