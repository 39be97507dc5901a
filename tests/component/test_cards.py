"""The picture that a link to an event shows elsewhere (M6): a PNG for each event and version, nothing of others."""

import struct
from typing import Any

import pytest

from seance.posters import card
from seance.web.app import Handler
from tests.component.gateway import Caller, Person
from tests.component.storage import refused

FILM = {"id": "solaris-1972", "year": 1972, "genres": ["drama"]}
WORDS = ("вт, 1 декабря в 19:00", "Москва")


def drawn(
    film: dict[str, Any] = FILM, title: str = "Солярис", below: tuple[str, ...] = WORDS
) -> bytes:
    return card.png(card.picture(film, title, below))


def size(png: bytes) -> tuple[int, ...]:
    """The width and height that its header tells (PNG, third edition, 11.2.1)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_a_picture_is_as_large_as_links_want_it_and_the_same_for_the_same_words() -> None:
    assert size(drawn()) == (1200, 630)
    assert drawn() == drawn()


@pytest.mark.parametrize(
    "other",
    [
        {"film": FILM | {"id": "solaris-2002"}},
        {"title": "Зеркало"},
        {"below": ("ср, 2 декабря в 19:00", "Москва")},
        {"below": ("вт, 1 декабря в 19:00", "Тула")},
    ],
)
def test_another_evening_has_another_picture(other: dict[str, Any]) -> None:
    assert drawn(**other) != drawn()


def test_a_title_is_text_and_no_drawing() -> None:
    assert "<script>" not in card.picture(FILM, "<script>&", ())
    assert size(drawn(title="")) == (1200, 630)


def test_m6_the_preview_leads_to_the_picture_of_this_version(
    host: Person, api: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card, "png", lambda drawing: drawing.encode())
    event = host.announce(title="Кино")
    path = f"/public/events/{event['id']}/cards"
    answer = Caller(api).get(f"{path}/1.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert "КИНО" in answer.body
    assert host.edit(event, title="Театр").status == 200
    refused(lambda: Caller(api).get(f"{path}/1.png"), 404, "not_found")
    assert "ТЕАТР" in Caller(api).get(f"{path}/2.png").body


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_an_event_that_is_not_public_has_none(
    host: Person, api: Handler, visibility: str
) -> None:
    event = host.announce(visibility=visibility)
    path = f"/public/events/{event['id']}/cards/1.png"
    refused(lambda: Caller(api).get(path), 404, "not_found")
