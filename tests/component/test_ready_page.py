"""The page of a public event before any script: what everybody may know, in the reader's language (M27, R6, R7, R24)."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from seance.events import previews
from seance.web.app import Handler
from tests.component.gateway import Caller, Person, World

# As the page's own build leaves it: only the paths of its files differ.
INDEX = (Path(__file__).parents[2] / "web" / "index.html").read_text(encoding="utf-8")
PLACE = {"kind": "home", "city": "Москва", "area": "Сокол", "name": "Дача", "address": "Лесная, 5"}
EVIL = "</script><script>alert(1)</script><!--"


@pytest.fixture(autouse=True)
def _page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "shell", lambda: previews.Shell(INDEX, "default-src 'self'"))


@pytest.fixture
def reads(api: Handler) -> Any:
    """The page as a browser of that language gets it."""

    def read(event: dict[str, Any], language: str = "en", **query: str) -> str:
        path = f"/{event['id']}"
        headers = {"accept-language": language}
        return str(Caller(api).get(path, base="/events", headers=headers, **query).body)

    return read


class Parts(HTMLParser):
    """Its elements, and its text by the element that it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags = ["html"]
        self.text: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text[self.tags[-1]] = self.text.get(self.tags[-1], "") + data


def served(html: str) -> Any:
    """What the script takes for the API's answer."""
    found = re.search(r'<script type="application/json" id="served">(.*?)</script>', html)
    return found and json.loads(found[1])


def test_m27_a_stranger_reads_the_evening_without_a_script(host: Person, reads: Any) -> None:
    event = host.announce(place=PLACE, capacity=5)
    html = reads(event)
    assert '<html lang="en">' in html
    assert "Москва, Сокол, at the host&#39;s home" in html
    assert "5 seats left" in html
    assert html.count('class="seat"') == 5
    assert "UTC+3" in html
    assert (
        f'href="/sign-in?to=%2Fevents%2F{event["id"]}&amp;act=request">Ask for a seat</a>' in html
    )
    assert 'viewBox="0 0 200 300"' in html
    assert 'class="starting"' not in html


def test_m27_it_is_in_the_readers_language_or_in_the_chosen_one(host: Person, reads: Any) -> None:
    event = host.announce(place=PLACE, capacity=5)
    russian = reads(event, "ru-RU, en;q=0.5")
    assert '<html lang="ru">' in russian
    assert "Осталось 5 мест" in russian
    assert "включите JavaScript" in russian
    assert "5 seats left" in reads(event, "ru", lang="en")


def test_the_script_finds_the_apis_own_answer(host: Person, api: Handler, reads: Any) -> None:
    event = host.announce(place=PLACE, title=EVIL, description=EVIL)
    answer = Caller(api).get(f"/public/events/{event['id']}").body
    assert served(reads(event)) == answer


def test_no_text_of_a_host_becomes_an_element(host: Person, reads: Any) -> None:
    harmless = host.announce(place=PLACE, title="x", description="x")
    plain = Parts(reads(harmless))
    host.cancel(harmless)
    evil = Parts(reads(host.announce(place={**PLACE, "area": EVIL}, title=EVIL, description=EVIL)))
    assert evil.tags == plain.tags
    assert evil.text["h1"].strip() == EVIL


def test_it_names_what_is_spoken_and_read(host: Person, reads: Any) -> None:
    html = reads(host.announce(spoken_language="fr", subtitles=["ru", "en"]))
    assert "In French, subtitles: Russian, English" in html


def test_it_says_what_a_seat_costs_and_who_is_paid(host: Person, reads: Any) -> None:
    price = {"amount": "350", "currency": "RUB"}
    html = reads(host.announce(admission="paid", price=price))
    assert "RUB" in html
    assert "Paid to the host; Seance takes no payments." in html


def test_r7_it_tells_no_address_and_no_guest(world: World, host: Person, reads: Any) -> None:
    event = host.announce(place=PLACE)
    guest = world.confirmed(event, host, "Qlara")
    html = reads(event)
    assert "1 of " in html
    for secret in ("Лесная", "Дача", guest.name):
        assert secret not in html


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_an_event_that_is_not_public_is_the_page_alone(
    host: Person, reads: Any, visibility: str
) -> None:
    assert reads(host.announce(visibility=visibility)) == INDEX


def test_a_called_off_evening_asks_for_nothing(host: Person, reads: Any) -> None:
    event = host.announce()
    host.cancel(event)
    html = reads(event)
    assert 'role="status">Cancelled' in html
    assert "/sign-in?to=" not in html
