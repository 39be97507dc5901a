"""Proposals (M30, R20): opened, voted on, fixed once, and who voted for the time is invited."""

from datetime import datetime
from typing import Any

import pytest

from tests.component.clock import Clock
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.storage import dump

FILMS = ["solaris-1972", "stalker-1979"]
TIMES = [at(days=10), at(days=11)]


def opened(host: Person, **changes: Any) -> dict[str, Any]:
    """A new proposal of this host."""
    answer = host.post("/proposals", body(**changes))
    assert answer.status == 201, answer.body
    proposal: dict[str, Any] = answer.body
    return proposal


def body(**changes: Any) -> dict[str, Any]:
    """What a host asks."""
    return {
        "film_ids": FILMS,
        "times": TIMES,
        "place": {"kind": "home", "city": "Казань", "address": "Баумана, 5"},
        "time_zone": "Europe/Moscow",
        "capacity": 2,
        **changes,
    }


def vote(person: Person, proposal: dict[str, Any], films: list[str], times: list[str]) -> Answer:
    """A vote."""
    return person.put(f"/proposals/{proposal['id']}/vote", {"film_ids": films, "times": times})


def fix(host: Person, proposal: dict[str, Any], film: str, time: str) -> Answer:
    """Make it an event."""
    return host.post(f"/proposals/{proposal['id']}/fix", {"film_id": film, "starts_at": time})


def told(person: Person, kind: str) -> list[dict[str, Any]]:
    """What the inbox has of a kind."""
    return [each for each in person.get("/me/notices").body["items"] if each["kind"] == kind]


def counted(answer: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Votes by film and by time."""
    return [each["votes"] for each in answer["films"]], [each["votes"] for each in answer["times"]]


def test_m30_votes_are_counted_and_replaced(host: Person, guest: Person, world: World) -> None:
    other, proposal = world.person("Olga"), opened(host)
    assert vote(guest, proposal, FILMS, TIMES[:1]).status == 204
    assert vote(other, proposal, FILMS[:1], TIMES).status == 204
    seen = guest.get(f"/proposals/{proposal['id']}").body
    assert (counted(seen), seen["voters"]) == (([2, 1], [2, 1]), 2)
    assert [each["mine"] for each in seen["films"] + seen["times"]] == [True, True, True, False]
    assert (seen["best"]["film_id"], seen["best"]["votes"]) == (FILMS[0], 2)

    for _ in range(2):
        assert vote(guest, proposal, FILMS[1:], TIMES[1:]).status == 204
    seen = host.get(f"/proposals/{proposal['id']}").body
    assert (counted(seen), seen["voters"]) == (([1, 1], [1, 2]), 2)
    assert vote(guest, proposal, [], []).status == 204
    assert counted(host.get(f"/proposals/{proposal['id']}").body) == ([1, 0], [1, 1])


def test_r20_it_holds_neither_seats_nor_agenda_and_shows_busyness_to_oneself(
    host: Person, guest: Person, world: World
) -> None:
    proposal = opened(host)
    event = world.person("Boris").announce(starts_at=TIMES[0], approval="automatic")
    assert guest.ask(event).status == 201
    vote(guest, proposal, FILMS, TIMES)

    def busy(person: Person) -> list[bool]:
        times = person.get(f"/proposals/{proposal['id']}").body["times"]
        return [each["busy"] for each in times]

    assert (busy(guest), busy(host)) == ([True, False], [False, False])
    assert host.announce(starts_at=TIMES[0])["status"] == "scheduled"


def test_r20_fixing_invites_who_voted_for_the_time_once_in_order(
    host: Person, world: World, pump: Pump
) -> None:
    proposal, people = opened(host), world.people(4)
    pump.run()
    for person in people[:3]:
        vote(person, proposal, FILMS[:1], TIMES[:1])
    vote(people[3], proposal, FILMS, TIMES[1:])

    answer = fix(host, proposal, FILMS[0], TIMES[0])
    assert (answer.status, answer.body["film"]["id"]) == (201, FILMS[0])
    assert datetime.fromisoformat(answer.body["starts_at"]) == datetime.fromisoformat(TIMES[0])
    for times in (1, 2):
        pump.run(times)

    bookings = host.get(f"/events/{answer.body['id']}/bookings").body["items"]
    assert [each["guest"]["id"] for each in bookings] == [each.id for each in people[:3]]
    assert {each["status"] for each in bookings} == {"invited"}  # three, of two seats
    assert [len(told(each, "invited")) for each in people] == [1, 1, 1, 0]
    assert [len(told(each, "proposal_fixed")) for each in people] == [0, 0, 0, 1]
    assert told(people[3], "proposal_fixed")[0]["short_url"].endswith(
        f"/proposals/{proposal['id']}"
    )
    assert [people[2].act("accept", answer.body).status, people[0].act("accept", answer.body).status] == [200, 200]  # fmt: skip
    assert people[1].act("accept", answer.body).code == "sold_out"


def test_r20_a_second_fixing_answers_with_the_event(host: Person, guest: Person) -> None:
    proposal = opened(host)
    made = fix(host, proposal, FILMS[0], TIMES[0])
    again = fix(host, proposal, FILMS[1], TIMES[1])
    assert (again.status, again.body["id"]) == (200, made.body["id"])
    assert len(host.get("/me/events").body["items"]) == 1
    seen = guest.get(f"/proposals/{proposal['id']}").body
    assert (seen["status"], seen["event_id"]) == ("fixed", made.body["id"])
    assert vote(guest, proposal, FILMS, TIMES).code == "wrong_status"
    assert host.post(f"/proposals/{proposal['id']}/cancel").code == "wrong_status"


def test_r20_fixing_keeps_r3_and_r4(host: Person) -> None:
    proposal = opened(host)
    host.announce(film_id=FILMS[0], starts_at=TIMES[0])
    assert fix(host, proposal, FILMS[0], TIMES[0]).code == "duplicate_event"
    assert fix(host, proposal, FILMS[1], TIMES[0]).code == "time_conflict"
    assert host.get(f"/proposals/{proposal['id']}").body["status"] == "open"
    assert fix(host, proposal, FILMS[1], TIMES[1]).status == 201


def test_who_was_invited_and_said_no_is_not_invited_again(
    host: Person, guest: Person, pump: Pump
) -> None:
    proposal = opened(host)
    pump.run()
    vote(guest, proposal, FILMS, TIMES)
    event = fix(host, proposal, FILMS[0], TIMES[0]).body
    pump.run()
    assert guest.act("refuse", event).status == 200
    pump.send("copies", [{"proposal_id": proposal["id"]}])
    pump.run()
    assert guest.get(f"/events/{event['id']}/bookings/me").body["status"] == "refused"


def test_who_is_asked_is_told_and_the_host_when_all_have_voted(
    host: Person, world: World, pump: Pump
) -> None:
    asked, others = world.people(2), [world.person("Olga")]
    for person in (*asked, *others):
        person.follow(host)
    proposal = opened(host, ask=[each.id for each in asked], visibility="invite_only")
    pump.run()
    assert [len(told(each, "proposal_opened")) for each in (*asked, *others)] == [1, 1, 0]
    assert others[0].get(f"/proposals/{proposal['id']}").status == 404
    for times in (TIMES, TIMES[:1]):
        vote(asked[0], proposal, FILMS, times)
        pump.run()
    assert told(host, "proposal_voted") == []
    vote(asked[1], proposal, FILMS, TIMES)
    pump.run(2)
    vote(asked[1], proposal, FILMS, TIMES[:1])
    pump.run()
    assert len(told(host, "proposal_voted")) == 1


def test_followers_are_told_where_nobody_is_named(host: Person, guest: Person, world: World, pump: Pump) -> None:  # fmt: skip
    guest.follow(host)
    stranger = world.person("Olga")
    for visibility in ("public", "followers", "invite_only"):
        opened(host, visibility=visibility)
    pump.run(2)
    assert len(told(guest, "proposal_opened")) == 2
    assert told(stranger, "proposal_opened") == []


def test_r6_r17_to_who_may_not_see_it_there_is_none(host: Person, guest: Person, world: World) -> None:  # fmt: skip
    follower, proposal = world.person("Olga"), opened(host, visibility="followers")
    follower.follow(host)
    path = f"/proposals/{proposal['id']}"
    assert (guest.get(path).status, follower.get(path).status) == (404, 200)
    assert vote(guest, proposal, FILMS, TIMES).status == 404
    assert vote(follower, proposal, FILMS, TIMES).status == 204
    assert follower.delete(f"/me/following/{host.id}").status == 204
    assert follower.get(path).status == 200  # who has voted keeps it
    host.put(f"/me/blocked/{follower.id}")
    assert follower.get(path).status == 404


def test_r7_the_address_is_the_hosts(host: Person, guest: Person) -> None:
    proposal = opened(host)
    assert proposal["place"]["address"] == "Баумана, 5"
    assert "Баумана" not in str(guest.get(f"/proposals/{proposal['id']}").body)


def test_r16_only_the_host_fixes_and_cancels_and_never_votes(host: Person, guest: Person) -> None:
    proposal = opened(host)
    assert fix(guest, proposal, FILMS[0], TIMES[0]).code == "forbidden"
    assert guest.post(f"/proposals/{proposal['id']}/cancel").code == "forbidden"
    assert vote(host, proposal, FILMS, TIMES).code == "forbidden"
    for _ in range(2):
        assert host.post(f"/proposals/{proposal['id']}/cancel").body["status"] == "cancelled"
    assert vote(guest, proposal, FILMS, TIMES).code == "wrong_status"
    assert fix(host, proposal, FILMS[0], TIMES[0]).code == "wrong_status"


def test_after_its_close_nobody_votes_and_the_host_fixes(
    host: Person, guest: Person, clock: Clock
) -> None:
    proposal = opened(host, closes_at=at(days=5))
    clock.forward(days=6)
    assert vote(guest, proposal, FILMS, TIMES).code == "wrong_status"
    assert fix(host, proposal, FILMS[0], TIMES[0]).status == 201


@pytest.mark.parametrize(
    "changes",
    [
        {"film_ids": []},
        {"film_ids": ["solaris-1972"] * 2},
        {"film_ids": ["no-such-film"]},
        {"times": [at(minutes=1)]},
        {"times": [at(days=1 + each) for each in range(7)]},
        {"closes_at": at(days=-1)},
        {"closes_at": at(days=12)},
        {"admission": "paid"},
        {"duration_minutes": 5},
        {"starts_at": at(days=10)},
    ],
)
def test_what_is_wrong_changes_nothing(host: Person, changes: dict[str, Any]) -> None:
    before = dump("main")
    answer = host.post("/proposals", body(**changes))
    assert (answer.status, answer.code) == (422, "validation_failed")
    assert [key for key in dump("main") if key not in before and key[0].startswith("PROP")] == []


def test_who_does_not_follow_is_not_asked(host: Person, guest: Person) -> None:
    assert host.post("/proposals", body(ask=[guest.id])).code == "not_a_follower"


@pytest.mark.parametrize(("films", "times"), [(["ran-1985"], TIMES), (FILMS, [at(days=12)])])
def test_only_what_is_proposed_is_chosen(host: Person, guest: Person, films: list[str], times: list[str]) -> None:  # fmt: skip
    proposal = opened(host)
    assert vote(guest, proposal, films, times).code == "validation_failed"
    assert fix(host, proposal, films[0], times[0]).code == "validation_failed"


def test_proposals_are_listed_for_host_and_voters(host: Person, guest: Person) -> None:
    proposals = [opened(host, title=f"Вечер {number}") for number in range(3)]
    vote(guest, proposals[0], FILMS, TIMES)
    first = host.get("/me/proposals", limit=2).body
    rest = host.get("/me/proposals", limit=2, cursor=first["next_cursor"]).body
    titles = [each["title"] for each in first["items"] + rest["items"]]
    assert titles == ["Вечер 2", "Вечер 1", "Вечер 0"]
    (own,) = guest.get("/me/proposals", role="voter").body["items"]
    assert (own["id"], own["voters"]) == (proposals[0]["id"], 1)


def test_m15_who_leaves_takes_votes_and_proposals_along(
    host: Person, guest: Person, world: World, pump: Pump
) -> None:
    kept, own = opened(host), opened(guest)
    vote(guest, kept, FILMS, TIMES)
    vote(host, own, FILMS, TIMES)
    exported = guest.get("/me/export").body["sections"]
    assert [each["id"] for each in exported["proposals"]] == [own["id"]]
    assert [each["proposal_id"] for each in exported["votes"]] == [kept["id"]]
    assert guest.delete("/me").status == 202
    for _ in range(2):
        pump.run()
    assert guest.id not in str([item for key, item in dump("main").items() if "PROPOS" in key[0]])
    seen = host.get(f"/proposals/{kept['id']}").body
    assert (counted(seen), seen["voters"]) == (([0, 0], [0, 0]), 0)
    assert host.get(f"/proposals/{own['id']}").status == 404


def test_sent_twice_it_is_opened_once(host: Person) -> None:
    made = [
        host.post("/proposals", body(), headers={"Idempotency-Key": "one"}).body["id"]
        for _ in range(2)
    ]
    assert len(set(made)) == 1
    assert len(host.get("/me/proposals").body["items"]) == 1
