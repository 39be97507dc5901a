# Answers of the Telegram bot.
telegram-connected = Seance is connected: what concerns you comes here, too.
telegram-code-gone = This link has been used or is too old. Get a new one in the settings of Seance.

# Under a message of Telegram: what a button is called, and what it did (M40).
telegram-button-approve = Yes
telegram-button-decline = No
telegram-button-accept = I’ll come
telegram-button-refuse = I can’t
telegram-button-confirm = I’ll come anyway
telegram-button-withdraw = Free my seat
telegram-approve = ✓ You said yes: the guest has a seat.
telegram-decline = You said no; the guest is told.
telegram-accept = ✓ You’re coming. /ticket shows your ticket.
telegram-refuse = You declined; the host is told.
telegram-confirm = ✓ You’re coming at the new time.
telegram-withdraw = Your seat is free again.
telegram-elsewhere = This works only in your own chat with the bot.
telegram-unknown = This chat is not connected. In Seance, open Settings, Connections and choose Telegram.
telegram-no-longer = There is nothing to answer here any more. The page shows how things stand.

# Commands.
telegram-help =
    /today – today: your events, and what is on in your city
    /mine – all that is coming
    /ticket – the ticket for your next event
    For everything else there is the page:
telegram-today = Today:
    .none = Nothing of yours today.
telegram-around = In { $city } today:
telegram-around-line =
    { $when } · “{ $title }” · { $host } · { $seats ->
        [0] full
        [one] { $seats } seat left
       *[other] { $seats } seats left
    }
    { $link }
telegram-mine = Coming up:
    .none = You have no events ahead. Find one:
telegram-more = … and more on the page:
telegram-line = { $when } · “{ $title }” · { $status }
telegram-status-hosting = you host
telegram-status-confirmed = you’re coming
telegram-status-moved = moved: confirm or free your seat
telegram-status-requested = waiting for an answer
telegram-status-waitlisted = on the waitlist
telegram-status-invited = you’re invited
telegram-ticket = Your ticket: { $code } ({ $seats ->
    [one] { $seats } seat
   *[other] { $seats } seats
})
    .none = You have no ticket at the moment:

# An event that a host posts: what a stranger may see.
share-invitation = Come and watch a film with me.
share-event = “{ $title }”
    .film = Film: { $film }
    .place = Where: { $place }
share-seats-open = Seats: { $capacity }
share-seats-full = Seats: { $capacity }, all taken; there is a waitlist.
share-seats-cancelled = The event is cancelled.
share-free = Admission is free.
share-price = Admission: { $price }

# Several notices in one message.
digest = { $count ->
        [one] { $count } notification
       *[other] { $count } notifications
    }
    .others = And { $count } more in your inbox.
