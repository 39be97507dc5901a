# What an event's page says before its script runs: the page's own words (web/src/i18n), to the letter.
page-event-poster = Poster of { $title }
page-event-hosted_by = Host
page-event-free = Free
page-event-paid_note = Paid to the host; Seance takes no payments.
page-event-seats_left = { $count ->
    [one] { $count } seat left
   *[other] { $count } seats left
}
page-event-full = No seats left
page-event-waiting = { $count ->
    [one] { $count } waiting
   *[other] { $count } waiting
}
page-event-of_capacity = { $taken } of { $capacity } taken
page-event-until = until { $time }
page-event-cancelled = Cancelled
page-event-cancelled_because = Cancelled: { $reason }
page-event-finished = Finished
page-event-running = On now
page-event-place = Place
page-event-exact_later = The exact address is shown to confirmed guests.
page-event-auto = No approval needed
page-event-manual = The host approves guests
page-moment-about_film = About the film
page-moment-seats = Seats
page-moment-at_hosts = at the host's home
page-moment-language = In { $language }
page-moment-subtitles = subtitles: { $languages }
page-moment-programme = { $position } of { $of } in “{ $title }”
page-act-request = Ask for a seat
page-act-take_seat = Take a seat
page-act-join_waitlist = Join the waitlist
page-nav-sign_in = Sign in
page-nav-skip = Skip to content
page-common-former_user = Former user
page-open_to-public = Open to everybody
page-kind-home = At home
page-kind-cinema = Cinema
page-kind-outdoor = Outdoors
page-kind-online = Online
page-kind-other = Elsewhere
page-genre-action = action
page-genre-adventure = adventure
page-genre-animation = animation
page-genre-biography = biography
page-genre-comedy = comedy
page-genre-crime = crime
page-genre-documentary = documentary
page-genre-drama = drama
page-genre-family = family
page-genre-fantasy = fantasy
page-genre-history = history
page-genre-horror = horror
page-genre-musical = musical
page-genre-mystery = mystery
page-genre-romance = romance
page-genre-science_fiction = science fiction
page-genre-sport = sport
page-genre-thriller = thriller
page-genre-war = war
page-genre-western = western
page-genre-noir = film noir
page-genre-music = music
# Of this alone.
page-without-script = To sign in and take a seat, switch JavaScript on.
