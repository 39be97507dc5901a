"""Who lost a right is told nothing more by it: in lists, inbox, mails, messengers, live, and feeds."""

import io
import json
from datetime import timedelta

import pytest

from seance.cloud import websockets
from tests.access.company import HOST_SIDE, PLACE, Company, name_of
from tests.access.table import ROLES
from tests.component.clock import instant
from tests.component.test_live import Gateway

LISTS = ("/me/bookings", "/me/notices", "/me/reminders", "/me/events?role=moderator", "/me/export", "/events", "/users/{user_id=host}/events?when=upcoming", "/users/{user_id=host}/reviews")  # fmt: skip
IN_TWO = pytest.mark.parametrize("company", ["followers", "invite_only"], indirect=True)
HIDDEN = pytest.mark.parametrize("company", ["invite_only"], indirect=True)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """Where the live connections are."""
    gateway = Gateway()
    monkeypatch.setattr(websockets, "post", gateway.post)
    return gateway


def told(company: Company, gateway: Gateway, said: dict[object, list[str]]) -> dict[str, str]:
    """All that has come to each, and what their lists say, as one text."""
    found = {}
    for role, person in company.people.items():
        mails = [
            str(mail)
            for mail in company.pump.mails
            if mail.to.startswith(f"{name_of(role).lower()}@")
        ]
        frames = [gateway.frames[tab] for tab in gateway.frames if tab == person.name]
        lists = [company.call(role, "GET", path).body for path in LISTS]
        found[role] = json.dumps([mails, frames, lists], ensure_ascii=False) + str(
            said.get(company.chat(role))
        )
    return found


@IN_TWO
def test_r6_what_comes_later_says_nothing_to_who_lost_sight(
    company: Company, gateway: Gateway, said: dict[object, list[str]], log: io.StringIO
) -> None:
    """Removed, withdrawn, revoked, unfollowed, blocked, no moderator any more; then all is another."""
    event, host = company.event, company["host"]
    for role in ROLES[1:]:
        tab = gateway.tab(company[role])
        tab.subscribe(event)
        gateway.frames[company[role].name] = tab.heard
    company["follower"].unfollow(host)
    assert host.act("remove", event, company["witness"]).status == 200
    assert host.act("revoke", event, company["invited"]).status == 200
    moderator = company["moderator"]
    assert host.delete(f"/events/{event['id']}/moderators/{moderator.id}").status == 204
    company.settle()
    seeing = {"host", "confirmed", "requested"}
    if company.visibility == "invite_only":
        seeing |= {"former"}  # is still among the invited
    company.guard("Qtitle2", *seeing)
    company.guard("Qdescription2", *seeing)
    for word in ("Qplace2", "Qstreet2", "qlink2"):
        company.guard(word, "host", "confirmed")
    later = instant(event["starts_at"]) + timedelta(hours=3, minutes=7)
    new_time = company.guard(later.strftime("T%H:%M"), *seeing)
    place = PLACE | {"name": "Qplace2", "address": "Qstreet2, 7", "url": "https://qlink2.example/"}
    edited = host.edit(event, title="Qtitle2", description="Qdescription2", place=place, starts_at=later.isoformat(), visibility="invite_only")  # fmt: skip
    assert edited.status == 200, edited.body
    assert new_time in edited.body["starts_at"]
    company.settle()
    company.clock.forward(minutes=2)
    company.settle()
    word = company.guard("Qlatest", *HOST_SIDE - {"moderator"}, "confirmed")
    assert host.post(f"/events/{event['id']}/messages", {"text": word}).status == 201
    assert host.cancel(event).status == 200
    company.settle()

    found = told(company, gateway, said)

    leaks = {role: company.leaks(role, text) for role, text in found.items()}
    assert {role: words for role, words in leaks.items() if words} == {}
    assert "Qstreet2" in found["confirmed"]
    assert "Qlatest" in found["confirmed"]
    assert "Qtitle2" in found["requested"]
    assert company.leaks("who reads logs", log.getvalue()) == []
    assert "told" in log.getvalue()


@HIDDEN
def test_m15_a_deleted_account_is_told_nothing_and_sees_nothing(
    company: Company, gateway: Gateway
) -> None:
    """Neither by an open connection, nor by a ticket, nor by a token that still lives."""
    event, host = company.event, company["host"]
    leavers = {role: gateway.tab(company[role]) for role in ("confirmed", "invited", "moderator")}
    for role, tab in leavers.items():
        assert tab.subscribe(event)[-1]["type"] == "subscribed"
        tab.heard.clear()
        ticket = company[role].post("/me/live").body["ticket"]
        assert company[role].delete("/me").status == 202
        company.settle()
        later = type(tab)(gateway)
        assert later.connect(ticket=ticket) == 401
    company.clock.forward(seconds=40)
    company.settle()
    assert host.edit(event, title="Another").status == 200
    company.settle()
    company.clock.forward(minutes=2)
    company.settle()
    assert host.post(f"/events/{event['id']}/messages", {"text": "Hello"}).status == 201
    company.settle()

    for role, tab in leavers.items():
        person = company[role]
        assert tab.heard == []
        assert [each["code"] for each in tab.subscribe(event)] == ["unauthorized"]
        assert person.get(f"/events/{event['id']}").status == 404
        assert person.finds() == []
        assert person.get("/me/bookings").body["items"] == []
        rows = [key for key in company.stored.items["feed"] if key[1] == f"USER#{person.id}"]
        assert rows == []


@HIDDEN
def test_m15_a_deleted_account_has_lost_its_past_evenings(company: Company) -> None:
    """With the address of the evening, and the talk there."""
    confirmed, event = company.attend()["confirmed"], company.event
    assert confirmed.get(f"/events/{event['id']}/messages").status == 200
    assert confirmed.delete("/me").status == 202
    company.settle()
    company.clock.forward(seconds=40)
    company.settle()

    assert confirmed.get(f"/events/{event['id']}").status == 404
    assert confirmed.get(f"/events/{event['id']}/messages").status == 404
    assert confirmed.get(f"/users/{company['host'].id}/events").body["items"] == []
