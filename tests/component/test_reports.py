"""M35, R24: who reports what, what operators make of it, and what is there for whom then."""

from collections.abc import Callable
from typing import Any

import pytest

from seance.accounts.deletion import REST
from seance.chat import store as chat
from seance.chat.model import Change
from seance.cloud import keys, limits
from seance.cloud.clock import now
from seance.events import store as events
from seance.live import rights
from seance.live.model import of_change
from seance.people.model import stranger
from seance.reports import store
from seance.reports.store import ReportItem
from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.reviewing import Evening, evening
from tests.component.storage import CLOUD, dump
from tests.component.test_export import exported

__all__ = ["evening"]
Event = dict[str, Any]


@pytest.fixture
def operator(world: World) -> Person:
    """Who runs this installation."""
    return operator_of(world, "Olga")


def operator_of(world: World, name: str) -> Person:
    """Somebody in the group, as API Gateway hands it on."""
    person = world.person(name)
    assert person.claims
    person.claims["cognito:groups"] = "[friends operators]"
    return person


def report(person: Person, kind: str, named: str, **more: Any) -> Answer:
    """Say that something is wrong."""
    return person.post("/reports", {"kind": kind, "id": named, "reason": "harassment", **more})


def queue(operator: Person, **query: Any) -> list[dict[str, Any]]:
    """What the operators have before them."""
    answer = operator.get("/operator/reports", **query)
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["items"]
    return found


def resolve(operator: Person, action: str, case: dict[str, Any] | None = None) -> Answer:
    """Decide on the one open case, or on this one."""
    case = case or queue(operator)[0]
    return operator.post(
        f"/operator/reports/{case['id']}/resolve", {"action": action, "note": "Looked into it"}
    )


def settle(pump: Pump, clock: Clock) -> None:
    """Let everything follow, also what comes once more after a rest; delivered twice."""
    pump.run(2)
    clock.forward(seconds=REST.total_seconds() + 1)
    pump.run(2)


def kinds(person: Person) -> list[str]:
    """What the inbox has."""
    return [each["kind"] for each in person.get("/me/notices").body["items"]]


def test_r24_one_open_report_by_reporter_and_thing(
    host: Person, guest: Person, operator: Person, world: World
) -> None:
    event = host.announce(title="Buy my watches", description="Cheap")
    for person in (guest, guest, world.person("Vera")):
        assert report(person, "event", event["id"], text="Again and again").status == 202
    (case,) = queue(operator)
    assert (case["kind"], case["target"], case["count"]) == ("event", event["id"], 2)
    assert case["subject"]["id"] == host.id
    assert case["excerpt"] == "Buy my watches\nCheap"
    assert {each["reporter"]["name"] for each in case["reports"]} == {"Boris", "Vera"}
    assert case["reports"][0]["text"] == "Again and again"


def test_r24_so_many_reports_a_day_and_no_more(
    guest: Person, world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seance.reports.store.MOST_A_DAY", 2)
    first, second, third = world.people(3)
    for person in (first, first, second):
        assert report(guest, "user", person.id).status == 202
    refused = report(guest, "user", third.id)
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert 0 < int(refused.headers["retry-after"]) <= 86_400
    clock.forward(days=1)
    assert report(guest, "user", third.id).status == 202


def test_r24_r6_only_what_one_sees_is_reported(host: Person, guest: Person, world: World) -> None:
    fan = world.follower(host)
    hidden = host.announce(visibility="followers")
    assert report(guest, "event", hidden["id"]).status == 404
    assert report(fan, "event", hidden["id"]).status == 202
    said = host.post(f"/events/{hidden['id']}/messages", {"text": "Hello"}).body["id"]
    assert report(fan, "message", said, event_id=hidden["id"]).status == 403
    assert report(guest, "message", said, event_id=hidden["id"]).status == 404
    assert report(guest, "message", said).code == "validation_failed"
    assert report(guest, "user", "nobody").status == 404
    host.block(guest)
    assert report(guest, "user", host.id).status == 404
    assert report(host, "user", guest.id).status == 202
    assert report(host, "user", "me").status == 403
    assert report(guest, "planet", host.id).status == 422


def test_r24_only_an_operator_is_told_to_be_one(operator: Person, guest: Person) -> None:
    assert operator.get("/me").body["operator"] is True
    assert operator.patch("/me", {"about": "I look after it."}).body["operator"] is True
    assert guest.get("/me").body["operator"] is False
    assert "operator" not in guest.get(f"/users/{operator.id}").body


def test_r24_only_operators_read_and_resolve(guest: Person, host: Person, world: World) -> None:
    report(guest, "user", host.id)
    assert guest.claims
    for groups in ("[friends]", "operators-not", "[]", "", "[operators2]"):
        guest.claims["cognito:groups"] = groups
        assert guest.get("/operator/reports").status == 403
    guest.claims["cognito:groups"] = "operators"
    assert len(queue(guest)) == 1
    assert resolve(host, "dismiss", queue(guest)[0]).status == 403


def test_r24_resolved_twice_answers_the_same_and_is_kept(
    host: Person, guest: Person, operator: Person, pump: Pump, world: World
) -> None:
    event = host.announce()
    report(guest, "event", event["id"])
    first = resolve(operator, "dismiss")
    assert (first.status, first.body["status"], first.body["action"]) == (
        200,
        "resolved",
        "dismiss",
    )
    assert (first.body["operator"]["id"], first.body["note"]) == (operator.id, "Looked into it")
    case = first.body
    assert resolve(operator_of(world, "Pavel"), "dismiss", case).body == case
    assert resolve(operator, "hide", case).code == "wrong_status"
    for times in (1, 2):
        pump.run(times)
    assert kinds(guest) == ["report_resolved"]
    assert "report_resolved" not in kinds(host)
    assert queue(operator) == []
    assert queue(operator, status="resolved") == [case]
    assert guest.sees(event)["id"] == event["id"]

    report(guest, "event", event["id"])
    (again,) = queue(operator)
    assert again["id"] != case["id"]


def test_r24_a_user_is_suspended_not_hidden_and_nobody_decides_on_oneself(
    guest: Person, operator: Person
) -> None:
    report(guest, "user", operator.id)
    assert resolve(operator, "suspend").status == 403
    report(operator, "user", guest.id)
    case = next(each for each in queue(operator) if each["subject"]["id"] == guest.id)
    assert resolve(operator, "hide", case).code == "validation_failed"


def test_r24_a_hidden_event_is_there_for_its_host_alone(
    host: Person, guest: Person, operator: Person, world: World, pump: Pump, clock: Clock
) -> None:
    moderator = world.person("Zhanna")
    event = host.announce(title="Fraud evening", approval="automatic")
    link = host.post(f"/events/{event['id']}/invite-links", {"uses": 9}).body["url"]
    host.appoint(event, moderator)
    guest.ask(event)
    said = guest.post(f"/events/{event['id']}/messages", {"text": "Hello"}).body
    pump.run()
    assert world.nobody.get(f"/public/events/{event['id']}").status == 200
    assert rights.in_chat(events.get(event["id"])[0], host.id, [guest.id]) == {guest.id}
    report(moderator, "event", event["id"])
    assert resolve(operator, "hide").status == 200
    settle(pump, clock)

    path = f"/events/{event['id']}"
    for person in (guest, moderator, world.person("Vera"), operator):
        reads = ("", "/bookings", "/bookings/me", "/messages", "/reviews", "/moderators", "/calendar.ics", "/guests.csv")  # fmt: skip
        assert [person.get(path + each).status for each in reads] == [404] * len(reads)
        assert person.ask(event).status == 404
        assert person.act("withdraw", event).status == 404
        assert person.put(f"{path}/bookings/me/seats", {"seats": 1}).status == 404
        token = link.rpartition("/i/")[2]
        assert person.post("/invitations/redeem", {"token": token}).status == 404
        assert person.decide(event, approve=[guest.id], decline=[]).status == 404
        assert person.patch(f"{path}/messages/{said['id']}", {"text": "Hi"}).status == 404
        assert person.finds() == person.finds(query="Fraud") == []
    assert world.nobody.get(f"/public{path}").status == 404
    assert world.nobody.get("/public/events").body["items"] == []
    assert guest.get("/me/bookings").body["items"] == []
    schedule = guest.get("/me/schedule", **{"from": event["starts_at"], "to": event["ends_at"]})
    assert schedule.body["items"] == []
    assert moderator.get("/me/events", role="moderator").body["items"] == []
    for person in (guest, moderator):
        feed = person.post("/me/calendar").body["url"].rpartition("/")[2]
        assert "Fraud" not in world.nobody.get(f"/calendars/{feed}").body
    assert guest.get(f"/users/{host.id}/events", when="upcoming").body["items"] == []

    assert rights.in_chat(events.get(event["id"])[0], host.id, [guest.id]) == set()
    shown = host.sees(event)
    assert (shown["status"], shown["visibility"]) == ("cancelled", "invite_only")
    assert host.restore(event).code == "wrong_status"
    assert host.edit(event, visibility="public").code == "wrong_status"
    assert host.get("/me/events").body["items"] != []
    assert kinds(guest).count("event_cancelled") == 1
    assert guest.announce(starts_at=event["starts_at"])["status"] == "scheduled"  # nobody is busy


def test_r24_a_hidden_message_is_there_for_its_author_alone(
    host: Person, guest: Person, operator: Person, world: World, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic")
    other = world.confirmed(event, host)
    guest.ask(event)
    path = f"/events/{event['id']}/messages"
    said = guest.post(path, {"text": "Rude"}).body["id"]
    assert report(other, "message", said, event_id=event["id"]).status == 202
    assert queue(operator)[0]["excerpt"] == "Rude"
    resolve(operator, "hide")
    settle(pump, clock)

    assert [len(each.get(path).body["items"]) for each in (guest, host, other)] == [1, 0, 0]
    assert other.patch(f"{path}/{said}", {"text": "Kind"}).status == 404
    assert guest.patch(f"{path}/{said}", {"text": "Kind"}).code == "wrong_status"
    edited = Change(event["id"], 1, "message_edited", said, guest.id)  # on its way meanwhile
    assert of_change(edited, chat.find(event["id"], said), stranger(guest.id, now())) is None
    assert host.delete(f"{path}/{said}").status == 204
    assert len(guest.get(path).body["items"]) == 1
    assert report(other, "message", said, event_id=event["id"]).status == 404
    assert guest.delete(f"{path}/{said}").status == 204


def test_r24_r14_a_hidden_review_does_not_count(evening: Evening, operator: Person) -> None:
    host, guest, other, path = (
        evening.host,
        evening.guest,
        evening.other,
        f"/events/{evening.event['id']}/reviews",
    )
    for person, stars, text in ((guest, 1, "Awful"), (other, 5, "Nice")):
        assert person.put(f"{path}/{host.id}", {"rating": stars, "text": text}).status == 201
        assert host.put(f"{path}/{person.id}", {"rating": 4}).status == 201
    evening.settle()
    theirs = next(
        each for each in other.get(path).body["items"] if each["author"]["id"] == guest.id
    )
    assert rating(other, host) == {"average": 3.0, "count": 2}
    assert report(other, "review", theirs["id"], event_id=evening.event["id"]).status == 202
    assert queue(operator)[0]["excerpt"] == "1\nAwful"
    resolve(operator, "hide")
    settle(evening.pump, evening.clock)

    assert rating(other, host) == {"average": 5.0, "count": 1}
    assert theirs not in other.get(path).body["items"]
    assert theirs not in host.get(f"/users/{host.id}/reviews").body["items"]
    assert len([each for each in guest.get(path).body["items"] if each["id"] == theirs["id"]]) == 1
    assert guest.put(f"{path}/{host.id}", {"rating": 2}).code == "wrong_status"
    assert guest.delete(f"{path}/{host.id}").code == "wrong_status"
    assert rating(other, host) == {"average": 5.0, "count": 1}


def rating(viewer: Person, person: Person) -> Any:
    """As a host."""
    return viewer.get(f"/users/{person.id}").body["host_rating"]


def test_r24_who_is_suspended_reads_and_writes_nothing(
    host: Person, guest: Person, operator: Person, pump: Pump, clock: Clock
) -> None:
    events = [host.announce(starts_at=at(days=day), approval="automatic") for day in range(2, 14)]
    guest.ask(events[0])
    pump.run()
    report(guest, "user", host.id)
    assert resolve(operator, "suspend").status == 200
    settle(pump, clock)

    refused: tuple[Callable[[], Answer], ...] = (
        lambda: host.post("/events", {}),
        lambda: host.patch("/me", {"name": "Other"}),
        lambda: host.restore(events[0]),
        lambda: host.delete(f"/events/{events[0]['id']}"),
        lambda: host.put(f"/me/following/{guest.id}"),
        lambda: report(host, "user", guest.id),
    )
    for write in refused:
        answer = write()
        assert (answer.status, answer.code) == (403, "suspended")
    assert host.sees(events[0])["status"] == "cancelled"
    assert {guest.sees(each)["status"] for each in events} == {"cancelled"}
    assert kinds(guest).count("event_cancelled") == 1
    assert guest.finds() == []
    clock.forward(days=30)
    assert host.patch("/me", {"name": "Other"}).code == "suspended"
    assert guest.patch("/me", {"name": "Other"}).status == 200


def test_r24_what_was_announced_while_the_mark_was_on_its_way_is_called_off_too(
    host: Person, guest: Person, operator: Person, pump: Pump, clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    report(guest, "user", host.id)
    resolve(operator, "suspend")
    pump.run()
    monkeypatch.setattr(limits, "admit", lambda _: None)  # let in just before
    event = host.announce()
    monkeypatch.undo()
    settle(pump, clock)
    assert guest.sees(event)["status"] == "cancelled"


def test_r24_suspending_for_a_message_hides_it(
    host: Person, guest: Person, operator: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic")
    guest.ask(event)
    path = f"/events/{event['id']}/messages"
    said = guest.post(path, {"text": "Rude"}).body["id"]
    report(host, "message", said, event_id=event["id"])
    resolve(operator, "suspend")
    settle(pump, clock)
    assert host.get(path).body["items"] == []
    assert guest.post(path, {"text": "Ruder"}).code == "suspended"


def test_r24_m15_who_leaves_takes_the_name_off_their_reports(
    host: Person, guest: Person, operator: Person, pump: Pump, clock: Clock
) -> None:
    report(guest, "user", host.id, text="Rude")
    own = exported(guest)["reports"]
    assert [(each["kind"], each["target"], each["text"]) for each in own] == [
        ("user", host.id, "Rude")
    ]
    assert exported(host)["reports"] == []
    assert guest.delete("/me").status == 202
    settle(pump, clock)
    (case,) = queue(operator)
    assert (case["count"], case["reports"][0]["reporter"]) == (1, None)
    left = [item for key, item in dump("main").items() if key[0].startswith("CASE#")]
    assert guest.id not in str(left)
    resolve(operator, "suspend")
    settle(pump, clock)
    assert host.patch("/me", {"name": "Other"}).code == "suspended"


def test_r24_who_is_suspended_may_still_leave_and_stays_suspended(
    host: Person, guest: Person, operator: Person, pump: Pump, clock: Clock
) -> None:
    report(guest, "user", host.id)
    resolve(operator, "suspend")
    settle(pump, clock)
    assert host.delete("/me").status == 202
    settle(pump, clock)
    marks = CLOUD.tables.items["idempotency"].values()
    (mark,) = [each for each in marks if each["id"] == {"S": f"writes#{host.id}"}]
    assert ("suspended" in mark, "expiration" in mark) == (True, False)


def test_r24_of_two_operators_at_once_one_decides(
    guest: Person, host: Person, operator: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(guest, "user", host.id)
    (case,) = queue(operator)
    before, other, looks = store.get(case["id"]), operator_of(world, "Pavel"), store.get
    assert resolve(other, "dismiss", case).status == 200
    stale = iter([before, before])  # what the second one read, before the first one wrote
    monkeypatch.setattr(store, "get", lambda case_id: next(stale, None) or looks(case_id))
    assert resolve(operator, "suspend", case).code == "wrong_status"
    assert queue(operator, status="resolved")[0]["operator"]["id"] == other.id
    assert host.patch("/me", {"name": "Other"}).status == 200


def test_r24_a_report_that_meets_a_resolution_opens_another_case(
    guest: Person, host: Person, operator: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(guest, "user", host.id)
    (case,) = queue(operator)
    vera, look = world.person("Vera"), ReportItem.find
    resolved = iter([True])

    def find(key: keys.Key) -> ReportItem | None:
        if next(resolved, False):  # after the open case was found, before the report is written
            store.resolve(case["id"], "dismiss", "Looked into it", operator.id, now())
        return look(key)

    monkeypatch.setattr(ReportItem, "find", find)
    assert report(vera, "user", host.id).status == 202
    (again,) = queue(operator)
    assert (again["id"] != case["id"], again["count"]) == (True, 1)


def test_r24_a_hidden_event_tells_its_guests_nothing_more(
    host: Person, guest: Person, operator: Person, pump: Pump, clock: Clock
) -> None:
    event = host.announce(approval="automatic", starts_at=at(hours=30))
    guest.ask(event)
    pump.run()
    report(guest, "event", event["id"])
    clock.to(event["starts_at"], hours=1)  # it has begun, so it is not called off
    resolve(operator, "hide")
    settle(pump, clock)
    assert host.sees(event)["status"] == "scheduled"
    assert guest.get(f"/events/{event['id']}").status == 404
    pump.fire(event, "finish")
    pump.run()
    assert "review_requested" not in kinds(guest)
    assert guest.put(f"/events/{event['id']}/reviews/{host.id}", {"rating": 1}).status == 404


def test_r24_r12_who_reported_is_told_page_by_page(
    host: Person, operator: Person, world: World, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seance.reports.telling.PAGE", 2)
    crowd = world.people(5)
    for person in crowd:
        report(person, "user", host.id)
    (case,) = queue(operator, limit=1)
    assert case["count"] == 5
    resolve(operator, "dismiss")
    pump.run(2)
    assert [kinds(each).count("report_resolved") for each in crowd] == [1] * 5
