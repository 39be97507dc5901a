"""The page behind a short link: a preview of public events, nothing of others (M6, M21, R6, R7)."""

from typing import Any

import httpx
import pytest

from seance.events import previews
from seance.web.app import Handler
from tests.component.gateway import Caller, Person, World

PAGE = (
    '<!doctype html><html><head><meta name="description" content="Watch films" />'
    "<title>Seance</title></head><body><div id=app></div></body></html>"
)
POLICY = "default-src 'self'; frame-ancestors 'none'"
NOWHERE = "/01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.fixture(autouse=True)
def _page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "shell", lambda: previews.Shell(PAGE, POLICY))


@pytest.fixture
def robot(api: Handler) -> Any:
    """A program that previews a link."""
    return lambda path: Caller(api).get(path, base="/events")


def test_m6_a_public_event_shows_title_time_and_city_in_its_hosts_language(
    host: Person, robot: Any
) -> None:
    host.patch("/me", {"language": "ru"})
    event = host.announce(title='Кино "на" <крыше>')

    answer = robot(f"/{event['id']}")

    assert answer.status == 200
    assert 'property="og:title" content="Кино &quot;на&quot; &lt;крыше&gt;"' in answer.body
    assert "<title>Кино &quot;на&quot; &lt;крыше&gt; · Seance</title>" in answer.body
    assert "(Europe/Moscow, UTC+3), Москва. Попросите место." in answer.body
    assert answer.body.endswith("</head><body><div id=app></div></body></html>")


def test_a_preview_names_the_page_itself_and_so_counts_no_click(host: Person, robot: Any) -> None:
    event = host.announce()

    body = robot(f"/{event['id']}").body

    page = f"http://localhost:8000/events/{event['id']}"
    assert f'<meta property="og:url" content="{page}">' in body
    assert f'<link rel="canonical" href="{page}">' in body
    assert event["short_url"] not in body


def test_a_preview_has_the_picture_of_its_event(host: Person, robot: Any) -> None:
    event = host.announce()

    body = robot(f"/{event['id']}").body

    picture = f"http://localhost:8000/api/v1/public/events/{event['id']}/cards/1.png"
    assert f'<meta property="og:image" content="{picture}">' in body


def test_title_and_description_are_the_events_and_stand_once(host: Person, robot: Any) -> None:
    body = robot(f"/{host.announce(title='Метрополис')['id']}").body

    assert body.count("<title>") == body.count('name="description"') == 1
    assert "<title>Метрополис · Seance</title>" in body
    assert "Ask for a seat." in body.partition('name="description" content="')[2].partition('"')[0]
    assert '<meta name="twitter:card" content="summary_large_image">' in body


def test_r7_a_preview_tells_no_address_and_no_guest(world: World, host: Person, robot: Any) -> None:
    place = {"kind": "home", "city": "Москва", "name": "Дача", "address": "Лесная, 5"}
    event = host.announce(place=place)
    guest = world.confirmed(event, host, "Qlara")

    body = robot(f"/{event['id']}").body

    assert "Лесная" not in body
    assert "Дача" not in body
    assert guest.name not in body


def test_a_browser_may_do_with_it_what_it_may_with_the_page_itself(
    host: Person, robot: Any
) -> None:
    event = host.announce()
    for path in (f"/{event['id']}", NOWHERE):
        headers = robot(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["vary"] == "Accept-Language"


def test_a_cancelled_event_says_so(host: Person, robot: Any) -> None:
    event = host.announce()
    host.cancel(event)
    assert "Cancelled. " in robot(f"/{event['id']}").body


@pytest.mark.parametrize("visibility", ["followers", "invite_only"])
def test_r6_an_event_that_is_not_public_looks_like_none(
    host: Person, robot: Any, visibility: str
) -> None:
    event = host.announce(visibility=visibility)

    hidden, none = robot(f"/{event['id']}"), robot(NOWHERE)

    assert (hidden.status, hidden.body) == (none.status, none.body) == (200, PAGE)
    differing = {name for name in hidden.headers if hidden.headers[name] != none.headers[name]}
    assert differing == {"x-correlation-id"}
    assert robot("/nothing-like-an-id").body == PAGE


def test_without_the_page_there_is_still_a_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(previews, "_shell", (float("-inf"), previews.PLAIN))

    def down(*_: object, **__: object) -> httpx.Response:
        raise httpx.ConnectError("refused")

    monkeypatch.setattr(httpx, "get", down)
    assert previews.shell() == previews.PLAIN
    monkeypatch.setattr(
        httpx,
        "get",
        lambda url, timeout: httpx.Response(
            200,
            text=PAGE,
            headers={"Content-Security-Policy": POLICY},
            request=httpx.Request("GET", url),
        ),
    )
    assert previews.shell() == previews.Shell(PAGE, POLICY)
    monkeypatch.setattr(httpx, "get", down)
    assert previews.shell() == previews.Shell(PAGE, POLICY)  # kept for a minute
