"""Profiles and following (M12, M13)."""

from typing import Any

import pytest

from tests.component.gateway import Person, World
from tests.component.storage import dump, everything, refused, same_twice


def test_one_sees_the_own_profile_whole(host: Person) -> None:
    me = host.get("/me").body

    assert me | {"created_at": None} == {
        "id": host.id,
        "name": "Anna",
        "email": "anna@example.com",
        "avatar_url": None,
        "about": None,
        "city": None,
        "language": "en",
        "time_zone": "UTC",
        "connections": [],
        "calendar_feed": False,
        "host_rating": {"average": None, "count": 0},
        "public_calendar": False,
        "operator": False,
        "guest_rating": {"average": None, "count": 0},
        "attendance": {"came": 0, "missed": 0, "late": 0},
        "created_at": None,
    }


def test_others_see_neither_email_nor_settings(host: Person, guest: Person) -> None:
    seen = guest.get(f"/users/{host.id}").body

    assert (seen["id"], seen["name"]) == (host.id, "Anna")
    assert {"email", "language", "time_zone", "connections"} & set(seen) == set()
    assert "anna@example.com" not in str(seen)


def test_one_changes_the_own_profile(host: Person, guest: Person) -> None:
    changes = {
        "name": "  Анна ",
        "about": "Люблю кино.\nИ чай.",
        "avatar_url": "https://example.com/a.png",
        "city": "Казань",
        "language": "ru",
        "time_zone": "Asia/Kathmandu",
    }

    me = same_twice(lambda: host.patch("/me", changes), 200).body

    assert {name: me[name] for name in changes} == changes | {"name": "Анна"}
    assert host.get("/me").body == me
    assert guest.get(f"/users/{host.id}").body["about"] == "Люблю кино.\nИ чай."


@pytest.mark.parametrize("field", ["about", "avatar_url", "city"])
def test_null_removes_what_may_be_absent(host: Person, field: str) -> None:
    host.patch("/me", {"about": "x", "avatar_url": "https://example.com/a", "city": "x"})

    assert host.patch("/me", {field: None}).body[field] is None
    assert host.get("/me").body[field] is None


def test_a_change_of_nothing_changes_nothing(host: Person) -> None:
    before = everything()

    assert host.patch("/me", {}).body == host.get("/me").body
    assert everything() == before


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "  "},
        {"name": None},
        {"name": 5},
        {"name": "x" * 81},
        {"name": "bell\u0007"},
        {"name": "two\nlines"},
        {"about": "x" * 2001},
        {"about": 5},
        {"avatar_url": "http://example.com/a"},
        {"avatar_url": "javascript:alert(1)"},
        {"avatar_url": "https://exa mple.com"},
        {"avatar_url": 5},
        {"city": "x" * 121},
        {"language": "de"},
        {"language": None},
        {"time_zone": "Moon/Base"},
        {"time_zone": None},
        {"email": "other@example.com"},
        {"id": "other"},
        {"host_rating": {"average": 5, "count": 100}},
        [],
        "{",
        "null",
        "",
    ],
    ids=str,
)
def test_a_wrong_profile_changes_nothing(host: Person, body: Any) -> None:
    refused(lambda: host.patch("/me", body), 422, "validation_failed")


@pytest.mark.parametrize("user_id", ["nobody", "a b", "%00", "x" * 129, "ы"])
def test_who_is_nobody_is_not_found(host: Person, user_id: str) -> None:
    refused(lambda: host.get(f"/users/{user_id}"), 404, "not_found")
    refused(lambda: host.put(f"/me/following/{user_id}"), 404, "not_found")


def test_following_sent_twice_is_following_once(host: Person, guest: Person) -> None:
    same_twice(lambda: guest.put(f"/me/following/{host.id}"), 204)

    assert [each["id"] for each in guest.get("/me/following").body["items"]] == [host.id]
    followers = host.get(f"/users/{host.id}/followers").body["items"]
    assert [(each["id"], each["name"]) for each in followers] == [(guest.id, "Boris")]
    assert host.get("/users/me/followers").body["items"] == followers
    assert host.get("/me/following").body["items"] == []


def test_unfollowing_sent_twice_is_unfollowing(host: Person, guest: Person) -> None:
    guest.follow(host)

    same_twice(lambda: guest.delete(f"/me/following/{host.id}"), 204)

    assert guest.get("/me/following").body["items"] == []
    assert host.get("/users/me/followers").body["items"] == []


def test_unfollowing_whom_one_never_followed_is_fine(host: Person) -> None:
    before = everything()

    assert host.delete("/me/following/nobody").status == 204
    assert everything() == before


def test_nobody_follows_oneself(host: Person) -> None:
    refused(lambda: host.put(f"/me/following/{host.id}"), 422, "validation_failed")


def test_who_is_nobody_has_no_followers(host: Person) -> None:
    assert host.get("/users/nobody/followers").body["items"] == []


def test_a_follower_whose_profile_is_gone_is_a_stranger(
    world: World, host: Person, guest: Person
) -> None:
    ghost = Person(world.api, "Ghost")
    assert ghost.put(f"/me/following/{host.id}").status == 204
    assert (f"USER#{ghost.id}", "PROFILE") not in dump("main")

    (follower,) = host.get("/users/me/followers").body["items"]

    assert (follower["id"], follower["name"]) == (ghost.id, "—")
