"""Bad input for events: always the contract's problem, and nothing is written."""

from typing import Any

import pytest

from tests.component.clock import instant
from tests.component.gateway import Person, at, event_body
from tests.component.storage import refused

NAN, INFINITY = float("nan"), float("inf")
HOME: dict[str, Any] = {"kind": "home", "city": "Москва"}

NOT_AN_OBJECT = [
    "",
    "null",
    "{",
    "[]",
    "[1]",
    '"text"',
    "1",
    "NaN",
    "{'film_id': 1}",
    "[" * 60_000,
    "9" * 5000,
]

# (what is wrong, the fields that make it so)
WRONG_IN_BOTH: list[tuple[str, dict[str, Any]]] = [
    ("unknown field", {"seats": 3}),
    ("field of the answer", {"host": "me"}),
    ("film of no catalogue", {"film_id": "no-such-film"}),
    ("film id is a number", {"film_id": 1972}),
    ("film id is empty", {"film_id": ""}),
    ("film id with a control character", {"film_id": "solaris\u0000"}),
    ("empty title", {"title": "   "}),
    ("title too long", {"title": "x" * 121}),
    ("title is a number", {"title": 5}),
    ("title with a control character", {"title": "bell\u0007"}),
    ("title of two lines", {"title": "Solaris\nBcc: all"}),
    ("title of two lines in Unicode", {"title": "Solaris\u2028Bcc"}),
    ("title that shows nothing", {"title": "\u200b\u200d"}),
    ("title that turns what follows", {"title": "\u202esiraloS"}),
    ("description with an isolate that does not end", {"description": "\u2066"}),
    ("title with a tab", {"title": "Sol\taris"}),
    ("title with DEL", {"title": "del\u007f"}),
    ("lone surrogate", {"title": "\ud800"}),
    ("description too long", {"description": "x" * 2001}),
    ("description is a list", {"description": ["x"]}),
    ("place is text", {"place": "home"}),
    ("place of no kind", {"place": {"city": "Москва"}}),
    ("place of an unknown kind", {"place": {**HOME, "kind": "moon"}}),
    ("place without a city", {"place": {"kind": "home"}}),
    ("place with a blank city", {"place": {"kind": "home", "city": " "}}),
    ("place with unknown fields", {"place": {**HOME, "floor": 3}}),
    ("latitude alone", {"place": {**HOME, "latitude": 55.7}}),
    ("latitude out of range", {"place": {**HOME, "latitude": 90.1, "longitude": 0}}),
    ("longitude out of range", {"place": {**HOME, "latitude": 0, "longitude": -180.5}}),
    ("coordinates as text", {"place": {**HOME, "latitude": "55", "longitude": "37"}}),
    ("coordinates as booleans", {"place": {**HOME, "latitude": True, "longitude": True}}),
    ("coordinates not a number", {"place": {**HOME, "latitude": NAN, "longitude": NAN}}),
    ("coordinates infinite", {"place": {**HOME, "latitude": INFINITY, "longitude": 0}}),
    ("show_address is text", {"place": {**HOME, "show_address": "yes"}}),
    ("url is no https", {"place": {**HOME, "url": "javascript:alert(1)"}}),
    ("url too long", {"place": {**HOME, "url": "https://x/" + "x" * 2000}}),
    ("url with a control character", {"place": {**HOME, "url": "https://x/\u0000"}}),
    ("address too long", {"place": {**HOME, "address": "x" * 301}}),
    ("naive start", {"starts_at": at(days=3).removesuffix("Z")}),
    ("start is a date", {"starts_at": at(days=3)[:10]}),
    ("start is a number", {"starts_at": int(instant(at(days=3)).timestamp())}),
    ("start as digits", {"starts_at": str(int(instant(at(days=3)).timestamp()))}),
    ("start of no calendar", {"starts_at": "2026-02-30T18:00:00Z"}),
    ("start in the last hour of all", {"starts_at": "9999-12-31T23:30:00Z"}),
    ("start in the first year of all", {"starts_at": "0001-01-01T00:00:00Z"}),
    ("start and end behind all", {"starts_at": "9999-12-31T23:59:59Z", "duration_minutes": 1440}),
    ("start behind the last year", {"starts_at": "9999-12-31T23:59:59-10:00"}),
    ("start before the first year", {"starts_at": "0001-01-01T00:00:00+10:00"}),
    ("start is nothing", {"starts_at": None}),
    ("start in the past", {"starts_at": at(days=-1)}),
    ("start in four minutes", {"starts_at": at(minutes=4)}),
    ("start in more than two years", {"starts_at": at(days=731)}),
    ("unknown zone", {"time_zone": "Europe/Atlantis"}),
    ("zone as offset", {"time_zone": "+03:00"}),
    ("zone that walks in folders", {"time_zone": "../etc/passwd"}),
    ("zone of this machine alone", {"time_zone": "localtime"}),
    ("zone of the database that no browser knows", {"time_zone": "Factory"}),
    ("zone is empty", {"time_zone": ""}),
    ("duration too short", {"duration_minutes": 14}),
    ("duration too long", {"duration_minutes": 1441}),
    ("duration is text", {"duration_minutes": "90"}),
    ("duration is a fraction", {"duration_minutes": 90.5}),
    ("duration is a boolean", {"duration_minutes": True}),
    ("unknown visibility", {"visibility": "friends"}),
    ("visibility is nothing", {"visibility": None}),
    ("unknown approval", {"approval": "maybe"}),
    ("unknown admission", {"admission": "cheap"}),
    ("free with a price", {"price": {"amount": "1.00", "currency": "RUB"}}),
    ("paid without a price", {"admission": "paid"}),
    ("no seats", {"capacity": 0}),
    ("negative seats", {"capacity": -1}),
    ("too many seats", {"capacity": 10_001}),
    ("seats as text", {"capacity": "5"}),
    ("half a seat", {"capacity": 2.5}),
    ("seats are not a number", {"capacity": NAN}),
    ("seats are a boolean", {"capacity": True}),
    ("seats are nothing", {"capacity": None}),
]

WRONG_PRICES = [
    ("350.00", "XXX"),
    ("350.00", "rub"),
    ("350.00", ""),
    ("0", "RUB"),
    ("0.00", "RUB"),
    ("-1", "RUB"),
    ("1.001", "RUB"),
    ("1e3", "RUB"),
    ("NaN", "RUB"),
    ("Infinity", "RUB"),
    ("10000000.01", "RUB"),
    ("free", "RUB"),
    ("", "RUB"),
    (350, "RUB"),
    (350.0, "RUB"),
    ("100.50", "JPY"),
]  # fmt: skip


def body_with(changes: dict[str, Any]) -> dict[str, Any]:
    return {**event_body(), **changes}


@pytest.mark.parametrize("body", NOT_AN_OBJECT, ids=lambda body: body[:12])
def test_a_body_that_is_no_json_object_announces_nothing(host: Person, body: str) -> None:
    refused(lambda: host.post("/events", body), 422, "validation_failed")


@pytest.mark.parametrize(
    "changes", [each for _, each in WRONG_IN_BOTH], ids=[name for name, _ in WRONG_IN_BOTH]
)
def test_a_wrong_field_announces_nothing(host: Person, changes: dict[str, Any]) -> None:
    refused(lambda: host.post("/events", body_with(changes)), 422, "validation_failed")


@pytest.mark.parametrize(
    "changes", [each for _, each in WRONG_IN_BOTH], ids=[name for name, _ in WRONG_IN_BOTH]
)
def test_a_wrong_field_changes_nothing(host: Person, changes: dict[str, Any]) -> None:
    event = host.announce()

    refused(lambda: host.edit(event, **changes), 422, "validation_failed")


@pytest.mark.parametrize("body", NOT_AN_OBJECT, ids=lambda body: body[:12])
def test_a_body_that_is_no_json_object_changes_nothing(host: Person, body: str) -> None:
    event = host.announce()

    refused(lambda: host.patch(f"/events/{event['id']}", body), 422, "validation_failed")


@pytest.mark.parametrize(("amount", "currency"), WRONG_PRICES)
def test_a_wrong_price_is_refused(host: Person, amount: Any, currency: str) -> None:
    body = event_body(admission="paid", price={"amount": amount, "currency": currency})

    refused(lambda: host.post("/events", body), 422, "validation_failed")


@pytest.mark.parametrize(
    "field",
    ["film_id", "place", "starts_at", "time_zone", "duration_minutes", "description", "approval", "admission"],
)  # fmt: skip
def test_a_field_that_must_be_there_cannot_be_emptied(host: Person, field: str) -> None:
    event = host.announce()

    refused(lambda: host.edit(event, **{field: None}), 422, "validation_failed")


@pytest.mark.parametrize("field", ["film_id", "place", "starts_at", "capacity"])
def test_a_required_field_cannot_be_left_out(host: Person, field: str) -> None:
    refused(lambda: host.post("/events", event_body(**{field: None})), 422, "validation_failed")


@pytest.mark.parametrize(
    "reason", [5, "x" * 2001, "bell\u0007", ["rain"]], ids=["number", "long", "control", "list"]
)
def test_a_wrong_reason_cancels_nothing(host: Person, reason: Any) -> None:
    event = host.announce()

    refused(
        lambda: host.post(f"/events/{event['id']}/cancel", {"reason": reason}),
        422,
        "validation_failed",
    )


@pytest.mark.parametrize(
    "event_id",
    ["1", "me", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01arz3ndektsv4rrffq69g5fav", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "%00", "a%2Fb", "x" * 300],
    ids=lambda event_id: event_id[:12],
)  # fmt: skip
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"title": "Other"}),
        ("DELETE", "", None),
        ("POST", "/cancel", None),
        ("POST", "/restore", None),
        ("POST", "/bookings", None),
        ("GET", "/bookings", None),
        ("GET", "/bookings/me", None),
        ("POST", "/bookings/me/withdraw", None),
        ("POST", "/bookings/decide", {"approve": ["anna"]}),
        ("POST", "/invitations", {"guest_id": "anna"}),
        ("GET", "/moderators", None),
        ("PUT", "/moderators/anna", None),
        ("DELETE", "/moderators/anna", None),
    ],
)
def test_an_id_that_names_no_event_is_not_found(
    host: Person, method: str, path: str, body: Any, event_id: str
) -> None:
    refused(lambda: host.call(method, f"/events/{event_id}{path}", body), 404, "not_found")
