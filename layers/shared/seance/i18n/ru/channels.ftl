# Answers of the Telegram bot.
telegram-connected = Сеанс подключён: всё, что касается вас, придёт и сюда.
telegram-code-gone = Эта ссылка уже использована или устарела. Получите новую в настройках Сеанса.

# An event that a host posts: what a stranger may see.
share-invitation = Приходите смотреть кино вместе со мной.
share-event = «{ $title }»
    .film = Фильм: { $film }
    .place = Где: { $place }
share-free = Вход свободный.
share-price = Вход: { $price }
