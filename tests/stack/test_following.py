"""M13 and R17: following, being followed, and having nothing to do with each other."""

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, codes, soon
from tests.stack.waiting import eventually


def ids(person: Person, path: str) -> list[str]:
    """Everybody in a list, two a page."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = person.see(path, limit=2, **({"cursor": cursor} if cursor else {}))
        found += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found
        assert len(page["items"]) == 2


def finds(person: Person, host: Person, **filters: str) -> list[str]:
    """The events of a host that a search gives, by start."""
    page = person.see("/events", limit=100, **filters)["items"]
    return [each["id"] for each in page if each["host"]["id"] == host.id]


def block(person: Person, other: Person) -> None:
    assert person.put(f"/me/blocked/{other.id}").status_code == 204


def test_m13_one_follows_and_is_told_and_finds_what_is_for_followers(
    host: Person, gather: MakeCrowd
) -> None:
    guests = gather(3)
    before = host.announce(soon(days=10), visibility="followers")
    for guest in guests * 2:
        guest.follow(host)
    assert sorted(ids(guests[0], f"/users/{host.id}/followers")) == sorted(each.id for each in guests)  # fmt: skip
    assert ids(guests[0], "/me/following") == [host.id]
    after = host.announce(soon(days=12), visibility="followers")

    guests[0].is_told(after, "event_announced")
    both = [before["id"], after["id"]]
    eventually(lambda: finds(guests[0], host, visibility="followers"), lambda found: found == both)

    for _ in range(2):
        assert guests[0].delete(f"/me/following/{host.id}").status_code == 204
    assert ids(guests[0], "/me/following") == []
    assert finds(guests[0], host) == []
    assert guests[0].get(f"/events/{before['id']}").status_code == 404
    assert sorted(ids(host, "/users/me/followers")) == sorted(each.id for each in guests[1:])


def test_m13_one_blocks_and_takes_it_back(host: Person, guest: Person) -> None:
    event = host.announce()
    for _ in range(2):
        block(host, guest)
    assert ids(host, "/me/blocked") == [guest.id]
    assert ids(guest, "/me/blocked") == []
    assert guest.get(f"/events/{event['id']}").status_code == 404

    for _ in range(2):
        assert host.delete(f"/me/blocked/{guest.id}").status_code == 204

    assert ids(host, "/me/blocked") == []
    assert guest.ask(event).status_code == 201


def test_r17_the_blocked_have_nothing_to_do_with_each_other_and_are_not_told(
    host: Person, gather: MakeCrowd
) -> None:
    invited, waiting, first, stranger = gather(4)
    event = host.announce(approval="automatic", capacity=1)
    for guest in (invited, waiting):
        guest.follow(host)
    first.ask(event)
    assert waiting.ask(event).json()["status"] == "waitlisted"
    invitation = {"guest_id": invited.id}
    assert host.post(f"/events/{event['id']}/invitations", invitation).status_code == 201

    block(host, invited)
    block(waiting, host)
    block(host, stranger)

    refused = [
        stranger.ask(event),
        stranger.get(f"/users/{host.id}"),
        stranger.get(f"/users/{host.id}/followers"),
        stranger.put(f"/me/following/{host.id}"),
        host.put(f"/me/following/{stranger.id}"),
        invited.put(f"/me/following/{host.id}"),
        invited.do("accept", event),
        host.decide("approve", event, waiting),
        host.post(f"/events/{event['id']}/invitations", {"guest_id": stranger.id}),
    ]
    assert codes(refused) == ["not_found"] * len(refused)
    eventually(lambda: finds(stranger, host), lambda found: found == [])
    assert first.do("withdraw", event).status_code == 200
    other = gather(1)[0]
    assert (
        other.ask(event).json()["status"] == "confirmed"
    )  # the seat did not go to the waiting one
    assert waiting.status(event) == "waitlisted"
    assert ids(host, "/users/me/followers") == []
