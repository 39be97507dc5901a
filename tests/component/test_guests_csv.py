"""The guest list as CSV (M42): the host's, complete, and dead in every spreadsheet."""

import csv
import io

import pytest

from seance.cloud import deadline
from seance.listings import guests
from tests.budgets.units import counting
from tests.component.gateway import Answer, Person, World
from tests.component.pump import Pump
from tests.component.storage import refused

COLUMNS = ["name", "status", "seats", "asked", "decided"]


def downloaded(person: Person, event: dict[str, str], **query: str) -> Answer:
    answer = person.get(f"/events/{event['id']}/guests.csv", **query)
    assert answer.status == 200, answer.body
    return answer


def rows(answer: Answer, delimiter: str = ",") -> list[list[str]]:
    """What a spreadsheet reads, without the mark that tells it UTF-8."""
    assert answer.body.startswith("\ufeff")
    text = io.StringIO(answer.body.removeprefix("\ufeff"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


def test_m42_a_host_downloads_who_asked_and_what_became_of_it(
    world: World, host: Person, guest: Person
) -> None:
    event = host.announce(capacity=1)
    guest.ask(event)
    seated = world.confirmed(event, host, "Клара")
    waiting = world.person("Глеб")
    waiting.ask(event)

    answer = downloaded(host, event)

    head, *found = rows(answer)
    assert head == COLUMNS
    bookings = [each.booking(event) for each in (guest, seated, waiting)]
    assert [each[:3] for each in found] == [
        [guest.name, "requested", "1"],
        ["Клара", "confirmed", "1"],
        ["Глеб", "waitlisted", "1"],
    ]
    whole_seconds = [each["requested_at"][:19] + "Z" for each in bookings]
    assert [each[3] for each in found] == whole_seconds
    assert [bool(each[4]) for each in found] == [False, True, False]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == f'attachment; filename="{event["id"]}.csv"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.body.endswith("\r\n")
    assert "link" not in answer.headers


def test_an_event_that_nobody_asked_for_has_a_list_all_the_same(host: Person) -> None:
    assert rows(downloaded(host, host.announce())) == [COLUMNS]


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("https://evil.example","x")',
        "+1-800",
        "-2+3",
        "@SUM(A1:A9)",
        "＝1+1",
        "\t=1+1",
    ],
)
def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet(
    world: World, host: Person, guest: Person, name: str
) -> None:
    assert guests.defused(name) == f"'{name}"
    event = host.announce()
    guest.ask(event)
    if guest.patch("/me", {"name": name}).status == 200:
        (_, (cell, *_)) = rows(downloaded(host, event))
        assert cell == f"'{name.strip()}"


@pytest.mark.parametrize("name", ['Ed;=1+1,"=2+2";@x', "Ed;=1+1"])
def test_no_name_begins_a_cell_of_its_own_whatever_separates_them(
    host: Person, guest: Person, name: str
) -> None:
    event = host.announce()
    guest.ask(event)
    assert guest.patch("/me", {"name": name}).status == 200

    answer = downloaded(host, event)
    assert rows(answer)[1][0] == name
    for delimiter in (";", "\t"):
        for cells in rows(answer, delimiter):
            assert not any(cell.startswith(guests.FORMULA) for cell in cells), cells


@pytest.mark.parametrize("role", ["guest", "moderator"])
def test_r16_only_the_host_takes_the_names_along(
    world: World, host: Person, guest: Person, role: str
) -> None:
    event = host.announce()
    guest.ask(event)
    if role == "moderator":
        host.appoint(event, guest)
    refused(lambda: guest.get(f"/events/{event['id']}/guests.csv"), 403, "forbidden")


def test_who_left_has_no_name_in_it(host: Person, guest: Person, pump: Pump) -> None:
    event = host.announce()
    guest.ask(event)
    guest.delete("/me")
    pump.run()
    assert guest.name not in downloaded(host, event).body
    assert rows(downloaded(host, event))[1][0] == "—"


def test_a_large_list_comes_in_parts_and_each_says_where_the_next_is(
    world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    people = world.people(5)
    for person in people:
        person.ask(event)
    monkeypatch.setattr(guests, "PAGE", 2)
    monkeypatch.setattr(guests, "MOST_PAGES", 1)

    names, cursor = list[str](), None
    while not names or cursor:
        answer = downloaded(host, event, **({"cursor": cursor} if cursor else {}))
        head, *found = rows(answer)
        assert head == COLUMNS
        names += [each[0] for each in found]
        address, _, kind = answer.headers.get("link", "").partition("; ")
        assert kind in ('rel="next"', "")
        cursor = address.partition("?cursor=")[2].removesuffix(">")
    assert names == [each.name for each in people]

    cursor = downloaded(host, event).headers["link"].partition("?cursor=")[2].partition(">")[0]
    other = guest.announce(film_id="alien-1979")
    path = f"/events/{other['id']}/guests.csv"
    refused(lambda: guest.get(path, cursor=cursor), 400, "bad_cursor")


@pytest.mark.parametrize(("name", "value"), [("MOST_BYTES", 0), ("PAGE_SECONDS", float("inf"))])
def test_a_part_ends_where_it_would_be_too_large_or_too_late(
    world: World, host: Person, monkeypatch: pytest.MonkeyPatch, name: str, value: float
) -> None:
    event = host.announce()
    for person in world.people(3):
        person.ask(event)
    monkeypatch.setattr(guests, "PAGE", 2)
    monkeypatch.setattr(guests, name, value)
    if name == "PAGE_SECONDS":
        monkeypatch.setattr(deadline, "left", lambda: 20.0)
    answer = downloaded(host, event)
    assert len(rows(answer)) == 1 + 2
    assert 'rel="next"' in answer.headers["link"]


def test_a_hundred_guests_are_read_in_three_requests(
    world: World, host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce(capacity=100)
    for person in world.people(7):
        person.ask(event)
    monkeypatch.setattr(guests, "PAGE", 3)
    with counting() as counted:
        assert len(rows(downloaded(host, event))) == 1 + 7
    assert counted.requests == 2 + 3 * 3, [name for name, _ in counted.calls]
