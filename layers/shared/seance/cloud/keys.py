"""Every key of every table is built here; `docs/access-patterns.md` is its table.

A key is a pair (partition, sort). Instants in keys are UTC with milliseconds, so they sort as text.
"""

from datetime import UTC, datetime, timedelta

from seance import cities
from seance.spelling import city_key

Key = tuple[str, str]

UPCOMING = "UPCOMING"
UNSENT = "UNSENT"
EVERYWHERE = "ALL"  # in Words: beside the cities
AFTER_ALL = "~"  # sorts behind every digit and capital letter


def instant(moment: datetime) -> str:
    """`2026-12-01T18:00:00.000Z`: UTC, fixed width, sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def by_start(starts_at: datetime, event_id: str) -> str:
    """Sort key of every list of events by start."""
    return f"{instant(starts_at)}#{event_id}"


def around(moment: datetime, longest: timedelta, *, upcoming: bool) -> tuple[str, str]:
    """Between which keys by start all lies that has not ended then, or all that has begun."""
    return (instant(moment - longest), AFTER_ALL) if upcoming else ("0", instant(moment))


def event(event_id: str) -> Key:
    """The event itself."""
    return f"EVENT#{event_id}", "EVENT"


def seats(event_id: str, shard: int) -> Key:
    """One shard of the seats. Shard 0 lies beside its event, so one query reads both."""
    return (f"EVENT#{event_id}", "SEATS") if shard == 0 else (f"SEATS#{event_id}#{shard}", "SEATS")


def told(event_id: str) -> Key:
    """What the guests were last told about the event."""
    return f"EVENT#{event_id}", "TOLD"


UNINDEXED = "UNINDEXED"


def unindexed(event_id: str) -> Key:
    """The event's words do not lead to it yet."""
    return f"EVENT#{event_id}", UNINDEXED


def moderator(event_id: str, user_id: str) -> Key:
    """The rights of one moderator."""
    return f"EVENT#{event_id}", f"MODERATOR#{user_id}"


def host_events(user_id: str) -> str:
    """Partition of `by_user`: the events of one host."""
    return f"HOST#{user_id}"


def user(user_id: str) -> str:
    """Partition of all that belongs to one user."""
    return f"USER#{user_id}"


def booking(user_id: str, event_id: str) -> Key:
    """The one booking of this guest for this event (R2: the key makes it one)."""
    return user(user_id), f"BOOKING#{event_id}"


def booking_by_start(starts_at: datetime, event_id: str) -> str:
    """Sort key in `by_user`: own bookings by start."""
    return f"BOOKING#{by_start(starts_at, event_id)}"


def moderating_by_start(starts_at: datetime, event_id: str) -> str:
    """Sort key in `by_user`: the events that one moderates, by start."""
    return f"MODERATOR#{by_start(starts_at, event_id)}"


def event_bookings(event_id: str) -> str:
    """Partition of `by_time`: the bookings of one event."""
    return f"EVENT#{event_id}#BOOKINGS"


def booking_by_status(status: str, requested_at: datetime, user_id: str) -> str:
    """Sort key in `by_time`: bookings of an event by status, the earliest request first."""
    return f"{status}#{instant(requested_at)}#{user_id}"


def line(event_id: str, shard: int) -> Key:
    """One shard of the numbers of an event's waitlist; all lie in one partition."""
    return f"LINE#{event_id}", f"SHARD#{shard:02}"


def invite_link(link_id: str) -> Key:
    """An invitation link, by the hash of its token."""
    return f"INVITATION#{link_id}", "INVITATION"


def mailed_invitation(host_id: str, event_id: str, digest: str) -> Key:
    """An invitation by mail: one for an event and the digest of an address."""
    return user(host_id), f"MAILED#{event_id}#{digest}"


def mailings(host_id: str, day: str) -> Key:
    """How many invitations were mailed for a host on a day."""
    return user(host_id), f"MAILINGS#{day}"


def invite_links(event_id: str) -> str:
    """Partition of `by_user`: the invitation links of one event, by when they were made."""
    return f"INVITATIONS#{event_id}"


def redemption(user_id: str, link_id: str) -> Key:
    """That a guest has used an invitation link (R22: the key makes it one use)."""
    return user(user_id), f"REDEEMED#{link_id}"


def event_reviews(event_id: str) -> str:
    """Partition of the reviews of one event; its own, for reading an event must not read them."""
    return f"REVIEWS#{event_id}"


def review(event_id: str, author_id: str, subject_id: str) -> Key:
    """What one said of the other (R14: the key makes it one)."""
    return event_reviews(event_id), f"REVIEW#{author_id}#{subject_id}"


def reviews_about(user_id: str) -> str:
    """Partition of `by_user`: the reviews about one user."""
    return f"SUBJECT#{user_id}"


def reviews_by(user_id: str) -> str:
    """Partition of `by_time`: the reviews that one user wrote."""
    return f"AUTHOR#{user_id}"


def review_by_time(written_at: datetime, event_id: str, user_id: str) -> str:
    """Sort key of lists of reviews by time."""
    return f"{instant(written_at)}#{event_id}#{user_id}"


def agenda(user_id: str) -> Key:
    """The busy intervals of one user."""
    return user(user_id), "AGENDA"


def profile(user_id: str) -> Key:
    """Who the user is."""
    return user(user_id), "PROFILE"


def address(digest: str) -> str:
    """Partition of `by_user`: whose address it is."""
    return f"ADDRESS#{digest}"


def no_mail(digest: str) -> Key:
    """That to an address with this digest go no invitations."""
    return f"NO_MAIL#{digest}", "NO_MAIL"


def notice_settings(user_id: str) -> Key:
    """How the user wants to be told."""
    return user(user_id), "SETTINGS"


def channel(user_id: str, name: str) -> Key:
    """A channel that the user has connected."""
    return user(user_id), f"CHANNEL#{name}"


def push_device(user_id: str, place: int) -> Key:
    """One of the few browsers that a user has pushes sent to."""
    return channel(user_id, f"push#{place}")


def push_endpoint(device: str) -> str:
    """Partition of `by_user`: whose connections lead to the browser with this hash."""
    return f"PUSH#{device}"


def pushed(user_id: str, identity: str, device: str) -> Key:
    """Feed: a notice or digest on its way to one browser."""
    return user(user_id), f"PUSHED#{identity}#{device}"


def telegram_chat(digest: str) -> str:
    """Partition of `by_user`: whose connections lead to the Telegram chat with this hash."""
    return f"TELEGRAM#{digest}"


BLOCK = "BLOCK"  # how the sort keys of all that says who has to do with whom begin


def blocks(user_id: str) -> Key:
    """That the user has ever been one of a pair; before 2026-11-28 also whom they blocked, and who them."""
    return user(user_id), f"{BLOCK}S"


def block(user_id: str, other_id: str) -> Key:
    """How the user and another stand; the other has the mirrored item."""
    return user(user_id), f"{BLOCK}#{other_id}"


def blocked(user_id: str) -> str:
    """Partition of `by_user`: whom the user blocked."""
    return f"BLOCKED#{user_id}"


def pair(one_id: str, other_id: str) -> str:
    """The name of two users, whoever comes first."""
    return "#".join(sorted((one_id, other_id)))


def follower(host_id: str, user_id: str) -> Key:
    """`user_id` follows `host_id`."""
    return user(host_id), f"FOLLOWER#{user_id}"


def following(user_id: str) -> str:
    """Partition of `by_user`: whom the user follows."""
    return f"FOLLOWING#{user_id}"


def city(name: str, city_id: str | None = None) -> str:
    """Partition of `by_city`, by whichever of its names the city is called."""
    return f"CITY#{cities.key_of(name, city_id)}"


def cities_of_before(name: str, city_id: str | None = None) -> list[str]:
    """Where releases before 2026-11-28 put events of a city that is known by GeoNames only: by what was typed."""
    known = cities.known(name, city_id)
    called = () if known is None or known.is_by_hand else (name, *known.names)
    return [f"CITY#{city_key(each)}" for each in called]


def spellings(name: str, city_id: str | None = None) -> list[str]:
    """Where events of a city lie: also where releases before 2026-11-27 put those not edited since.

    They put them by whichever of its names was typed, as it was spelled.
    """
    known = cities.known(name, city_id)
    before = (
        "CITY#" + " ".join(each.casefold().replace("ё", "е").split())
        for each in (known.names if known else (name,))
    )
    return list(dict.fromkeys((city(name, city_id), *cities_of_before(name, city_id), *before)))


def cell(latitude: int, longitude: int) -> str:
    """Partition of `by_cell`: one square degree, named by its south-west corner."""
    return f"CELL#{latitude}#{longitude}"


def postings(scope: str, term: str, *, text: bool = False) -> str:
    """Words: partition of the events, everywhere or in a city, that a term leads to, by start.

    Those of a description (`text`) lie beside it.
    """
    return f"{scope}#{term}#TEXT" if text else f"{scope}#{term}"


def film_term(film_id: str) -> str:
    """Words: the term of a film's events; of a word it is how it begins."""
    return f"FILM#{film_id}"


def indexed(event_id: str, scope: str, text: int | None = None) -> Key:
    """Words: which terms lead to this event, everywhere or in its city; those of its description by number."""
    return f"EVENT#{event_id}", scope if text is None else f"{scope}#TEXT#{text}"


def link(code: str) -> Key:
    """A short link."""
    return f"LINK#{code}", "LINK"


def notice(user_id: str, notice_id: str) -> Key:
    """Feed: one notice of one user."""
    return user(user_id), f"NOTICE#{notice_id}"


def waiting(user_id: str) -> Key:
    """Feed: what waits for this user until quiet hours end or the day's digest goes out."""
    return user(user_id), "WAITING"


def digest(user_id: str, digest_id: str) -> Key:
    """Feed: what goes out to this user together."""
    return user(user_id), f"DIGEST#{digest_id}"


def gathering(user_id: str, event_id: str) -> Key:
    """Feed: which notice tells this user who is coming to an event."""
    return user(user_id), f"GATHERING#{event_id}"


SEES = "SEES#"


def sees_event(user_id: str, event_id: str) -> Key:
    """Feed: an event that is not public and that the user may find, by a follow or an invitation."""
    return user(user_id), f"{SEES}EVENT#{event_id}"


def sees_blocks(user_id: str) -> Key:
    """Feed: the copies of before 2026-11-28, all in one."""
    return user(user_id), f"{SEES}BLOCKS"


def sees_block(user_id: str, other_id: str) -> Key:
    """Feed: a copy of a block, beside what the user sees, for lists."""
    return user(user_id), f"{SEES}BLOCK#{other_id}"


def silenced(user_id: str, event_id: str) -> Key:
    """Feed: reminders of this event that the user does not want."""
    return user(user_id), f"SILENCED#{event_id}"


def changed(kind: str, identity: str) -> Key:
    """Feed: an event or user that changed and is not yet compared with the bookings."""
    return "CHANGED", f"{kind}#{identity}"


def deleted_event(host_id: str, event_id: str) -> Key:
    """Feed: this event was its host's, who deleted it."""
    return user(host_id), f"DELETED#{event_id}"


def message(event_id: str, message_id: str) -> Key:
    """Feed: one message of an event's chat."""
    return f"CHAT#{event_id}", f"MESSAGE#{message_id}"


def posted(event_id: str, request: bytes) -> Key:
    """Feed: which message of an event's chat this request made."""
    return f"CHAT#{event_id}", f"POSTED#{request.hex()}"


def chat_change(event_id: str, number: int) -> Key:
    """Feed: the change of that number in an event's chat."""
    return f"CHAT#{event_id}", f"CHANGE#{number:010d}"


def connection(connection_id: str) -> Key:
    """Feed: an open live connection."""
    return f"CONNECTION#{connection_id}", "CONNECTION"


def user_connection(user_id: str, connection_id: str) -> Key:
    """Feed: the same connection, found by its user."""
    return user(user_id), f"CONNECTION#{connection_id}"


def subscription(event_id: str, connection_id: str) -> Key:
    """Feed: this connection wants to know of this event."""
    return f"LIVE#{event_id}", f"CONNECTION#{connection_id}"


def live_seats(event_id: str) -> Key:
    """Feed: the seats of an event have changed."""
    return f"LIVE#{event_id}", "SEATS"


def ticket(digest: str) -> Key:
    """Feed: the right to open one live connection."""
    return f"TICKET#{digest}", "TICKET"


def calendar(user_id: str) -> Key:
    """The private calendar feed of one user."""
    return user(user_id), "CALENDAR"


def calendar_token(digest: str) -> Key:
    """Whose feed the token with this hash opens."""
    return f"CALENDAR#{digest}", "CALENDAR"


def film(film_id: str) -> Key:
    """Feed: what an outside catalogue said of a film."""
    return f"FILM#{film_id}", "FILM"


def found_films(catalogue: str, digest: str, page: int) -> Key:
    """Feed: a page of what an outside catalogue found."""
    return f"FILMS#{catalogue}#{digest}", f"PAGE#{page:04d}"


def start_code(digest: str) -> Key:
    """Feed: the right to connect a Telegram chat."""
    return f"START#{digest}", "START"


def share(user_id: str, share_id: str) -> Key:
    """Feed: an event that the host wants posted."""
    return user(user_id), f"SHARE#{share_id}"


def shared(user_id: str, event_id: str, share_id: str) -> Key:
    """Feed: the event stands on its host's chat or wall."""
    return user(user_id), f"SHARED#{event_id}#{share_id}"


def press(user_id: str, press_id: str) -> Key:
    """Feed: a button under a notice did something in Telegram."""
    return user(user_id), f"PRESS#{press_id}"


def calendar_entry(user_id: str, event_id: str) -> Key:
    """Feed: an event was mailed into the user's calendar."""
    return user(user_id), f"ENTRY#{event_id}"


def unsent(claimed_at: datetime, channel: str, identity: str) -> Key:
    """Feed: a notice or post of which nobody knows whether it went out; for the operator."""
    return UNSENT, f"{instant(claimed_at)}#{channel}#{identity}"


def proposal(proposal_id: str) -> Key:
    """What is put to the vote."""
    return f"PROPOSAL#{proposal_id}", "PROPOSAL"


def voter(proposal_id: str, user_id: str) -> Key:
    """Somebody who was asked, or has voted; behind the proposal in its partition."""
    return f"PROPOSAL#{proposal_id}", f"VOTER#{user_id}"


def proposals_of(host_id: str) -> str:
    """Partition of `by_user`: the proposals of one host, by when they were made."""
    return f"PROPOSING#{host_id}"


def proposal_by_time(created_at: datetime, proposal_id: str) -> str:
    """Sort key in `by_user`: proposals that one was asked about or voted on."""
    return f"PROPOSAL#{instant(created_at)}#{proposal_id}"


def announcement(event_id: str, announcement_id: str) -> Key:
    """What the host told the guests; its id begins with the day and ends with its number on it."""
    return f"SAID#{event_id}", f"ANNOUNCEMENT#{announcement_id}"


WISH = "WISH#"
WISHED = ("WISHED", "WISHED")  # the films that most wish to see


def wish(user_id: str, film_id: str) -> Key:
    """The user wishes to see this film in company."""
    return user(user_id), f"{WISH}{film_id}"


def wishes(film_id: str, shard: int, city_id: str | None = None) -> Key:
    """One shard of how many wish to see a film, everywhere or in a city."""
    return f"WISHES#{film_id}#{shard}", f"CITY#{city_id}" if city_id else EVERYWHERE


def wishers(film_id: str, corner: tuple[int, int] | None) -> Key:
    """In `by_cell`: the partition of the wishes for a film, and how those for a square degree, or for no city, begin."""
    return f"WISHERS#{film_id}", f"{corner[0]}#{corner[1]}#" if corner else f"{EVERYWHERE}#"


def saved_search(user_id: str, place: int) -> Key:
    """One of the few searches that a user keeps."""
    return user(user_id), f"SEARCH#{place:02}"


def searches(scope: str = EVERYWHERE) -> Key:
    """In `by_cell`: the partition of the saved searches for one film, city or square degree, or for any, and how they begin."""
    return f"SEARCHES#{scope}", "S#"


def introduced(user_id: str, event_id: str) -> Key:
    """Feed: by a wish or a saved search the user was told of this event."""
    return user(user_id), f"INTRODUCED#{event_id}"


def wishes_told(user_id: str, day: str) -> Key:
    """Feed: how often wishes were told of on a day."""
    return user(user_id), f"WISHES#{day}"


def case(case_id: str) -> Key:
    """What was reported, until an operator has resolved it and after."""
    return f"CASE#{case_id}", "CASE"


def report(case_id: str, reporter: str) -> Key:
    """One user's report of it."""
    return f"CASE#{case_id}", f"REPORT#{reporter}"


def reported(kind: str, target: str) -> Key:
    """Which case about this is open."""
    return f"REPORTED#{kind}#{target}", "REPORTED"


def cases(status: str) -> str:
    """Partition of `by_time`: the cases of one status."""
    return f"CASES#{status}"


def reports_by(user_id: str) -> str:
    """Partition of `by_user`: what one reported."""
    return f"REPORTING#{user_id}"


def reports_a_day(user_id: str) -> Key:
    """How many things one reported on a day."""
    return user(user_id), "REPORTS"
