"""R17: who is blocked is not told, and has nothing to do with the other."""

from typing import Any

import pytest

from seance.bookings.visibility_index import SeesBlocksItem
from seance.cloud import keys
from seance.people import blocks, model
from seance.reconciliation import comparison, repair, scanning
from tests.component.gateway import Person, World
from tests.component.pump import Pump
from tests.component.storage import dump, everything, refused, same_twice
from tests.component.test_leaving import depart

BLOCKER = pytest.mark.parametrize("by", ["host", "guest"])


def block(by: str, host: Person, guest: Person) -> None:
    host.block(guest) if by == "host" else guest.block(host)


def test_a_block_sent_twice_is_one_block(host: Person, guest: Person) -> None:
    same_twice(lambda: host.put(f"/me/blocked/{guest.id}"), 204)

    assert [each["id"] for each in host.get("/me/blocked").body["items"]] == [guest.id]
    assert guest.get("/me/blocked").body["items"] == []


@BLOCKER
def test_the_others_events_do_not_exist(host: Person, guest: Person, by: str) -> None:
    event = host.announce()

    block(by, host, guest)

    refused(lambda: guest.get(f"/events/{event['id']}"), 404, "not_found")
    refused(lambda: guest.ask(event), 404, "not_found")
    refused(lambda: guest.get(f"/events/{event['id']}/bookings"), 404, "not_found")


@BLOCKER
@pytest.mark.parametrize("filters", [{}, {"city": "Москва"}], ids=str)
def test_no_search_finds_them(
    host: Person, guest: Person, pump: Pump, by: str, filters: dict[str, str]
) -> None:
    host.announce()
    assert len(guest.finds(**filters)) == 1

    block(by, host, guest)
    pump.run(times=2)

    assert guest.finds(**filters) == []


@BLOCKER
def test_no_invitations_between_them(world: World, host: Person, by: str) -> None:
    event = host.announce()
    follower = world.follower(host)

    block(by, host, follower)

    refused(lambda: host.invite(event, follower), 404, "not_found")


def test_a_moderator_who_is_blocked_invites_not(world: World, host: Person) -> None:
    event = host.announce()
    moderator, follower = world.person("Mila"), world.follower(host)
    host.appoint(event, moderator)

    follower.block(moderator)

    refused(lambda: moderator.invite(event, follower), 404, "not_found")
    assert host.invite(event, follower).status == 201


@BLOCKER
def test_no_following_between_them(world: World, host: Person, by: str) -> None:
    follower = world.follower(host)
    host.follow(follower)

    block(by, host, follower)

    assert host.get("/me/following").body["items"] == []
    assert follower.get("/me/following").body["items"] == []
    refused(lambda: follower.put(f"/me/following/{host.id}"), 404, "not_found")
    refused(lambda: host.put(f"/me/following/{follower.id}"), 404, "not_found")


@BLOCKER
def test_no_moderator_comes_from_the_blocked(world: World, host: Person, by: str) -> None:
    event = host.announce()
    follower = world.follower(host)

    block(by, host, follower)

    refused(lambda: host.put(f"/events/{event['id']}/moderators/{follower.id}"), 404, "not_found")


def test_the_blocked_do_not_see_the_profile_of_who_blocked_them(
    host: Person, guest: Person
) -> None:
    host.block(guest)

    refused(lambda: guest.get(f"/users/{host.id}"), 404, "not_found")
    assert host.get(f"/users/{guest.id}").status == 200


@BLOCKER
def test_an_existing_booking_stays(world: World, host: Person, by: str) -> None:
    event = host.announce()
    guest = world.confirmed(event, host)

    block(by, host, guest)

    assert guest.sees(event)["my_booking"]["status"] == "confirmed"
    assert guest.act("withdraw", event).status == 200
    refused(lambda: guest.ask(event), 404, "not_found")


def test_an_unblock_sent_twice_lets_them_meet_again_as_strangers(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce()
    follower = world.follower(host)
    host.block(follower)
    pump.run()

    same_twice(lambda: host.delete(f"/me/blocked/{follower.id}"), 204)
    pump.run()

    assert host.get("/me/blocked").body["items"] == []
    assert follower.finds() == [event["id"]]
    assert follower.get("/me/following").body["items"] == []
    assert follower.ask(event).status == 201
    follower.follow(host)


def test_a_block_both_ways_needs_both_to_end(host: Person, guest: Person) -> None:
    event = host.announce()
    host.block(guest)
    guest.block(host)

    host.delete(f"/me/blocked/{guest.id}")

    assert guest.get(f"/events/{event['id']}").status == 404
    guest.delete(f"/me/blocked/{host.id}")
    assert guest.sees(event)


def test_nobody_blocks_oneself_or_who_does_not_exist(host: Person) -> None:
    refused(lambda: host.put(f"/me/blocked/{host.id}"), 422, "validation_failed")
    refused(lambda: host.put("/me/blocked/nobody"), 404, "not_found")
    refused(lambda: host.put("/me/blocked/a b"), 404, "not_found")


def test_unblocking_whom_one_never_blocked_leaves_nothing_behind(
    host: Person, guest: Person
) -> None:
    before = dump("main")

    assert host.delete(f"/me/blocked/{guest.id}").status == 204
    assert host.delete("/me/blocked/nobody").status == 204

    assert dump("main") == before


def test_one_blocks_a_limited_number_of_people(
    world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("people.block.MAXIMUM_BLOCKED", 1)
    assert model.MAXIMUM_BLOCKED == 1000
    host.block(guest)
    other = world.person("Other")

    refused(
        lambda: host.put(f"/me/blocked/{other.id}"), 429, "too_many_requests", "unblock_somebody"
    )
    host.block(guest)


@BLOCKER
@pytest.mark.parametrize("approval", ["manual", "automatic"])
def test_a_request_of_before_the_block_brings_nobody_in(
    world: World, host: Person, guest: Person, pump: Pump, by: str, approval: str
) -> None:
    event = host.announce(capacity=1, approval=approval)
    first = world.confirmed(event, host)
    assert guest.ask(event).body["status"] == "waitlisted"
    pump.run()

    block(by, host, guest)
    refused(lambda: host.act("approve", event, guest), 404, "not_found")
    first.act("withdraw", event)
    pump.run()

    assert guest.booking(event)["status"] == "waitlisted"
    refused(lambda: host.act("approve", event, guest), 404, "not_found")
    assert guest.act("withdraw", event).status == 200


@BLOCKER
def test_an_invitation_of_before_the_block_is_not_accepted(
    world: World, host: Person, by: str
) -> None:
    event = host.announce()
    follower = world.follower(host)
    host.invite(event, follower)

    block(by, host, follower)

    refused(lambda: follower.act("accept", event), 404, "not_found")
    assert follower.act("refuse", event).status == 200


def test_the_blocked_do_not_see_who_follows_the_one_who_blocked_them(
    world: World, host: Person, guest: Person
) -> None:
    world.follower(host)
    host.block(guest)

    refused(lambda: guest.get(f"/users/{host.id}/followers"), 404, "not_found")
    assert host.get(f"/users/{guest.id}/followers").status == 200


@BLOCKER
def test_a_follow_that_a_block_overtakes_does_not_stand(
    host: Person, guest: Person, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(user_id: str, other_ids: list[str]) -> Any:
        monkeypatch.undo()
        found = blocks.blocks(user_id, other_ids)
        people = (host.id, guest.id) if by == "host" else (guest.id, host.id)
        blocks.block(*people)
        return found

    monkeypatch.setattr("people.follow.blocks", overtaken)

    assert guest.put(f"/me/following/{host.id}").status == 404
    assert host.get("/users/me/followers").body["items"] == []


def pairs() -> list[tuple[str, str]]:
    """The items that say who stands how to whom, in both tables."""
    return [key for items in everything() for key in items if "BLOCK#" in key[1]]


def test_a_block_and_its_end_leave_nothing_but_that_there_was_one(
    host: Person, guest: Person, pump: Pump
) -> None:
    host.block(guest)
    pump.run(times=2)
    assert len(pairs()) == 4

    host.delete(f"/me/blocked/{guest.id}")
    pump.run(times=2)

    assert pairs() == []


def test_blocks_both_ways_at_once_are_both(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = blocks.pair

    def overtaken(user_id: str, other_id: str) -> blocks.Pair:
        found = read(user_id, other_id)
        monkeypatch.undo()
        blocks.block(guest.id, host.id)
        return found

    monkeypatch.setattr("seance.people.blocks.pair", overtaken)
    host.block(guest)

    for one, other in ((host, guest), (guest, host)):
        assert [each["id"] for each in one.get("/me/blocked").body["items"]] == [other.id]


def test_an_unblock_that_a_block_overtakes_leaves_that_one(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.block(guest)
    read = blocks.pair

    def overtaken(user_id: str, other_id: str) -> blocks.Pair:
        found = read(user_id, other_id)
        monkeypatch.undo()
        blocks.block(guest.id, host.id)
        return found

    monkeypatch.setattr("seance.people.blocks.pair", overtaken)
    assert host.delete(f"/me/blocked/{guest.id}").status == 204

    assert host.get("/me/blocked").body["items"] == []
    assert [each["id"] for each in guest.get("/me/blocked").body["items"]] == [host.id]
    assert host.get(f"/users/{guest.id}").status == 404


def test_who_has_a_hundred_blocks_reads_on_in_a_chat(world: World, host: Person) -> None:
    event = host.announce(capacity=3)
    reader, loud, quiet = (world.confirmed(event, host, name) for name in ("Rita", "Lev", "Kira"))
    for person in (quiet, *(10 * [loud])):
        person.post(f"/events/{event['id']}/messages", {"text": person.id})
    for number in range(blocks.AT_ONCE):
        blocks.block(f"somebody-{number}", reader.id)
    loud.block(reader)

    pages, cursor = list[Any](), None
    while True:
        found = reader.get(f"/events/{event['id']}/messages", limit=1, cursor=cursor).body
        pages.append([each["text"] for each in found["items"]])
        if (cursor := found["next_cursor"]) is None:
            break

    assert [text for page in pages for text in page] == [quiet.id]
    assert len(pages) <= 2


@pytest.fixture
def before(host: Person, guest: Person, pump: Pump) -> dict[str, Any]:
    """An event of the host's, who blocked the guest when the release before ran."""
    event = host.announce()
    pump.run()
    for this, that, name in ((host, guest, "blocked"), (guest, host, "blocked_by")):
        blocks.BlocksItem.of(keys.blocks(this.id), **{name: {that.id}}).save()
        SeesBlocksItem.of(keys.sees_blocks(this.id), user_ids={that.id}).save()
    pump.seen = dict(zip(("main", "feed"), everything(), strict=True))
    return event


def test_a_block_of_the_release_before_holds(
    host: Person, guest: Person, before: dict[str, Any]
) -> None:
    refused(lambda: guest.get(f"/events/{before['id']}"), 404, "not_found")
    refused(lambda: guest.ask(before), 404, "not_found")
    refused(lambda: guest.put(f"/me/following/{host.id}"), 404, "not_found")
    refused(lambda: guest.get(f"/users/{host.id}"), 404, "not_found")
    assert guest.finds() == []
    assert [each["id"] for each in host.get("/me/blocked").body["items"]] == [guest.id]
    assert blocks.apart(guest.id, [host.id]) == {host.id}
    same_twice(lambda: host.put(f"/me/blocked/{guest.id}"), 204)


def test_a_block_of_the_release_before_ends(
    host: Person, guest: Person, before: dict[str, Any], pump: Pump
) -> None:
    same_twice(lambda: host.delete(f"/me/blocked/{guest.id}"), 204)
    pump.run(times=2)

    assert guest.finds() == [before["id"]]
    assert guest.ask(before).status == 201
    assert host.get("/me/blocked").body["items"] == []


def test_a_block_of_the_release_before_becomes_a_pair(
    host: Person, guest: Person, before: dict[str, Any], pump: Pump
) -> None:
    found = [each for subject in scanning.subjects(100) for each in comparison.at(subject)]
    assert {each.kind for each in found} == {"blocks", "blocks_copy"}
    assert all(repair.mend(each) for each in found)
    pump.run()

    assert [each for subject in scanning.subjects(100) for each in comparison.at(subject)] == []
    assert len(pairs()) == 4
    sets = [item for items in everything() for key, item in items.items() if "BLOCKS" in key[1]]
    assert [set(item) & {"blocked", "blocked_by", "user_ids"} for item in sets] == 4 * [set()]
    assert guest.finds() == []
    refused(lambda: guest.ask(before), 404, "not_found")
    assert host.delete(f"/me/blocked/{guest.id}").status == 204
    assert guest.ask(before).status == 201


@BLOCKER
def test_who_leaves_is_in_no_set_of_the_release_before(
    host: Person, guest: Person, before: dict[str, Any], pump: Pump, by: str
) -> None:
    leaver, other = (host, guest) if by == "host" else (guest, host)

    depart(leaver, pump)

    main = everything()[0]
    assert leaver.id not in str(main[keys.blocks(other.id)])
    assert keys.blocks(leaver.id) not in main
    assert before
