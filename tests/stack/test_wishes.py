"""M28, M41 and R19: who wishes for a film, and who keeps a search, is told of it once."""

from functools import partial

from tests.stack.conftest import MakeCrowd
from tests.stack.people import Person, soon
from tests.stack.waiting import eventually


def notices(person: Person, kind: str) -> list[str]:
    """Of which events a kind tells."""
    return [each["event_id"] for each in person.see("/me/notices")["items"] if each["kind"] == kind]


def test_m28_m41_r19_wishes_and_searches_are_told_of_an_announcement(
    host: Person, gather: MakeCrowd
) -> None:
    wisher, seeker, both = gather(3)
    film = "dersu-uzala-1975"
    before = wisher.see(f"/films/{film}")["wishes"]["total"]
    for person in (wisher, both):
        assert person.put(f"/me/wishes/{film}", {"city_id": "kazan"}).status_code == 204
    for person in (seeker, both):
        kept = {"film_id": film, "city_id": "kazan", "has_seats": True}
        assert person.post("/me/searches", kept).status_code == 201
    seen = wisher.see(f"/films/{film}")["wishes"]
    assert (seen["total"], seen["mine"]) == (before + 2, True)
    assert wisher.see(f"/films/{film}/wishes")["items"] == []

    asked = {
        "film_id": film,
        "place": {"kind": "home", "city": "Казань", "address": "Баумана, 5"},
        "starts_at": soon(days=40).isoformat(),
        "capacity": 2,
    }
    event_id = host.post("/events", asked).json()["id"]
    for person, kind in (
        (wisher, "wish_announced"),
        (both, "wish_announced"),
        (seeker, "search_match"),
    ):
        assert eventually(partial(notices, person, kind)) == [event_id]
    assert notices(both, "search_match") == []
    assert host.see(f"/events/{event_id}")["wishes_nearby"] >= 2
    assert wisher.delete(f"/me/wishes/{film}").status_code == 204
    assert both.see(f"/films/{film}")["wishes"]["total"] == before + 1
