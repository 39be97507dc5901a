"""What the fields of a request take, and how they keep it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from seance.events.prices import PriceIn
from seance.events.schemas import EventEdit, EventIn, PlaceIn
from seance.web.fields import (
    ChatText,
    EventId,
    Identifier,
    Instant,
    InstantQuery,
    Line,
    LongText,
    PersonName,
    TimeZone,
    Title,
    UserId,
    WebAddress,
    WholeSecond,
    etag,
    versions_of,
    wants_newest,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def taken(kind: Any, value: object) -> object:
    """The value as the field keeps it."""
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (Instant, "2026-12-01T15:00:00+03:00", NOON),
        (Instant, "2026-12-01T17:45:00.123456+05:45", NOON.replace(microsecond=123_000)),
        (WholeSecond, "2026-12-01T12:00:00.987Z", NOON),
        (InstantQuery, "2026-12-01T15:00:00 03:00", NOON),
        (TimeZone, "Asia/Kathmandu", "Asia/Kathmandu"),
        (TimeZone, "Asia/Calcutta", "Asia/Calcutta"),
        (TimeZone, "GMT+0", "GMT+0"),
        (Title, "  Солярис ", "Солярис"),
        (Title, "я" * 120, "я" * 120),
        (Line, "   ", ""),
        (LongText, "Приходите.\n\tБудет чай.", "Приходите.\n\tБудет чай."),
        (LongText, "я" * 2000, "я" * 2000),
        (LongText, "a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        (ChatText, " да\r\n", "да"),
        (LongText, "\u200b \u3164", ""),
        (Line, "\u00ad", ""),
        (PersonName, "Анна 🎬", "Анна 🎬"),
        (PersonName, "👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        (
            PersonName,
            "🏴\U000e0067\U000e0062\U000e0065\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e007f",
        ),
        (PersonName, "شاهین\u200cدژ", "شاهین\u200cدژ"),
        (PersonName, "\u200fדנה", "\u200fדנה"),
        (PersonName, "हिन्दी", "हिन्दी"),
        (WebAddress, "https://example.com/кино?a=1", "https://example.com/кино?a=1"),
    ],
)
def test_a_field_keeps(kind: Any, value: str, kept: object) -> None:
    assert taken(kind, value) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Instant, "2026-12-01T12:00:00"),
        (Instant, 1_764_590_400),
        (Instant, "tomorrow"),
        (Instant, None),
        (InstantQuery, "2026-12-01"),
        (TimeZone, "Mars/Olympus"),
        (TimeZone, "europe/moscow"),
        (TimeZone, "+03:00"),
        (TimeZone, ""),
        (TimeZone, "localtime"),
        (TimeZone, "posixrules"),
        (TimeZone, "Factory"),
        (TimeZone, "right/Europe/Moscow"),
        (TimeZone, "posix/UTC"),
        (TimeZone, "SystemV/EST5"),
        (TimeZone, "../../etc/localtime"),
        (Title, ""),
        (Title, " \t "),
        (Title, "я" * 121),
        (Title, "two\nlines"),
        (Title, "two\u2028lines"),
        (Title, "tab\tbed"),
        (Title, "bell\x07"),
        (Title, 7),
        (LongText, "я" * 2001),
        (LongText, "nul\x00"),
        (LongText, "del\x7f"),
        (LongText, "half \ud83c"),
        (LongText, "c1 \x9b"),
        (LongText, "no character \uffff"),
        (LongText, "no character \U0010fffe"),
        (ChatText, "\r\n"),
        (PersonName, "я" * 81),
        (WebAddress, "http://example.com"),
        (WebAddress, "javascript:alert(1)"),
        (WebAddress, "https://example.com/a b"),
        (WebAddress, "https://" + "a" * 2000),
    ],
)
def test_a_field_refuses(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        taken(kind, value)


@pytest.mark.parametrize("kind", [Title, ChatText, PersonName, Identifier])
@pytest.mark.parametrize(
    "blank",
    ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\u180e", "\u034f", "\ufe0f", "\u0301", "\u00a0\u3000", "\u200e\u200f", "\U0001d159", "\U000e0041"],
)  # fmt: skip
def test_what_shows_nothing_is_as_if_left_blank(kind: Any, blank: str) -> None:
    for value in (blank, f" {blank}\t{blank} "):
        with pytest.raises(ValidationError):
            taken(kind, value)


@pytest.mark.parametrize("kind", [Title, Line, LongText, ChatText, PersonName, WebAddress])
@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a"])
def test_nothing_turns_the_writing_around_it(kind: Any, mark: str) -> None:
    with pytest.raises(ValidationError):
        taken(kind, f"https://gpj.{mark}exe")


@pytest.mark.parametrize(
    ("header", "versions"),
    [
        (None, None),
        ("*", None),
        ('"3"', {"3"}),
        ('"3", "4"', {"3", "4"}),
        ('W/"3","4"', {"4"}),
        (" 3 ", {"3"}),
        ('W/"3"', {'W/"3"'}),
        ("", {""}),
    ],
)
def test_if_match_names_versions(header: str | None, versions: Any) -> None:
    assert versions_of(header) == versions


@pytest.mark.parametrize(
    ("header", "newest"),
    [
        (None, False),
        ("", False),
        ("max-age=0", False),
        ("x-no-cache", False),
        ("no-cache", True),
        ("max-age=0, No-Cache", True),
    ],
)
def test_no_cache_asks_for_what_is_true_now(header: str | None, newest: bool) -> None:
    assert wants_newest(header) is newest


def test_an_etag_comes_back_as_the_version() -> None:
    assert versions_of(etag(12)) == frozenset({"12"})


@pytest.mark.parametrize("kind", [EventId, UserId])
@pytest.mark.parametrize("value", ["", "a b", "a/b", "a\n", "a#b", "я", "x" * 129])
def test_an_id_has_a_form(kind: Any, value: str) -> None:
    with pytest.raises(ValidationError):
        taken(kind, value)


def test_ids_of_events_are_ulids_and_those_of_users_the_issuers() -> None:
    assert taken(EventId, "01ARZ3NDEKTSV4RRFFQ69G5FAV")
    assert taken(UserId, "auth0|5f7c8ec7c33c6c004bbafe82")
    with pytest.raises(ValidationError):
        taken(EventId, "81ARZ3NDEKTSV4RRFFQ69G5FAV")  # more than 128 bits


@pytest.mark.parametrize(
    ("amount", "currency", "kept"),
    [
        ("350", "RUB", "350.00"),
        ("350.5", "RUB", "350.50"),
        ("0.01", "EUR", "0.01"),
        ("10000000", "USD", "10000000.00"),
        ("500", "JPY", "500"),
        ("500.0", "JPY", "500"),
    ],
)
def test_a_price_is_kept_with_the_decimals_of_its_currency(
    amount: str, currency: str, kept: str
) -> None:
    assert PriceIn(amount=amount, currency=currency).value().amount == kept


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("0", "RUB"),
        ("-1", "RUB"),
        ("10000000.01", "RUB"),
        ("1.001", "RUB"),
        ("1e3", "RUB"),
        ("NaN", "RUB"),
        ("Infinity", "RUB"),
        ("free", "RUB"),
        ("", "RUB"),
        ("3 50", "RUB"),
        ("+350", "RUB"),
        (".5", "RUB"),
        ("1_000", "RUB"),
        ("\N{ARABIC-INDIC DIGIT THREE}50", "RUB"),
        ("1." + "0" * 100, "RUB"),
        ("500.50", "JPY"),
        ("350", "rub"),
        ("350", "XXX"),
        ("350", "RUR"),
    ],
)
def test_a_price_refuses(amount: str, currency: str) -> None:
    with pytest.raises(ValidationError):
        PriceIn(amount=amount, currency=currency)


def test_coordinates_are_kept_to_a_centimetre() -> None:
    place = PlaceIn(kind="home", city="Москва", latitude=55.75222222222, longitude=37).value()
    assert (place.latitude, place.longitude) == (55.7522222, 37.0)


@pytest.mark.parametrize(
    "place",
    [
        {"kind": "home"},
        {"kind": "boat", "city": "Москва"},
        {"kind": "home", "city": "Москва", "latitude": 55.7},
        {"kind": "home", "city": "Москва", "longitude": 37.6},
        {"kind": "home", "city": "Москва", "latitude": 90.1, "longitude": 0},
        {"kind": "home", "city": "Москва", "latitude": 0, "longitude": -180.1},
        {"kind": "home", "city": "Москва", "latitude": "55.7", "longitude": 37.6},
        {"kind": "home", "city": "Москва", "latitude": float("nan"), "longitude": 0},
        {"kind": "home", "city": "Москва", "show_address": "yes"},
        {"kind": "home", "city": "Москва", "flat": 5},
    ],
)
def test_a_place_refuses(place: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PlaceIn.model_validate(place)


@pytest.mark.parametrize("name", ["film_id", "starts_at", "capacity", "place", "time_zone"])
def test_what_an_event_must_have_is_not_edited_away(name: str) -> None:
    with pytest.raises(ValidationError):
        EventEdit.model_validate({name: None})


def test_an_edit_knows_what_was_given() -> None:
    assert EventEdit.model_validate({"title": None}).model_fields_set == {"title"}
    assert EventEdit.model_validate({}).model_fields_set == set()


@pytest.mark.parametrize("capacity", [0, -1, 10_001, "5", 5.0, True])
def test_a_capacity_is_a_whole_number_from_one_to_ten_thousand(capacity: object) -> None:
    body = {
        "film_id": "solaris-1972",
        "place": {"kind": "online"},
        "starts_at": "2026-12-01T12:00:00Z",
        "time_zone": "UTC",
    }
    assert EventIn.model_validate({**body, "capacity": 1}).capacity == 1
    with pytest.raises(ValidationError):
        EventIn.model_validate({**body, "capacity": capacity})
