# Answers of the Telegram bot.
telegram-connected = Seance is connected: what concerns you comes here, too.
telegram-code-gone = This link has been used or is too old. Get a new one in the settings of Seance.

# An event that a host posts: what a stranger may see.
share-invitation = Come and watch a film with me.
share-event = “{ $title }”
    .film = Film: { $film }
    .place = Where: { $place }
share-free = Admission is free.
share-price = Admission: { $price }
