"""Pages: full unless they are the last, with cursors for one list of one user."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import refused

SIZE = 5


@dataclass
class Listing:
    """A list with five entries, whose it is, and how it is filtered."""

    owner: Person
    path: str
    query: dict[str, Any] = field(default_factory=dict)


def own_events(world: World, host: Person, pump: Pump) -> Listing:
    for day in range(1, SIZE + 1):
        host.announce(starts_at=at(days=day))
    return Listing(host, "/me/events")


def moderated(world: World, host: Person, pump: Pump) -> Listing:
    mila = world.person("Mila")
    for day in range(1, SIZE + 1):
        host.appoint(host.announce(starts_at=at(days=day)), mila)
    return Listing(mila, "/me/events", {"role": "moderator"})


def search(world: World, host: Person, pump: Pump) -> Listing:
    for day in range(1, SIZE + 1):
        host.announce(starts_at=at(days=day))
    return Listing(world.person("Sofia"), "/events")


def search_with_words(world: World, host: Person, pump: Pump) -> Listing:
    for day in range(1, SIZE + 1):
        host.announce(starts_at=at(days=day), title="Плед")
        world.person(f"P{day}").announce(starts_at=at(days=day, hours=1))
    pump.run()
    return Listing(world.person("Sofia"), "/events", {"query": "плед"})


def guests(world: World, host: Person, pump: Pump) -> Listing:
    event = host.announce()
    for person in world.people(SIZE):
        person.ask(event)
    return Listing(host, f"/events/{event['id']}/bookings")


def guests_of_a_status(world: World, host: Person, pump: Pump) -> Listing:
    event = host.announce()
    for number, person in enumerate(world.people(2 * SIZE)):
        person.ask(event)
        if number % 2:
            person.act("withdraw", event)
    return Listing(host, f"/events/{event['id']}/bookings", {"status": "withdrawn"})


def own_bookings(world: World, host: Person, pump: Pump) -> Listing:
    guest = world.person("Boris")
    for day in range(1, SIZE + 1):
        guest.ask(host.announce(starts_at=at(days=day)))
    return Listing(guest, "/me/bookings")


def own_bookings_of_a_status(world: World, host: Person, pump: Pump) -> Listing:
    guest = world.person("Boris")
    for day in range(1, 2 * SIZE + 1):
        event = host.announce(starts_at=at(days=day))
        guest.ask(event)
        if day % 2:
            host.act("approve", event, guest)
    return Listing(guest, "/me/bookings", {"status": "confirmed"})


def followers(world: World, host: Person, pump: Pump) -> Listing:
    for person in world.people(SIZE):
        person.follow(host)
    return Listing(world.person("Sofia"), f"/users/{host.id}/followers")


def following(world: World, host: Person, pump: Pump) -> Listing:
    for person in world.people(SIZE):
        host.follow(person)
    return Listing(host, "/me/following")


def blocked(world: World, host: Person, pump: Pump) -> Listing:
    for person in world.people(SIZE):
        host.block(person)
    return Listing(host, "/me/blocked")


def notices(world: World, host: Person, pump: Pump) -> Listing:
    event = host.announce()
    for person in world.people(SIZE):
        person.ask(event)
    pump.run()
    return Listing(host, "/me/notices")


def unread_notices(world: World, host: Person, pump: Pump) -> Listing:
    event = host.announce(capacity=20)
    for person in world.people(SIZE):
        person.ask(event)
    pump.run()
    return Listing(host, "/me/notices", {"unread": "true"})


LISTS = [
    own_events, moderated, search, search_with_words, guests, guests_of_a_status, own_bookings,
    own_bookings_of_a_status, followers, following, blocked, notices, unread_notices,
]  # fmt: skip
Make = Callable[[World, Person, Pump], Listing]
each_list = pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
# By words a page has what ten read units allow: tests/budgets/test_searching.py.
each_full_list = pytest.mark.parametrize(
    "make",
    [each for each in LISTS if each is not search_with_words],
    ids=lambda make: make.__name__,
)


def read(listing: Listing, limit: int) -> list[list[Any]]:
    """Every page."""
    pages, cursor = [], None
    while True:
        answer = listing.owner.get(listing.path, **listing.query, limit=limit, cursor=cursor)
        assert answer.status == 200, answer.body
        pages.append(answer.body["items"])
        cursor = answer.body["next_cursor"]
        if cursor is None:
            return pages


@each_full_list
def test_a_page_is_full_unless_it_is_the_last(
    world: World, host: Person, pump: Pump, make: Make
) -> None:
    listing = make(world, host, pump)
    (whole,) = read(listing, 100)
    assert len(whole) == SIZE

    for limit in (1, 2, 3, SIZE - 1, SIZE):
        pages = read(listing, limit)
        assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
        assert [item for page in pages for item in page] == whole


@each_full_list
def test_a_list_has_twenty_entries_and_no_cursor_if_there_are_no_more(
    world: World, host: Person, pump: Pump, make: Make
) -> None:
    listing = make(world, host, pump)

    answer = listing.owner.get(listing.path, **listing.query)

    assert (len(answer.body["items"]), answer.body["next_cursor"]) == (SIZE, None)


@each_list
def test_a_forged_cursor_is_refused(world: World, host: Person, pump: Pump, make: Make) -> None:
    listing = make(world, host, pump)
    cursor = first_cursor(listing)
    changed = ("B" if cursor[3] == "A" else "A").join((cursor[:3], cursor[4:]))
    payload = base64.urlsafe_b64encode(b"\0" * 16 + b"null").decode()

    for forged in (changed, cursor[:-3], cursor + "AAAA", payload, "x", "", "é", "null", "{}", "%"):
        refused(getting(listing, cursor=forged), 400, "bad_cursor")
    refused(getting(listing, cursor="x" * 2001), 400, "bad_cursor")


@each_list
def test_a_cursor_is_good_for_one_user_only(
    world: World, host: Person, pump: Pump, make: Make
) -> None:
    listing = make(world, host, pump)
    cursor = first_cursor(listing)
    other = world.person("Other")
    if listing.path.endswith("/bookings") and "events" in listing.path:
        event = {"id": listing.path.split("/")[2]}
        host.appoint(event, other)

    refused(getting(Listing(other, listing.path, listing.query), cursor=cursor), 400, "bad_cursor")


@each_list
def test_a_cursor_is_good_for_one_list_only(
    world: World, host: Person, pump: Pump, make: Make
) -> None:
    listing = make(world, host, pump)
    cursor = first_cursor(listing)
    others = [
        "/events",
        "/me/events",
        "/me/bookings",
        "/me/notices",
        "/me/following",
        "/me/blocked",
    ]

    for path in others:
        if path != listing.path:
            refused(getting(Listing(listing.owner, path), cursor=cursor), 400, "bad_cursor")


@pytest.mark.parametrize(
    ("make", "other"),
    [
        (own_events, {"when": "past"}),
        (own_events, {"role": "moderator"}),
        (search, {"city": "Москва"}),
        (search, {"query": "x"}),
        (search, {"visibility": "public"}),
        (search, {"near": "1,1"}),
        (search, {"from": "2026-01-01T00:00:00Z"}),
        (guests, {"status": "requested"}),
        (own_bookings, {"when": "upcoming"}),
        (own_bookings, {"status": "requested"}),
        (notices, {"unread": "true"}),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_cursor_is_good_for_the_same_filters_only(
    world: World, host: Person, pump: Pump, make: Make, other: dict[str, Any]
) -> None:
    listing = make(world, host, pump)
    cursor = first_cursor(listing)

    refused(getting(listing, cursor=cursor, **other), 400, "bad_cursor")


def test_a_cursor_of_one_event_opens_no_list_of_another(
    world: World, host: Person, pump: Pump
) -> None:
    listing = guests(world, host, pump)
    other = host.announce(starts_at=at(days=9))

    refused(
        getting(Listing(host, f"/events/{other['id']}/bookings"), cursor=first_cursor(listing)),
        400,
        "bad_cursor",
    )


def first_cursor(listing: Listing) -> str:
    """What the first page says of the second."""
    answer = listing.owner.get(listing.path, **listing.query, limit=1)
    return str(answer.body["next_cursor"])


def getting(listing: Listing, **query: Any) -> Any:
    """To be asked for later."""
    return lambda: listing.owner.get(listing.path, **{**listing.query, **query})
