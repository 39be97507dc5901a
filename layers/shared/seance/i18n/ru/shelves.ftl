# Названия полок с фильмами.
shelf-most-wished = Больше всего хотят увидеть
shelf-this-week = Показывают на этой неделе
shelf-director = Режиссёр { $of }
shelf-decade = { $of }-е
shelf-genre = { $of ->
    [action] Боевики
    [adventure] Приключения
    [animation] Мультфильмы
    [biography] Биографии
    [comedy] Комедии
    [crime] Криминал
    [documentary] Документальное кино
    [drama] Драмы
    [family] Для всей семьи
    [fantasy] Фэнтези
    [history] История
    [horror] Ужасы
    [musical] Мюзиклы
    [mystery] Детективы
    [romance] Мелодрамы
    [science_fiction] Фантастика
    [sport] Спорт
    [thriller] Триллеры
    [war] О войне
   *[western] Вестерны
}
shelf-country = { $of ->
    [AU] Кино Австралии
    [BE] Кино Бельгии
    [CA] Кино Канады
    [DE] Кино Германии
    [DK] Кино Дании
    [ES] Кино Испании
    [FR] Кино Франции
    [GB] Кино Великобритании
    [HK] Кино Гонконга
    [IT] Кино Италии
    [JP] Кино Японии
    [KR] Кино Южной Кореи
    [NZ] Кино Новой Зеландии
    [PL] Кино Польши
    [RU] Кино России
    [SE] Кино Швеции
    [SU] Кино СССР
   *[US] Кино США
}
shelf-length = { $of ->
    [short] Не длиннее полутора часов
   *[long] Три часа и дольше
}
