"""R17: whoever is blocked by very many still costs no more than anybody with a few blocks."""

from collections.abc import Callable
from typing import Any

import pytest

from seance.accounts import deletion
from seance.cloud import keys
from seance.listings.search import MOST_BLOCKS
from seance.people import blocks
from tests.budgets.units import WRITE_BLOCK, counting
from tests.component.gateway import Answer, Person, World, at
from tests.component.pump import Pump
from tests.component.storage import CLOUD, dump, everything
from tests.component.test_leaving import depart
from tests.memory.limits import size

MANY = 12_000  # ids of which in one set were more than the 400 kB of an item
MOST_REQUESTS, MOST_UNITS = 10, 15
Item = dict[str, dict[str, Any]]
SINCE = "2026-11-28T00:00:00.000Z"


def blocked_by(user_id: str, number: int) -> None:
    """As if so many had blocked the user, and the streams had told of it."""
    written: list[tuple[str, Item]] = [("main", _item(keys.blocks(user_id), "blocks"))]
    for place in range(number):
        other_id = f"{place:08d}-0000-4000-8000-000000000000"
        listed = {"user_key": {"S": keys.blocked(other_id)}, "user_sort": {"S": user_id}}
        written += [
            ("main", _item(keys.block(user_id, other_id), "block", blocked_by={"S": SINCE})),
            ("main", _item(keys.block(other_id, user_id), "block", blocked={"S": SINCE}, **listed)),
            ("feed", _item(keys.sees_block(user_id, other_id), "sees_block")),
        ]
    CLOUD.tables.apply(
        [((table, item["pk"]["S"], item["sk"]["S"]), item) for table, item in written]
    )


def _item(key: keys.Key, kind: str, **attributes: Any) -> Item:
    return {"pk": {"S": key[0]}, "sk": {"S": key[1]}, "item": {"S": kind}, **attributes}


@pytest.fixture
def hated(world: World) -> Person:
    """Somebody whom 12,000 others have blocked."""
    person = world.person("Hated")
    blocked_by(person.id, MANY)
    return person


def costs(ask: Callable[[], Answer], status: int) -> None:
    """What the operation asks of the tables: not much."""
    with counting() as counted:
        answer = ask()
    assert answer.status == status, answer.body
    assert counted.requests <= MOST_REQUESTS, [name for name, _ in counted.calls]
    assert counted.read_units() <= MOST_UNITS, [name for name, _ in counted.calls]


def test_r17_who_is_blocked_by_very_many_costs_no_more_than_others(
    world: World, host: Person, hated: Person, pump: Pump
) -> None:
    pump.seen = {table: dump(table) for table in pump.seen}
    event, other = host.announce(), world.person("Other")
    theirs = other.announce()

    costs(lambda: hated.ask(event), 201)
    costs(lambda: host.act("approve", event, hated), 200)
    costs(lambda: hated.get(f"/events/{event['id']}"), 200)
    costs(lambda: hated.get("/events"), 200)
    costs(lambda: hated.get(f"/events/{event['id']}/messages"), 200)
    costs(lambda: hated.get("/me/bookings"), 200)
    costs(lambda: hated.get("/me/blocked"), 200)
    costs(lambda: hated.get(f"/users/{host.id}"), 200)
    costs(lambda: hated.put(f"/me/following/{host.id}"), 204)
    costs(lambda: other.put(f"/me/blocked/{hated.id}"), 204)
    costs(lambda: hated.put(f"/me/blocked/{other.id}"), 204)
    costs(lambda: other.delete(f"/me/blocked/{hated.id}"), 204)
    pump.run()

    assert hated.finds() == [event["id"]]
    assert hated.get(f"/events/{theirs['id']}").status == 404
    own = [item for key, item in dump("main").items() if key[0] == keys.user(hated.id)]
    assert max(map(size, own)) < 2 * WRITE_BLOCK


def test_r17_who_is_blocked_by_many_leaves_page_by_page(world: World, pump: Pump) -> None:
    hated, many = world.person("Hated"), 10 * deletion.SWEPT_AT_ONCE
    blocked_by(hated.id, many)
    pump.seen = {table: dump(table) for table in pump.seen}

    depart(hated, pump)

    main, feed = everything()
    assert [key for key in main if hated.id in key[1]] == []
    assert [key for key in main if key[0] == keys.user(hated.id)] == [keys.profile(hated.id)]
    assert [key for key in feed if key[0] == keys.user(hated.id)] == []
    pages = [each.body for each in pump.sent if each.queue == "departures"]
    assert len(pages) <= 3 * many / deletion.SWEPT_AT_ONCE + 3  # and a rest, and the beginning


def test_r17_of_very_many_blocks_those_of_a_chat_count(
    world: World, host: Person, hated: Person
) -> None:
    event = host.announce()
    enemy = world.confirmed(event, host, "Enemy")
    hated.ask(event)
    host.act("approve", event, hated)
    for person in (enemy, host):
        assert person.post(f"/events/{event['id']}/messages", {"text": person.id}).status == 201
    enemy.block(hated)

    said = hated.get(f"/events/{event['id']}/messages").body["items"]

    assert [each["text"] for each in said] == [host.id]
    assert blocks.apart(hated.id, [host.id, enemy.id]) == {enemy.id}


def test_r17_who_is_blocked_by_many_finds_what_all_others_show_their_followers(
    world: World, pump: Pump
) -> None:
    seeker, hosts = world.person("Seeker"), world.people(25)
    events = set[str]()
    for place, host in enumerate(hosts):
        seeker.follow(host)
        event = host.announce(visibility="followers", starts_at=at(days=2 + place))
        events.add(event["id"])
    pump.run()
    enemy = hosts[0]
    blocked_by(seeker.id, MOST_BLOCKS + 1)
    pump.seen = {table: dump(table) for table in pump.seen}
    enemy.block(seeker)
    pump.run()

    found, cursor = list[Any](), None
    for _ in range(len(events)):
        page = seeker.get("/events", cursor=cursor).body
        found += page["items"]
        if (cursor := page["next_cursor"]) is None:
            break

    theirs = {each["id"] for each in found if each["host"]["id"] == enemy.id}
    assert theirs == set()
    assert len({each["id"] for each in found}) == len(found) == len(events) - 1
