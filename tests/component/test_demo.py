"""The demo people live as `make up` has them: they wish, plan and bring somebody."""

from typing import Any

import httpx
import pytest

from local import demo
from local.showings import THURSDAYS
from tests.component.gateway import Person, World

STACK: dict[str, Any] = {"functions": {"CreateEvent": "here"}}


class Through:
    """A client of the API in process, in place of one over HTTP."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def request(self, method: str, path: str, json: Any = None) -> httpx.Response:
        """One request; the query stands in the path."""
        path, _, query = path.partition("?")
        asked: dict[str, Any] = dict(httpx.QueryParams(query))
        answer = self.person.call(method, path, json, **asked)
        return httpx.Response(answer.status, json=answer.body or None)

    def post(self, path: str, json: Any = None) -> httpx.Response:
        """The same."""
        return self.request("POST", path, json)


@pytest.fixture
def people(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    """Those of the demo, by the names that the demo calls them."""
    found = {email.partition("@")[0]: world.person(name) for name, email in demo.PEOPLE}
    monkeypatch.setattr(demo, "sign_up", lambda *_: None)
    monkeypatch.setattr(demo.Demo, "_sign_in", lambda _, name: Through(found[name]))
    demo.load(STACK)
    return found


def test_m28_the_demo_people_wish_for_films_in_their_cities(people: dict[str, Person]) -> None:
    for film, total in (("solaris-1972", 4), ("stalker-1979", 2), ("alien-1979", 2)):
        assert people["anna"].get(f"/films/{film}").body["wishes"]["total"] == total
    (near,) = [
        each for each in people["anna"].get("/me/events").body["items"] if "Solaris" in str(each) and not each["programme"]
    ]  # fmt: skip
    assert people["anna"].sees(near)["wishes_nearby"] == 2


def test_m29_the_demo_has_a_programme_that_two_asked_for_whole(people: dict[str, Person]) -> None:
    planned = [
        each
        for each in people["anna"].get("/me/events", limit=100).body["items"]
        if each["programme"]
    ]
    assert [each["programme"]["position"] for each in planned] == [1, 2, 3]
    assert {each["programme"]["title"] for each in planned} == {THURSDAYS.title}
    for name in THURSDAYS.asks:
        statuses = [people[name].booking(each)["status"] for each in planned]
        assert statuses == ["requested"] * 3


def test_m31_somebody_of_the_demo_brings_somebody(people: dict[str, Person]) -> None:
    booked = [
        each
        for person in people.values()
        for each in person.get("/me/bookings", limit=100).body["items"]
    ]
    assert any(each["seats"] > 1 and each["companions"] for each in booked)
