"""One click ends the mails, and looking at a link does nothing (M18, R18, situation 15)."""

import re

import pytest

from seance.web.app import Handler
from tests.component.gateway import Caller, Person, World, at
from tests.component.pump import Mail, Pump
from tests.component.storage import everything
from tests.component.told import kinds


@pytest.fixture
def mail(host: Person, guest: Person, pump: Pump) -> Mail:
    """What tells the host that somebody asks."""
    guest.ask(host.announce())
    pump.run()
    (sent,) = pump.mails
    return sent


@pytest.fixture
def anybody(api: Handler) -> Caller:
    """A mail program, or whoever found the address."""
    return Caller(api)


def leaving(mail: Mail) -> str:
    """The address in the mail's header, as a path."""
    return mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")


def test_m18_a_mail_says_how_to_end_them_with_one_click(mail: Mail) -> None:
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        r"<http://localhost:8000/api/v1/unsubscribe/[\w-]+>", mail.headers["List-Unsubscribe"]
    )
    assert mail.headers["List-Unsubscribe"].strip("<>") in mail.text


def test_m18_one_click_ends_the_mails_and_a_second_one_changes_nothing(
    mail: Mail, anybody: Caller, host: Person, world: World, pump: Pump
) -> None:
    host.put(
        "/me/notice-settings", {"channels": {"email": True}, "muted": ["invited"], "language": "ru"}
    )
    for _ in range(2):
        answer = anybody.post(leaving(mail), "List-Unsubscribe=One-Click")
        assert answer.status == 200
        assert "Писем больше не будет" in answer.body

    settings = host.get("/me/notice-settings").body
    assert settings["channels"]["email"] is False
    assert settings["muted"] == ["invited"]
    world.person("Late").ask(host.announce(film_id="alien-1979", starts_at=at(days=9)))
    pump.run()
    assert len(pump.mails) == 1
    assert kinds(host).count("booking_requested") == 2


def test_r18_looking_shows_a_button_and_changes_nothing(mail: Mail, anybody: Caller) -> None:
    before = everything()
    for _ in range(2):
        answer = anybody.get(leaving(mail))
        assert answer.status == 200
        assert '<form method="post"><button>' in answer.body
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"  # the address holds a token
    assert everything() == before


def test_nobody_ends_the_mails_of_another(mail: Mail, anybody: Caller) -> None:
    token = leaving(mail)
    before = everything()
    for forged in (
        token[:-2] + "xx",
        token + "A",
        "/api/v1/unsubscribe/x",
        "/api/v1/unsubscribe/ы",
    ):
        for method in ("GET", "POST"):
            assert anybody.call(method, forged).status == 404
    assert everything() == before


def test_s15_a_scanner_opens_every_link_and_nothing_changes(mail: Mail, anybody: Caller) -> None:
    before = everything()
    links = set(re.findall(r"http://localhost:8000(/[\w/.-]+)", mail.text + mail.html))
    assert len(links) == 2
    for link in links:
        for method in ("HEAD", "GET", "GET"):
            anybody.call(method, link)
    counted = everything()
    for table in (*before, *counted):
        for item in table.values():
            if "clicks" in item:  # and by which request the last was counted
                del item["clicks"], item["cause"]
    assert counted == before


def test_what_people_write_stays_text(host: Person, world: World, pump: Pump) -> None:
    event = host.announce(title='<b>Кино</b> & "друзья"')
    world.person("<script>x</script>").ask(event)
    pump.run()

    (sent,) = pump.mails
    assert "<script>" not in sent.html
    assert "&lt;b&gt;Кино&lt;/b&gt; &amp; " in sent.html
    assert "<b>Кино</b>" in sent.text
