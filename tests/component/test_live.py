"""M16, M17, R15: what live connections are told, and what not."""

import itertools
import json
import time
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from live import converse
from seance.chat import store as chat
from seance.cloud import identity, websockets
from seance.live import fan_out, model, store, tickets
from streams import push
from tests.component.clock import Clock
from tests.component.gateway import CONTEXT, Person, World
from tests.component.pump import Pump, batch, record
from tests.component.storage import dump

Event = dict[str, Any]
Frame = dict[str, Any]
numbers = itertools.count(1)


class Tab:
    """One open connection, as API Gateway keeps it."""

    def __init__(self, gateway: "Gateway") -> None:
        self.gateway, self.id = gateway, f"tab{next(numbers)}"

    def call(self, route: str, **parts: Any) -> int:
        """An event of the WebSocket API."""
        context = {"connectionId": self.id, "routeKey": route, "requestId": "r"}
        return converse.handler({"requestContext": context, **parts}, CONTEXT)["statusCode"]

    def connect(self, headers: dict[str, str] | None = None, **query: str) -> int:
        """Open it."""
        return self.call("$connect", headers=headers or {}, queryStringParameters=query or None)

    def say(self, text: str) -> list[Frame]:
        """Send a message; the frames that come back."""
        self.heard.clear()
        self.call("$default", body=text)
        return list(self.heard)

    def subscribe(self, event: Event, **more: Any) -> list[Frame]:
        """Subscribe to an event."""
        return self.say(json.dumps({"action": "subscribe", "event_id": event["id"], **more}))

    @property
    def heard(self) -> list[Frame]:
        """All that came."""
        return self.gateway.frames.setdefault(self.id, [])

    @property
    def kinds(self) -> list[str]:
        """The types of what came."""
        return [each["type"] for each in self.heard]


class Gateway:
    """Takes the place of API Gateway's connections."""

    def __init__(self) -> None:
        self.frames: dict[str, list[Frame]] = {}
        self.gone: set[str] = set()
        self.broken: set[str] = set()

    def post(self, connection_id: str, frame: Frame) -> bool:
        """Stands in for `sockets.post`."""
        if connection_id in self.broken:
            raise TimeoutError
        text = json.dumps(frame, default=websockets._instant, ensure_ascii=False)
        text.encode()
        if connection_id not in self.gone:
            self.frames.setdefault(connection_id, []).append(json.loads(text))
        return connection_id not in self.gone

    def tab(self, who: Person) -> Tab:
        """Somebody's page, open."""
        tab = Tab(self)
        assert tab.connect(ticket=who.post("/me/live").body["ticket"]) == 200
        return tab

    def at(self, who: Person, event: Event) -> Tab:
        """Somebody's page of an event, which has nothing new to say."""
        tab = self.tab(who)
        assert tab.subscribe(event)[-1]["type"] == "subscribed"
        tab.heard.clear()
        return tab


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """Where the connections are."""
    gateway = Gateway()
    monkeypatch.setattr(websockets, "post", gateway.post)
    return gateway


@pytest.fixture
def event(host: Person) -> Event:
    """An event of the host."""
    return host.announce()


@pytest.fixture
def member(world: World, host: Person, event: Event, pump: Pump) -> Person:
    """A confirmed guest; all that is told."""
    member = world.confirmed(event, host)
    pump.forget()
    return member


def say(who: Person, event: Event, text: str = "Привет") -> dict[str, Any]:
    """Post a message."""
    answer = who.post(f"/events/{event['id']}/messages", {"text": text})
    assert answer.status == 201, answer.body
    message: dict[str, Any] = answer.body
    return message


def test_m16_a_message_is_told_as_the_api_shows_it(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tabs = [gateway.at(who, event) for who in (host, member, member)]
    message = say(member, event)
    pump.run()
    for tab in tabs:
        assert tab.heard == [
            {"type": "message", "event_id": event["id"], "id": 1, "message": message}
        ]


def test_m16_edits_and_deletions_are_told(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.at(host, event)
    message = say(member, event)
    path = f"/events/{event['id']}/messages/{message['id']}"
    pump.run()
    changed = member.patch(path, {"text": "Иначе"}).body
    pump.run()
    member.delete(path)
    pump.run()
    assert tab.kinds == ["message", "message_edited", "message_deleted"]
    assert tab.heard[1]["message"] == changed
    assert tab.heard[2]["message_id"] == message["id"]


def test_what_is_deleted_before_it_is_told_is_told_as_deleted_only(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.at(host, event)
    message = say(member, event, "Ой")
    member.delete(f"/events/{event['id']}/messages/{message['id']}")
    pump.run()
    assert [(each["type"], each["id"]) for each in tab.heard] == [("message_deleted", 2)]


def test_r15_who_lost_the_right_is_told_nothing_more(
    world: World, host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    helper = world.person("Vera")
    host.appoint(event, helper)
    pump.forget()
    stays, left, was_helper = (gateway.at(who, event) for who in (host, member, helper))
    say(host, event, "Секрет")
    assert host.act("remove", event, member).status == 200
    assert host.delete(f"/events/{event['id']}/moderators/{helper.id}").status == 204
    pump.run()
    assert "message" in stays.kinds
    for tab in (left, was_helper):
        assert "Секрет" not in json.dumps(tab.heard, ensure_ascii=False)
        assert set(tab.kinds) <= {"seats", "notice"}


def test_r15_who_is_confirmed_later_hears_from_then_on(
    host: Person, guest: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    guest.ask(event)
    pump.forget()
    tab = gateway.at(guest, event)
    say(host, event, "Ещё нет")
    pump.run()
    assert "message" not in tab.kinds
    host.act("approve", event, guest)
    say(host, event, "Уже да")
    pump.run()
    (message,) = [each for each in tab.heard if each["type"] == "message"]
    assert (message["id"], message["message"]["text"]) == (2, "Уже да")


def test_r17_who_blocked_each_other_do_not_hear_each_other(
    world: World, host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    other = world.confirmed(event, host, "Dora")
    other.block(member)
    pump.forget()
    tabs = [gateway.at(who, event) for who in (host, other, member)]
    say(member, event)
    pump.run()
    assert [tab.kinds for tab in tabs] == [["message"], [], ["message"]]
    assert [each["type"] for each in tabs[1].subscribe(event, after=0)] == ["seats", "subscribed"]


def test_m17_a_notice_is_told_to_its_reader_in_every_tab_and_as_the_inbox_shows_it(
    host: Person, guest: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tabs, other = [gateway.tab(host) for _ in range(2)], gateway.tab(member)
    guest.ask(event)
    pump.run()
    shown = host.get("/me/notices").body["items"][0]
    assert (shown.pop("actions"), shown.pop("film")["id"]) == (
        ["approve", "decline"],
        "solaris-1972",
    )
    for tab in tabs:
        assert tab.heard == [{"type": "notice", "notice": shown}]
    assert other.heard == []
    host.post("/me/notices/read", {"ids": [shown["id"]]})
    pump.run()
    assert len(tabs[0].heard) == 1


def test_m16_seats_are_told_to_who_sees_the_event(
    world: World, host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    onlooker, page = world.person("Olga"), gateway.at(member, event)
    strange = gateway.at(onlooker, event)
    world.confirmed(event, host, "Dora")
    pump.run()
    (seats,) = [each for each in strange.heard if each["type"] == "seats"]
    shown = onlooker.sees(event)
    said = ("capacity", "seats_taken", "seats_left", "extra_seats", "waitlist_length", "status")
    assert seats == {
        "type": "seats",
        "event_id": event["id"],
        "at": seats["at"],
        **{name: shown[name] for name in said},
    }
    assert (seats["seats_taken"], seats["seats_left"], seats["status"]) == (2, 3, "scheduled")
    assert seats in page.heard
    host.edit(event, visibility="invite_only")
    pump.forget()
    strange.heard.clear()
    page.heard.clear()
    assert member.act("withdraw", event).status == 200
    pump.run()
    assert strange.heard == []


def test_m16_seats_say_that_the_event_is_off_and_on_again(
    host: Person, guest: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.at(guest, event)
    host.cancel(event)
    pump.forget()
    host.restore(event)
    pump.run()
    assert [each["status"] for each in tab.heard if each["type"] == "seats"] == [
        "cancelled",
        "scheduled",
    ]


def seats_left(tab: Tab) -> list[int]:
    """What frames of seats said, in the order in which they came."""
    return [each["seats_left"] for each in tab.heard if each["type"] == "seats"]


def test_seats_are_told_at_most_once_in_two_seconds_and_at_last_as_they_are(
    world: World, host: Person, gateway: Gateway, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic", capacity=30)
    pump.forget()
    tab, began = gateway.at(host, event), clock.moment
    for person in world.people(20):  # one change in a fifth of a second
        person.ask(event)
        pump.run()
        clock.forward(seconds=0.2)
    clock.forward(seconds=2)
    pump.run()
    told = [each for each in tab.heard if each["type"] == "seats"]
    moments = [datetime.fromisoformat(each["at"]) for each in told]
    assert all(later - sooner > timedelta(seconds=1.9) for sooner, later in pairwise(moments))
    assert len(told) <= (clock.moment - began) / timedelta(seconds=2) + 1
    assert seats_left(tab)[0] == 29, "the first change is told at once"
    assert seats_left(tab)[-1] == 10


def test_a_frame_that_a_crash_lost_is_told_when_its_record_comes_again(
    host: Person, guest: Person, gateway: Gateway, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    tab = gateway.at(host, event)
    guest.ask(event)
    pump.deliver("main", pump.changes("main"))
    records = pump.changes("feed")
    with monkeypatch.context() as crash:
        crash.setattr(store, "subscribers", lambda *_: 1 / 0)
        pump.deliver("feed", records)
    pump.deliver("feed", records)
    assert seats_left(tab) == [4]


def test_a_frame_that_is_lost_for_good_silences_nobody(
    world: World, host: Person, gateway: Gateway, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    tab = gateway.at(host, event)
    people = world.people(2)
    people[0].ask(event)
    pump.deliver("main", pump.changes("main"))
    pump.changes("feed")  # nobody hears of it
    clock.forward(seconds=16)
    people[1].ask(event)
    pump.run()
    assert seats_left(tab) == [3]


def test_a_change_while_seats_are_told_asks_for_another_frame(
    world: World, host: Person, gateway: Gateway, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    tab, people = gateway.at(host, event), world.people(2)
    read = fan_out.of_seats

    def outrun(image: Any) -> Any:
        told = read(image)
        if people[1].get(f"/events/{event['id']}/bookings/me").status == 404:
            people[1].ask(event)
            pump.deliver("main", pump.changes("main"))
        return told

    monkeypatch.setattr(fan_out, "of_seats", outrun)
    people[0].ask(event)
    pump.run()
    assert seats_left(tab) == [4]
    pump.clock.forward(seconds=2)
    pump.run()
    assert seats_left(tab) == [4, 3]


def test_seats_are_compared_with_what_was_told_not_with_what_asked_for_it(
    world: World, host: Person, gateway: Gateway, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    tab, people = gateway.at(host, event), world.people(2)
    people[0].ask(event)
    pump.deliver("main", pump.changes("main"))  # asks with four seats left
    people[1].ask(event)
    pump.deliver("feed", pump.changes("feed"))  # tells three
    pump.run()
    clock.forward(minutes=2)
    pump.run()  # also the later looks at the line
    assert seats_left(tab) == [3], "the same seats again tell nobody"
    people[1].act("withdraw", event)
    pump.run()
    assert seats_left(tab) == [3, 4]


def test_two_hundred_listeners_of_a_hundred_changes_hear_of_a_few(
    world: World, host: Person, gateway: Gateway, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic", capacity=150)
    pump.forget()
    onlookers = world.people(20)
    tabs = [gateway.at(who, event) for who in onlookers for _ in range(10)]
    for _ in range(10):
        for person in world.people(10):
            person.ask(event)
        pump.run()
        clock.forward(seconds=0.5)
    clock.forward(seconds=2)
    pump.run()
    assert len(tabs) == 200
    for tab in tabs:
        assert len(seats_left(tab)) <= 4, "five seconds, one frame in two"
        assert seats_left(tab)[-1] == 50


def test_r17_whom_the_host_blocked_hears_nothing_of_a_public_event(
    world: World, host: Person, guest: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    onlooker = world.person("Olga")
    tabs = [gateway.at(who, event) for who in (guest, onlooker)]
    host.block(onlooker)
    world.confirmed(event, host, "Dora")
    pump.run()
    assert [len(seats_left(tab)) for tab in tabs] == [1, 0]


def test_r6_a_followers_event_is_told_to_who_follows_now(
    world: World, host: Person, gateway: Gateway, pump: Pump
) -> None:
    follower, former = world.follower(host), world.follower(host, "Former")
    event = host.announce(visibility="followers", approval="automatic")
    tabs = [gateway.at(who, event) for who in (follower, former)]
    former.unfollow(host)
    world.follower(host, "Guest").ask(event)
    pump.run()
    assert [tab.kinds.count("seats") for tab in tabs] == [1, 0]


def test_seats_are_told_once_for_a_rush(
    world: World, host: Person, gateway: Gateway, pump: Pump
) -> None:
    event = host.announce(approval="automatic")
    pump.forget()
    tab = gateway.at(host, event)
    for person in world.people(4):
        person.ask(event)
    pump.run()
    assert seats_left(tab) == [1]


def missed(tab: Tab, event: Event, after: int) -> list[tuple[str, int]]:
    """What one who comes back is told of the chat."""
    frames = tab.subscribe(event, after=after)
    return [(each["type"], each["id"]) for each in frames if "id" in each]


def test_m16_who_comes_back_is_told_exactly_what_was_missed(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    first, second = say(host, event, "1"), say(host, event, "2")
    path = f"/events/{event['id']}/messages"
    host.patch(f"{path}/{first['id']}", {"text": "один"})
    member.post(path, {"text": "3"})
    host.delete(f"{path}/{second['id']}")
    tab = gateway.tab(member)
    assert missed(tab, event, 2) == [
        ("message_edited", 3),
        ("message", 4),
        ("message_deleted", 5),
        ("subscribed", 5),
    ]
    assert missed(tab, event, 5) == [("subscribed", 5)]
    assert missed(tab, event, 0)[0] == ("message", 1)
    frames = tab.subscribe(event, after=0)
    assert "2" not in [each["message"]["text"] for each in frames if each["type"] == "message"]


def test_m16_what_was_told_on_coming_back_is_not_pushed_again(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    say(host, event)
    tab = gateway.tab(member)
    assert missed(tab, event, 0) == [("message", 1), ("subscribed", 1)]
    say(host, event)
    tab.heard.clear()
    pump.run()  # only now the stream brings both
    assert [(each["type"], each["id"]) for each in tab.heard] == [("message", 2)]


def test_m16_what_is_said_while_one_comes_back_is_not_lost(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    subscribe = store.subscribe

    def just_before(*args: Any) -> bool:
        say(host, event)
        pump.run()  # told to whom it concerns, and we are not among them yet
        return subscribe(*args)

    monkeypatch.setattr(store, "subscribe", just_before)
    assert missed(gateway.tab(member), event, 0) == [("message", 1), ("subscribed", 1)]


def test_m16_who_was_away_too_long_is_told_to_read_anew(
    host: Person, event: Event, gateway: Gateway, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = gateway.tab(host)
    for _ in range(4):
        say(host, event)
    monkeypatch.setattr(model, "MOST_MISSED", 3)
    assert "reload" not in [each["type"] for each in tab.subscribe(event, after=1)]
    for after in (0, 5):
        frames = tab.subscribe(event, after=after)
        assert [each["type"] for each in frames] == ["reload", "seats", "subscribed"]
        assert frames[-1]["id"] == 4
    chat.ChangeItem.query(f"CHAT#{event['id']}", limit=1).next().delete()
    assert tab.subscribe(event, after=1)[0]["type"] == "message"
    monkeypatch.setattr(model, "MOST_MISSED", 9)
    assert tab.subscribe(event, after=0)[0]["type"] == "reload"


def test_r15_who_is_not_in_the_chat_is_told_nothing_of_it(
    host: Person, guest: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    say(host, event)
    frames = gateway.tab(guest).subscribe(event, after=0)
    assert [each["type"] for each in frames] == ["seats", "subscribed"]
    assert (frames[-1]["chat"], frames[-1]["id"]) == (False, None)


def test_r6_nobody_subscribes_to_what_does_not_exist_for_them(
    host: Person, guest: Person, gateway: Gateway
) -> None:
    event, tab = host.announce(visibility="invite_only"), gateway.tab(guest)
    (problem,) = tab.subscribe(event)
    assert (problem["type"], problem["code"]) == ("error", "not_found")
    assert problem["event_id"] == event["id"]
    assert not store.subscribers(event["id"], None)[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "[]",
        "{}",
        '{"action": "shout"}',
        '{"action": "subscribe"}',
        '{"action": "subscribe", "event_id": "EVENT#1"}',
        '{"action": "subscribe", "event_id": "01KA0000000000000000SAMP1E", "after": "1"}',
        '{"action": "subscribe", "event_id": "01KA0000000000000000SAMP1E", "after": true}',
        '{"action": "subscribe", "event_id": "01KA0000000000000000SAMP1E", "after": -1}',
        '{"action": "subscribe", "event_id": "01KA0000000000000000SAMP1E", "after": 1e999}',
        '{"action": "subscribe", "event_id": "\\ud800"}',
        '{"action": "subscribe", "event_id": {"a": ["\\udfff"]}}',
        '{"action": "\\ud800", "event_id": "\\ud800"}',
        '{"action": ["ping"], "event_id": 1e999}',
        '{"action": {"subscribe": []}}',
        '{"action": "subscribe", "event_id": ' + "[" * 400 + "]" * 400 + "}",
        "[" * 30_000,
        '{"action": ' * 5_000,
        '{"action": "unsubscribe", "event_id": ' + "9" * 5_000 + "}",
    ],
)
def test_what_makes_no_sense_is_answered_with_an_error(
    host: Person, gateway: Gateway, text: str
) -> None:
    (problem,) = gateway.tab(host).say(text)
    assert (problem["type"], problem["code"]) == ("error", "validation_failed")


def test_a_subscription_to_what_comes_after_any_number_is_answered(
    host: Person, event: Event, gateway: Gateway
) -> None:
    told = gateway.tab(host).subscribe(event, after=10**300)
    assert [each["type"] for each in told] == ["reload", "seats", "subscribed"]


def test_a_fault_of_ours_is_answered_without_its_reason(
    host: Person, event: Event, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_: str) -> int:
        raise RuntimeError("secret")

    monkeypatch.setattr(chat, "last_change", down)
    assert gateway.tab(host).subscribe(event) == [{"type": "error", "code": "internal_error"}]


def test_a_ping_is_answered(host: Person, gateway: Gateway) -> None:
    assert gateway.tab(host).say('{"action": "ping"}') == [{"type": "pong"}]


def test_who_unsubscribes_is_told_nothing_more(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.at(host, event)
    asked = json.dumps({"action": "unsubscribe", "event_id": event["id"]})
    for _ in range(2):
        assert tab.say(asked) == [{"type": "unsubscribed", "event_id": event["id"]}]
    tab.heard.clear()
    say(member, event)
    pump.run()
    assert tab.heard == []


def test_a_connection_subscribes_to_so_many_events(
    host: Person, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_SUBSCRIPTIONS", 1)
    first, second = host.announce(), host.announce(film_id="alien-1979", starts_at=later())
    tab = gateway.at(host, first)
    (problem,) = tab.subscribe(second)
    assert problem["code"] == "too_many_requests"
    assert tab.subscribe(first)[-1]["type"] == "subscribed"


def later() -> str:
    """Another evening."""
    return "2028-01-01T18:00:00Z"


def test_a_ticket_opens_one_connection_within_a_minute(
    host: Person, gateway: Gateway, clock: Clock
) -> None:
    ticket = host.post("/me/live").body["ticket"]
    assert ticket not in json.dumps(list(dump("feed").values()))
    assert [Tab(gateway).connect(ticket=ticket) for _ in range(2)] == [200, 401]
    late = host.post("/me/live").body
    clock.to(late["expires_at"])
    assert Tab(gateway).connect(ticket=late["ticket"]) == 401
    assert Tab(gateway).connect(ticket="made-up") == 401


def test_a_ticket_used_twice_at_once_opens_one_connection(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket, delete = host.post("/me/live").body["ticket"], tickets.TicketItem.delete

    def overtaken(item: Any, **options: Any) -> Any:
        monkeypatch.setattr(tickets.TicketItem, "delete", delete)
        assert tickets.redeem(ticket) == host.id
        return delete(item, **options)

    monkeypatch.setattr(tickets.TicketItem, "delete", overtaken)
    assert tickets.redeem(ticket) is None


def test_a_program_brings_its_token(
    host: Person, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "verified", lambda token: host.id if token == "good" else None)
    assert Tab(gateway).connect({"Authorization": "Bearer good"}) == 200
    assert Tab(gateway).connect(access_token="good") == 200
    assert Tab(gateway).connect(token="good") == 200
    assert Tab(gateway).connect(token="bad") == 401
    assert Tab(gateway).connect() == 401
    assert len(store.connections_of(host.id)) == 3


def live_rows() -> list[tuple[str, str]]:
    """What there is about connections."""
    return [key for key in dump("feed") if "CONNECTION#" in "".join(key)]


def test_a_connection_that_ends_leaves_nothing_behind(
    host: Person, event: Event, gateway: Gateway
) -> None:
    tab = gateway.at(host, event)
    assert len(live_rows()) == 3
    for _ in range(2):
        tab.call("$disconnect")
    assert live_rows() == []
    assert tab.say('{"action": "ping"}') == [{"type": "error", "code": "unauthorized"}]


def test_what_stays_behind_goes_by_itself(
    host: Person, event: Event, gateway: Gateway, clock: Clock
) -> None:
    gateway.at(host, event)
    within = clock.moment.timestamp() + 3 * 3600
    assert all(int(dump("feed")[key]["expires_at"]["N"]) <= within for key in live_rows())


def test_a_gone_connection_is_forgotten_when_it_is_told_something(
    host: Person,
    guest: Person,
    member: Person,
    event: Event,
    gateway: Gateway,
    pump: Pump,
    clock: Clock,
) -> None:
    tabs = [gateway.at(host, event), gateway.at(member, event)]
    gateway.gone.add(tabs[0].id)
    say(member, event)
    pump.run()
    assert tabs[1].kinds == ["message"]
    assert {key[0] for key in live_rows()} == {
        f"CONNECTION#{tabs[1].id}",
        f"USER#{member.id}",
        f"LIVE#{event['id']}",
    }
    orphan = gateway.tab(host)
    gateway.gone.add(orphan.id)
    clock.forward(minutes=1)
    guest.ask(event)
    pump.run()
    assert not store.connections_of(host.id)


def test_a_connection_that_is_only_opening_is_not_forgotten(
    host: Person, guest: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.tab(host)
    gateway.gone.add(tab.id)  # so API Gateway says until the handshake is done
    guest.ask(event)
    pump.run()
    gateway.gone.clear()
    assert tab.subscribe(event)[-1]["type"] == "subscribed"


def test_a_connection_that_is_gone_while_it_is_answered_is_forgotten(
    host: Person, event: Event, gateway: Gateway
) -> None:
    tab = gateway.tab(host)
    gateway.gone.add(tab.id)
    tab.subscribe(event)
    assert live_rows() == []


def test_one_broken_connection_holds_nobody_up(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tabs = [gateway.at(member, event) for _ in range(3)]
    gateway.broken.add(tabs[1].id)
    say(host, event)
    pump.run()
    assert [tab.kinds for tab in tabs] == [["message"], [], ["message"]]
    assert pump.messages("pushes") == []


def test_a_slow_connection_costs_its_own_time_only(
    host: Person, event: Event, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = gateway.post

    def post(connection_id: str, frame: Frame) -> bool:
        if int(connection_id) % 10 == 0:
            time.sleep(0.2)
        return quick(connection_id, frame)

    monkeypatch.setattr(websockets, "post", post)
    started = time.monotonic()
    websockets.post_to_all([str(number) for number in range(100)], {"type": "pong"})
    assert time.monotonic() - started < 1  # ten slow ones, one after the other, take two seconds
    assert len(gateway.frames) == 100


def test_a_crowd_is_told_page_by_page(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(store, "PAGE", 2)
    monkeypatch.setattr(store, "PAGES", 3)
    tabs = [gateway.at(member, event) for _ in range(11)]
    say(host, event)
    pump.run()
    assert [tab.kinds for tab in tabs] == [["message"]] * 11
    further = [each["NewImage"] for each in pump.messages("pushes")]
    assert len(further) == 5, "all but the first page, each once"
    assert len([each for each in further if "until" not in each]) == 1, "six connections at a time"


def test_a_record_of_the_feed_that_fails_is_parked_and_comes_back(
    host: Person, member: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.at(member, event)
    say(host, event)
    records = pump.changes("feed")
    keys = {"pk": {"S": "CHAT#x"}, "sk": {"S": "CHANGE#1"}}
    spoilt = record(None, {**keys, "item": {"S": "chat_change"}}, pump.clock.moment)
    answer = push.handler({"Records": [spoilt, *records]}, CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert pump.messages("pushes") == [spoilt["dynamodb"]]
    assert tab.kinds == ["message"]
    again = [each["dynamodb"] for each in records]
    assert push.handler(batch(*again), CONTEXT) == {"batchItemFailures": []}
    assert [each["id"] for each in tab.heard] == [1, 1]  # the number tells that it is the same


def test_nothing_is_told_of_what_is_gone(
    host: Person, event: Event, gateway: Gateway, pump: Pump
) -> None:
    tab = gateway.at(host, event)
    gone: dict[str, Frame] = {
        "chat_change": {"event_id": "x", "number": 1, "kind": "message", "message_id": "m", "author_id": "a"},
        "live_seats": {"event_id": "x"},
        "notice": {"user_id": host.id, "id": "n"},
    }  # fmt: skip
    for item, image in gone.items():
        fields = {
            name: {"N": "1"} if name == "number" else {"S": text} for name, text in image.items()
        }
        spoilt = {"NewImage": {"item": {"S": item}, **fields}}
        assert push.handler(batch(spoilt), CONTEXT) == {"batchItemFailures": []}
    assert tab.heard == []


def test_who_needs_a_ticket_needs_a_token(world: World) -> None:
    assert world.nobody.post("/me/live").status == 401
