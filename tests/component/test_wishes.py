"""Wishes (M28, R19): counted exactly, told once, and nobody is named but whom one follows."""

from typing import Any

import pytest

from seance import cities
from seance.cloud import keys
from seance.reconciliation import comparison, repair, scanning
from seance.wishes import fitting, store
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import dump

FILM = "solaris-1972"


def city(name: str) -> str:
    """Its id."""
    found = cities.find(name)
    assert found
    return found.id


def wish(person: Person, where: str | None = "Москва", film: str = FILM) -> None:
    """Wish to see the film there."""
    body = {"city_id": city(where)} if where else {}
    assert person.put(f"/me/wishes/{film}", body).status == 204


def told(person: Person, kind: str = "wish_announced") -> list[dict[str, Any]]:
    """What the inbox has of a kind."""
    return [each for each in person.get("/me/notices").body["items"] if each["kind"] == kind]


def numbers(person: Person, film: str = FILM) -> tuple[int, int, bool]:
    """The numbers on the film's page."""
    wishes = person.get(f"/films/{film}").body["wishes"]
    return wishes["total"], wishes["nearby"], wishes["mine"]


def test_m28_wishes_are_counted_by_film_and_city(world: World, guest: Person) -> None:
    crowd = world.people(5)
    for person, where in zip(crowd, ("Москва", "Москва", "Казань", None, "Москва"), strict=True):
        for _ in range(2):
            wish(person, where)
    assert numbers(guest) == (5, 0, False)
    assert numbers(crowd[0]) == (5, 3, True)
    wish(crowd[0], "Казань")
    assert numbers(crowd[0]) == (5, 2, True)
    for _ in range(2):
        assert crowd[4].delete(f"/me/wishes/{FILM}").status == 204
    assert numbers(crowd[1]) == (4, 1, True)
    assert world.nobody.get(f"/public/films/{FILM}").body["wishes"]["total"] == 4
    assert world.nobody.get(f"/public/films/{FILM}").body["wishes"]["nearby"] is None
    seen = guest.get(f"/films/{FILM}/wishes", city_id=city("Казань")).body
    assert (seen["total"], seen["nearby"], seen["mine"], seen["items"]) == (4, 2, False, [])


def test_m28_a_wish_on_an_old_reading_counts_once(
    world: World, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish(guest)
    readings = iter([None])  # as who read before the first was written
    find = store.find
    monkeypatch.setattr(store, "find", lambda *key: next(readings, find(*key)))
    wish(guest)
    assert numbers(world.person("Olga"))[0] == 1
    assert guest.delete(f"/me/wishes/{FILM}").status == 204
    assert numbers(guest) == (0, 0, False)


def test_m28_own_wishes_are_listed_with_where_and_why(guest: Person) -> None:
    body = {"city_id": city("Казань"), "note": "по выходным"}
    assert guest.put(f"/me/wishes/{FILM}", body).status == 204
    wish(guest, None, "stalker-1979")
    page = guest.get("/me/wishes", limit=1).body
    rest = guest.get("/me/wishes", limit=1, cursor=page["next_cursor"]).body
    (one,), (other,) = page["items"], rest["items"]
    assert (one["film"]["id"], one["city"], one["note"]) == (FILM, "Казань", "по выходным")
    assert (other["film"]["id"], other["city"], other["note"]) == ("stalker-1979", None, None)
    assert guest.put("/me/wishes/there-is-none", {}).status == 404


def test_m28_the_city_is_the_profiles_where_none_is_said(guest: Person) -> None:
    assert guest.patch("/me", {"city": "Казань"}).status == 200
    wish(guest, None)
    assert guest.get("/me/wishes").body["items"][0]["city_id"] == city("Казань")


def test_r19_names_only_whom_one_follows(world: World, guest: Person) -> None:
    followed, stranger = world.person("Olga"), world.person("Pavel")
    guest.follow(followed)
    wish(followed)
    wish(stranger)
    page = guest.get(f"/films/{FILM}/wishes").body
    assert ([each["id"] for each in page["items"]], page["total"]) == ([followed.id], 2)
    followed.block(guest)
    assert guest.get(f"/films/{FILM}/wishes").body["items"] == []


def test_r19_who_wishes_in_the_city_is_told_once(world: World, host: Person, pump: Pump) -> None:
    here, near, away, anywhere = world.people(4)
    wish(here)
    wish(near, "Химки")
    wish(away, "Казань")
    wish(anywhere, None)
    event = host.announce(film_id=FILM)
    for times in (1, 2):
        pump.run(times)
    assert [len(told(each)) for each in (here, near, away, anywhere)] == [1, 1, 0, 1]
    assert told(here)[0]["event_id"] == event["id"]
    assert told(host) == []
    assert not {here.id, near.id} & set(str(host.get("/me/notices").body))


def test_r19_a_move_into_the_city_tells_who_was_not_reached(
    world: World, host: Person, pump: Pump
) -> None:
    here, away = world.people(2)
    wish(here)
    wish(away, "Казань")
    event = host.announce(film_id=FILM)
    pump.run()
    assert [len(told(here)), len(told(away))] == [1, 0]
    late = world.person("Late")
    wish(late)
    place = {"kind": "home", "city": "Казань"}
    assert host.edit(event, place=place).status == 200
    for times in (1, 2):
        pump.run(times)
    assert [len(told(each)) for each in (here, away, late)] == [1, 1, 0]


def test_r19_whom_the_event_is_not_for_hears_nothing(
    world: World, host: Person, pump: Pump
) -> None:
    stranger, blocked, follower = world.person("Olga"), world.person("Boris"), world.follower(host)
    for each in (stranger, blocked, follower):
        wish(each)
    host.block(blocked)
    event = host.announce(film_id=FILM, visibility="followers")
    pump.run()
    assert [len(told(each)) for each in (stranger, blocked, follower)] == [0, 0, 0]
    assert len(told(follower, "event_announced")) == 1
    assert host.edit(event, visibility="public").status == 200
    for times in (1, 2):
        pump.run(times)
    assert [len(told(each)) for each in (stranger, blocked, follower)] == [1, 0, 0]
    assert len(told(follower, "event_announced")) == 1


def test_r19_three_notices_a_day_and_the_rest_in_the_third(
    world: World, guest: Person, pump: Pump, clock: Clock
) -> None:
    wish(guest)
    for each in world.people(5):
        each.announce(film_id=FILM)
    for times in (1, 2):
        pump.run(times)
    notices = told(guest)
    assert sorted((each["count"] or 0) for each in notices) == [0, 0, 3]
    gathered = next(each for each in notices if each["count"])
    assert "2 more events" in gathered["text"] or "2 сеанса" in gathered["text"]
    clock.forward(days=1)
    world.person("Zoya").announce(film_id=FILM, starts_at=at(days=9))
    pump.run()
    assert len(told(guest)) == 4


def test_r19_a_crowd_is_told_a_page_a_message(
    world: World, host: Person, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "PAGE", 2)
    crowd = world.people(5)
    for person, where in zip(crowd, ("Москва", "Москва", "Москва", None, None), strict=True):
        wish(person, where)
    host.announce(film_id=FILM)
    pump.run()
    assert [len(told(each)) for each in crowd] == [1] * 5


def test_m28_the_host_sees_how_many_wish_nearby(world: World, host: Person, guest: Person) -> None:
    wish(guest)
    wish(world.person("Olga"), "Казань")
    event = host.announce(film_id=FILM)
    assert event["wishes_nearby"] == host.sees(event)["wishes_nearby"] == 1
    assert host.edit(event, title="Вместе").body["wishes_nearby"] == 1
    assert guest.get(f"/events/{event['id']}").body["wishes_nearby"] is None
    assert host.cancel(event).body["wishes_nearby"] is None
    assert host.get(f"/events/{event['id']}").body["wishes_nearby"] is None
    assert host.restore(event).body["wishes_nearby"] == 1


def test_m28_the_most_wished_films_are_a_shelf(world: World, pump: Pump) -> None:
    def shelf() -> list[str]:
        shelves = world.nobody.get("/public/shelves").body["items"]
        found = [each["films"] for each in shelves if each["id"] == "most-wished"]
        return [film["id"] for films in found for film in films]

    assert shelf() == []
    crowd = world.people(3)
    for person in crowd:
        wish(person, film="stalker-1979")
    wish(crowd[0])
    for times in (1, 2):
        pump.run(times)
    assert shelf() == ["stalker-1979", FILM]
    assert crowd[0].delete(f"/me/wishes/{FILM}").status == 204
    pump.run()
    assert shelf() == ["stalker-1979"]


def test_s10_wishes_and_searches_go_with_the_account(
    world: World, guest: Person, pump: Pump, clock: Clock
) -> None:
    wish(guest)
    wish(world.person("Olga"))
    assert guest.post("/me/searches", {"film_id": FILM}).status == 201
    exported = guest.get("/me/export").body["sections"]
    assert [each["film_id"] for each in exported["wishes"]] == [FILM]
    assert [each["filters"]["film_id"] for each in exported["searches"]] == [FILM]
    assert guest.delete("/me").status == 202
    pump.run()
    clock.forward(minutes=2)
    pump.run()
    assert world.nobody.get(f"/public/films/{FILM}").body["wishes"]["total"] == 1
    assert not [key for key in dump("main") if guest.id in str(key) and "PROFILE" not in str(key)]


def test_r19_numbers_that_differ_are_found_and_mended(world: World, guest: Person) -> None:
    wish(guest)
    wish(world.person("Olga"), None)
    shard = store.shard_of(guest.id)

    def differing() -> list[tuple[str, str, str]]:
        found = [each for subject in set(scanning.subjects(100)) for each in comparison.at(subject)]
        for each in found:
            repair.mend(each)
        return [(each.kind, each.found, each.expected) for each in found]

    assert differing() == []
    for key in (keys.wishes(FILM, shard), keys.wishes(FILM, shard, city("Москва"))):
        store.WishesItem.of(key).update(actions=[store.WishesItem.number.add(5)])
    assert len(differing()) == 2
    assert differing() == []
    assert numbers(guest) == (2, 1, True)
    store.WishesItem.of(keys.wishes(FILM, shard)).delete()
    assert len(differing()) == 1
    assert numbers(guest) == (2, 1, True)
