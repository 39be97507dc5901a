"""People with events, bookings, messages and reviews in every state, whose ids the fuzzer knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seance.events import store as events
from seance.notices import store as notices
from seance.notices.model import Message
from seance.notices.unsubscribing import url_for
from tests.component.clock import Clock
from tests.component.gateway import Caller, Person, World, at
from tests.memory.dynamo import Tables
from tests.memory.environment import WEBHOOK_SECRET

Known = dict[str, list[Any]]


@dataclass
class Town:
    """Who calls, and what may stand in a field or parameter of a name."""

    callers: list[Caller]
    known: Known
    scenes: list[tuple[Caller, Known]]  # who can do something, and with whom at which event
    moment: datetime
    stored: Tables
    length: int

    def restore(self, clock: Clock) -> None:
        """As it was when it was built."""
        self.stored.back(self.length)
        clock.moment = self.moment


def tell(people: list[Person], event_id: str, clock: Clock) -> None:
    """Put something into inboxes, as the queue of notices does."""
    found = events.find(event_id)
    assert found
    changes = [{"field": "title", "old": "Вечер", "new": "Ночь"}]
    for kind in ("invited", "booking_moved", "event_changed", "reminder_day"):
        message = Message(kind, event_id, 1, clock.moment.isoformat(), "users")
        for person in people:
            assert notices.add(person.id, message, found[0], "Анна", changes)


def build(world: World, clock: Clock, stored: Tables) -> Town:
    """Through the API."""
    names = ("Anna", "Mira", "Clara", "Boris", "Ivan", "Wera", "Bela", "Fedor", "Sofia")
    anna, mira, clara, boris, ivan, wera, bela, fedor, sofia = map(world.person, names)
    for follower in (mira, clara, ivan, fedor):
        follower.follow(anna)
    over = anna.announce(starts_at=at(days=1), approval="automatic")
    for guest in (mira, clara, sofia):
        assert guest.ask(over).status == 201
    clock.to(over["ends_at"])
    review = {"rating": 5, "text": "Спасибо"}
    assert clara.put(f"/events/{over['id']}/reviews/{anna.id}", review).status == 201

    manual = anna.announce(starts_at=at(days=5), film_id="alien-1979", capacity=3)
    anna.appoint(manual, mira)
    for guest in (clara, boris, sofia):
        assert guest.ask(manual).status == 201
    anna.act("approve", manual, clara)
    anna.act("decline", manual, sofia)
    assert anna.invite(manual, ivan, extra_seat=True).status == 201
    full = anna.announce(starts_at=at(days=6), approval="automatic", capacity=1)
    assert boris.ask(full).status == wera.ask(full).status == 201
    paid = {"admission": "paid", "price": {"amount": "350", "currency": "RUB"}}
    inside = anna.announce(starts_at=at(days=7), visibility="followers", **paid)
    assert fedor.ask(inside).status == 201
    secret = mira.announce(starts_at=at(days=8), visibility="invite_only", place={"kind": "online"})
    off = anna.announce(starts_at=at(days=9), approval="automatic")
    assert clara.ask(off).status == 201
    anna.cancel(off)
    moved = anna.announce(starts_at=at(days=10), approval="automatic")
    other = mira.announce(starts_at=at(days=12), approval="automatic")
    assert sofia.ask(moved).status == sofia.ask(other).status == 201
    anna.edit(moved, starts_at=at(days=12))
    bela.block(anna)
    tell([anna, clara, boris, wera, sofia], moved["id"], clock)
    messages = [
        who.post(f"/events/{manual['id']}/messages", {"text": "Привет"}).body["id"]
        for who in (anna, mira, clara)
    ]
    people = [anna, mira, clara, boris, ivan, wera, bela, fedor, sofia]
    announced = [over, manual, full, inside, secret, off, moved, other]
    told = [each["id"] for who in people for each in who.get("/me/notices").body["items"]]
    ids, guests = [event["id"] for event in announced], [person.id for person in people]
    feed = anna.post("/me/calendar").body["url"].rpartition("/")[2]
    films = ["solaris-1972", "alien-1979", "stalker-1979", "howls-moving-castle-2004"]
    known: Known = {
        "event_id": [*ids, "01ARZ3NDEKTSV4RRFFQ69G5FAV"],
        "guest_id": [*guests, "me", "nobody"],
        "user_id": [*guests, "nobody"],
        "subject_id": [*guests, "me"],
        "message_id": messages,
        "film_id": films,
        "code": [event["short_url"].rpartition("/")[2] for event in announced],
        "token": [url_for(anna.id).rpartition("/")[2]],
        "file": [feed, "unknown.ics"],
        "channel": ["telegram", "vk", "push", "email"],
        "ids": [told[:3], told[3:5]],
        "approve": [[boris.id], [boris.id, clara.id], []],
        "decline": [[fedor.id], ["nobody"], []],
        "starts_at": [at(days=days) for days in (4, 6, 9, 12)],
        "until": [at(days=1), at(days=-1)],
        "from": [at(days=5)],
        "to": [at(days=8)],
        "time_zone": ["Europe/Moscow", "Asia/Kathmandu"],
        "city": ["Москва", "г. Москва", "Тридевятое"],
        "city_id": ["moscow", "4409896"],
        "near": ["55.75,37.6", "-89.9,180"],
        "query": ["солярис", "alien", ""],
        "url": ["https://example.com/кино"],
        "avatar_url": ["https://example.com/a.png"],
        "currency": ["RUB", "JPY"],
        "amount": ["350", "0.01"],
        "chat_id": [77, "@seance_chat"],
        "access_token": ["vk1.a.token"],
        "if-match": ['"1"', '"2", "3"', "*", 'W/"1"'],
        "x-telegram-bot-api-secret-token": [WEBHOOK_SECRET],
        "title": ["Вечер", None],
        "place": [{"kind": "home", "city": "Тула", "latitude": 54.2, "longitude": 37.6}],
        "price": [None],
        "admission": ["free"],
        "duration_minutes": [90],
        "capacity": [2, 6],
        "description": ["Будет\r\nчай"],
        "message": ["Привет", None],
        "text": ["Хорошо"],
        "rating": [4],
    }
    scenes = [
        scene(anna, manual, boris),
        scene(anna, manual, clara, message_id=[messages[0]]),
        scene(mira, manual, ivan),
        scene(ivan, manual, "me"),
        scene(clara, manual, "me", message_id=[messages[2]]),
        scene(wera, full, "me"),
        scene(sofia, moved, "me"),
        scene(clara, over, anna),
        scene(anna, over, clara),
        scene(anna, manual, mira),
        scene(anna, off, sofia),
        scene(mira, secret, fedor),
        scene(mira, other, sofia),
    ]
    return Town([world.nobody, *people], known, scenes, clock.moment, stored, len(stored.stream))


def scene(
    caller: Person, event: dict[str, Any], other: Person | str, **more: list[Any]
) -> tuple[Caller, Known]:
    """Somebody at an event, with somebody else."""
    whom = other if isinstance(other, str) else other.id
    named = dict.fromkeys(("guest_id", "user_id", "subject_id"), (whom,))
    return caller, {"event_id": [event["id"]], **{k: list(v) for k, v in named.items()}, **more}
