# Notices: the value is the title, .text the sentence.
notice-booking-requested = New request
    .text = { $who } asks for a seat at “{ $title }”, { $when }{ $party }.
notice-guests-coming = { $waiting ->
        [0] { $count ->
            [0] Who is coming
            [1] A new guest
           *[other] New guests
        }
       *[other] Guests and waitlist
    }
    .text = { $known ->
        [names] { $count ->
            [0] Nobody is coming to “{ $title }”, { $when }, yet.
            [1] { $names } is coming to “{ $title }”, { $when }.
           *[other] { $names } are coming to “{ $title }”, { $when }.
        }
        [count] { $count ->
            [one] { $count } person is coming to “{ $title }”, { $when }.
           *[other] { $count } people are coming to “{ $title }”, { $when }.
        }
       *[nothing] Guests are coming to “{ $title }”, { $when }.
    }{ $waiting ->
        [0] {""}
       *[other] {" "}On the waitlist: { $waiting }. There is nothing to answer: seats are given in order.
    }
notice-booking-approved = You have a seat
    .text = You are going to “{ $title }”, { $when }{ $party }.
notice-booking-declined = No seat
    .text = The host declined your request for “{ $title }”, { $when }.
notice-booking-removed = You are off the guest list
    .text = The host removed you from the guest list of “{ $title }”, { $when }.
notice-booking-withdrawn = A guest is not coming
    .text = { $who } is not coming to “{ $title }”, { $when }{ $party }.
notice-booking-moved = The new time clashes with your plans
    .text = “{ $title }” is now { $when }{ $party }. Confirm your booking or withdraw it.
notice-seat-from-waitlist = A seat became free, and it is yours
    .text = You are going to “{ $title }”, { $when }{ $party }.
notice-proposal-opened = Which film, and when?
    .text = { $who } asks when you could come: “{ $title }”. Your vote promises nothing.
notice-proposal-voted = Everybody has voted
    .text = Everyone you asked has voted on “{ $title }”. Choose the film and the time.
notice-proposal-fixed = The vote is over
    .text = “{ $title }” is now { $when }. You voted for other times; ask for a seat if you can come.
notice-report-resolved = We have looked into your report
    .text = Thank you. An operator has read what you reported and decided what to do about it.
notice-host-message = Message from the host
    .text = { $who }, about “{ $title }”, { $when }:
notice-invited = You are invited
    .text = { $who } invites you to “{ $title }”, { $when }{ $party }.
notice-invitation-accepted = Invitation accepted
    .text = { $who } is coming to “{ $title }”, { $when }{ $party }.
notice-invitation-refused = Invitation refused
    .text = { $who } is not coming to “{ $title }”, { $when }.
notice-invitation-revoked = Invitation taken back
    .text = The invitation to “{ $title }”, { $when }, is no longer valid.
notice-moderator-added = You are a moderator
    .text = You now help to run “{ $title }”, { $when }.
notice-moderator-removed = You are no longer a moderator
    .text = You no longer run “{ $title }”, { $when }.
notice-event-announced = { $events ->
        [0] A new event
       *[other] A new programme
    }
    .text = { $events ->
        [0] { $who } shows “{ $title }”, { $when }.
       *[other] { $who } announces “{ $title }”: { $events } events, the first { $when }.
    }
notice-wish-announced = A film you want to see
    .text = “{ $title }” is shown { $when }.{ $others ->
        [0] {""}
        [one] {" "}And { $others } more event with what you want to see.
       *[other] {" "}And { $others } more events with what you want to see.
    }
notice-search-match = Found by your search
    .text = “{ $title }” is shown { $when }.
notice-event-changed = The event has changed
    .text = “{ $title }”, { $when }, has changed.
notice-event-cancelled = The event is cancelled
    .text = “{ $title }”, { $when }, will not take place.
notice-event-restored = The event is on again
    .text = “{ $title }”, { $when }, will take place after all.
notice-reminder-day = Event in 24 hours
    .text = “{ $title }” starts { $when }{ $party }. Guests: are you still coming? If not, give your seat back on its page.
notice-reminder-hour = Event in an hour
    .text = “{ $title }” starts { $when }{ $party }.
notice-review-requested = How was the event?
    .text = “{ $title }” is over. Leave a review.
notice-review-received = A new review
    .text = Somebody reviewed you after “{ $title }”.
notice-attendance-recorded = The host said whether you came
    .text = About “{ $title }”, { $when }. If it is wrong, tell the host.
notice-channel-disconnected = { $channel ->
        [email] E-mail is switched off
        [telegram] Telegram is disconnected
        [push] A browser gets no pushes any more
       *[vk] VK is disconnected
    }
    .text = { $channel ->
        [email] A mail to you came back or was reported as spam, so we send no more of them. Switch e-mail on again in the settings if you want them.
        [telegram] Telegram takes no more messages from us, so we send none there. Connect it again if you want them.
        [push] A browser of yours takes no more pushes from us, so we send none there. Switch them on in it again if you want them.
       *[vk] VK takes no more messages from us, so we send none there. Connect it again if you want them.
    }

# For how many a booking is, after when it is.
for-party = { $seats ->
    [2] {", "}for two
    [3] {", "}for three
    [4] {", "}for four
   *[other] {""}
}
party-line = { $seats ->
    [2] For two
    [3] For three
    [4] For four
   *[other] For one
}
somebody = Somebody
# The last one of several names.
and-last = and { $name }
former-user = A former user

# What has changed (R9): the fields of an event.
field-film = Film
field-starts-at = Starts
field-ends-at = Ends
field-time-zone = Time zone
field-place = Place
field-admission = Admission
field-price = Price
field-title = Title
field-status = Status
field-attendance = You

# A place that changed, for who is not told where exactly it is; and one with the same words.
moved-nearby = the exact address has changed
moved-on-map = the point on the map has changed

# Values of those fields.
value-free = free
value-paid = paid
value-scheduled = on
value-cancelled = cancelled
value-came = came
value-missed = did not come
value-home = at home
value-cinema = cinema
value-outdoor = outdoors
value-online = online
value-other = other
