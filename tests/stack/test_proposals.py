"""M30 and R20: films and times put to the vote, and the event that comes of it."""

from functools import partial

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, soon
from tests.stack.waiting import at_once, eventually


def kinds(person: Person, kind: str) -> list[str]:
    """The inbox' notices of a kind."""
    return [each["id"] for each in person.see("/me/notices")["items"] if each["kind"] == kind]


def test_m30_s19_votes_become_one_event_and_each_voter_is_invited_once(
    host: Person, gather: MakeCrowd
) -> None:
    guests = gather(3)
    for guest in guests:
        guest.follow(host)
    times = [soon(days=days).isoformat() for days in (30, 31)]
    asked = {
        "film_ids": ["solaris-1972", "stalker-1979"],
        "times": times,
        "place": {"kind": "home", "city": "Казань", "address": "Баумана, 5"},
        "time_zone": "Europe/Moscow",
        "capacity": 2,
        "visibility": "followers",
        "ask": [each.id for each in guests],
    }
    proposal = host.post("/proposals", asked).json()
    path = f"/proposals/{proposal['id']}"
    for guest in guests:
        eventually(partial(kinds, guest, "proposal_opened"))

    def votes(guest: Person) -> int:
        body = {"film_ids": ["solaris-1972"], "times": times[:1]}
        return guest.put(f"{path}/vote", body).status_code

    assert at_once(partial(votes, guests[0]), partial(votes, guests[1])) == [204, 204]
    seen = guests[0].see(path)
    assert (seen["films"][0]["votes"], seen["times"][0]["votes"], seen["voters"]) == (2, 2, 2)

    def fixes() -> tuple[int, str]:
        answer = host.post(f"{path}/fix", {"film_id": "solaris-1972", "starts_at": times[0]})
        return answer.status_code, answer.json()["id"]

    answers = at_once(fixes, fixes, lambda: (votes(guests[2]), ""))
    assert {answers[0][1]} == {answers[1][1]}
    event_id = answers[0][1]
    voted = guests if answers[2][0] == 204 else guests[:2]
    for guest in voted:
        eventually(partial(kinds, guest, "invited"))
    invited = host.see(f"/events/{event_id}/bookings")["items"]
    assert {each["guest"]["id"] for each in invited} == {each.id for each in voted}
    assert [len(kinds(each, "invited")) for each in voted] == [1] * len(voted)
