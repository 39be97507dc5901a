"""Mails, calendars and links of the deployed Seance, as mail and calendar programs use them."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from icalendar import Calendar

from tests.stack.cloud import Cloud
from tests.stack.conftest import MakePerson
from tests.stack.people import ADDRESS, Event, Person, soon
from tests.stack.waiting import PATIENCE, eventually


@pytest.fixture
def anybody() -> Iterator[httpx.Client]:
    """A program without a token."""
    with httpx.Client(timeout=PATIENCE) as client:
        yield client


def component(text: str) -> Any:
    """The one event of a calendar."""
    (found,) = Calendar.from_ical(text).walk("VEVENT")
    return found


def links(mail: dict[str, Any], cloud: Cloud) -> set[str]:
    """Every address of ours in a mail."""
    text = mail["BodyText"] + mail["BodyHtml"]
    return set(re.findall(re.escape(cloud.url) + r"[\w/.-]+", text))


def test_m6_an_event_is_shared_by_links_calendar_file_and_feed(
    host: Person, guest: Person, anybody: httpx.Client
) -> None:
    event = host.announce()
    for link, address, text in (("vk", "url", "title"), ("telegram", "url", "text")):
        asked = parse_qs(urlsplit(event["share_urls"][link]).query)
        assert asked[address] == [event["short_url"]]
        assert asked[text][0].startswith(f"{event['title']}, ")
        assert asked[text][0].endswith(f", {event['place']['city']}")

    found = component(guest.get(urlsplit(event["calendar_url"]).path.removeprefix("/api/v1")).text)
    assert found["SUMMARY"] == event["title"]
    assert ADDRESS not in found["LOCATION"]

    guest.ask(event)
    host.approve(event, guest)
    feed = guest.post("/me/calendar").json()["url"]
    answer = anybody.get(feed)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert ADDRESS in component(answer.text)["LOCATION"]

    host.post(f"/events/{event['id']}/cancel")
    assert component(anybody.get(feed).text)["STATUS"] == "CANCELLED"
    guest.post("/me/calendar")
    assert anybody.get(feed).status_code == 404


def test_m6_m21_a_short_link_leads_to_a_page_that_previews_public_events_only(
    host: Person, anybody: httpx.Client
) -> None:
    public, hidden = (
        host.announce(),
        host.announce(soon(days=20), visibility="invite_only", title="Тайна"),
    )

    page = anybody.get(public["short_url"], follow_redirects=True)
    assert page.url.path == f"/events/{public['id']}"
    assert (
        'property="og:title" content="Solaris"' in page.text
    )  # the film's, in its host's language
    assert ADDRESS not in page.text

    other = anybody.get(hidden["short_url"], follow_redirects=True)
    assert hidden["title"] not in other.text
    assert "og:title" not in other.text
    assert '<script type="module"' in page.text  # the web page itself
    assert anybody.get(public["short_url"][:-1] + "1").status_code == 404


@pytest.fixture
def mail(host: Person, guest: Person) -> tuple[Event, dict[str, Any]]:
    """An event, and the mail that tells its host of a request."""
    event = host.announce()
    guest.ask(event)
    return event, host.is_mailed(event, host.is_told(event, "booking_requested"))


def test_m18_a_mail_is_text_and_html_and_one_click_ends_them(
    mail: tuple[Event, dict[str, Any]],
    host: Person,
    make: MakePerson,
    cloud: Cloud,
    anybody: httpx.Client,
) -> None:
    event, sent = mail
    assert f'href="{event["short_url"]}"' in sent["BodyHtml"]
    (leave,) = (link for link in links(sent, cloud) if "unsubscribe" in link)

    shown = anybody.get(leave)
    assert "<button>" in shown.text
    assert host.see("/me/notice-settings")["channels"]["email"] is True
    for _ in range(2):
        assert anybody.post(leave, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert host.see("/me/notice-settings")["channels"]["email"] is False

    another = make("Grigory")
    another.ask(event)
    eventually(lambda: len(host.notices(event)) == 2, what="The second notice")
    cloud.await_empty_queues()
    assert len(host.mails(event)) == 1


def test_s15_a_scanner_opens_every_link_of_a_mail_and_nothing_changes(
    mail: tuple[Event, dict[str, Any]],
    host: Person,
    guest: Person,
    cloud: Cloud,
    anybody: httpx.Client,
) -> None:
    event, sent = mail

    def state() -> Any:
        return (
            guest.see(f"/events/{event['id']}/bookings/me"),
            host.event(event),
            host.see("/me/notices"),
            host.see("/me/notice-settings"),
        )

    before, found = state(), links(sent, cloud)
    assert len(found) == 2
    for link in found:
        for method in ("HEAD", "GET", "GET"):
            anybody.request(method, link, follow_redirects=True)
    assert state() == before
