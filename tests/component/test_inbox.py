"""The inbox (M17) and how one is told (M18)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from seance.cloud import deadline, keys
from seance.notices import store
from seance.notices.model import KINDS, Message, last_id, notice_id
from tests.budgets.units import counting
from tests.component.clock import Clock
from tests.component.gateway import Person, World, at
from tests.component.pump import Pump
from tests.component.storage import everything, refused, same_twice
from tests.component.test_deadline import lasting


def inbox(person: Person, **query: Any) -> dict[str, Any]:
    answer = person.get("/me/notices", **query)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.body
    return found


@pytest.fixture
def told(world: World, host: Person, pump: Pump) -> list[dict[str, Any]]:
    """The host's three notices, newest first."""
    event = host.announce()
    for person in world.people(3):
        person.ask(event)
        pump.run()
    items: list[dict[str, Any]] = inbox(host)["items"]
    assert len(items) == 3
    return items


def test_a_notice_says_what_happened_and_where_to_look(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce()
    booking = guest.post(f"/events/{event['id']}/bookings", {"message": "Можно?"}).body
    pump.run()

    (notice,) = inbox(host)["items"]

    assert (notice["kind"], notice["event_id"]) == ("booking_requested", event["id"])
    assert notice["title"] == "New request"
    assert "Boris asks for a seat" in notice["text"]
    assert "(Europe/Moscow, UTC+3)" in notice["text"]
    assert notice["text"].endswith("Можно?")
    assert notice["short_url"] == event["short_url"]
    assert (notice["changes"], notice["read_at"]) == ([], None)
    assert notice["time_zone"] == event["time_zone"]
    assert notice["created_at"] == booking["requested_at"]


def test_a_notice_shows_who_and_which_film_and_what_is_still_to_be_answered(
    host: Person, guest: Person, pump: Pump
) -> None:
    event = host.announce()
    guest.ask(event)
    pump.run()

    (asked,) = inbox(host)["items"]
    assert asked["actor"]["id"] == guest.id
    assert (asked["event_title"], asked["starts_at"]) == ("Solaris", event["starts_at"])
    assert asked["film"]["id"] == event["film"]["id"]
    assert asked["actions"] == ["approve", "decline"]

    host.post(f"/events/{event['id']}/bookings/{guest.id}/approve")
    pump.run()
    assert inbox(host)["items"][0]["actions"] == []
    assert inbox(guest)["items"][0]["actions"] == []


def test_an_invitation_is_answered_once_and_to_a_cancelled_event_by_no_alone(
    host: Person, guest: Person, pump: Pump
) -> None:
    guest.put(f"/me/following/{host.id}")
    first, second = host.announce(), host.announce(starts_at=at(days=9))
    for event in (first, second):
        host.post(f"/events/{event['id']}/invitations", {"guest_id": guest.id})
    pump.run()
    invited = {
        each["event_id"]: each for each in inbox(guest)["items"] if each["kind"] == "invited"
    }
    assert [each["actions"] for each in invited.values()] == [["accept", "refuse"]] * 2

    guest.post(f"/events/{first['id']}/bookings/me/refuse")
    host.post(f"/events/{second['id']}/cancel", {})
    pump.run()
    left = {
        each["event_id"]: each["actions"]
        for each in inbox(guest)["items"]
        if each["kind"] == "invited"
    }
    assert left == {first["id"]: [], second["id"]: ["refuse"]}


def test_who_moderates_no_longer_answers_nothing(
    world: World, host: Person, guest: Person, pump: Pump
) -> None:
    event, mila = host.announce(), world.person("Mila")
    host.appoint(event, mila)
    guest.ask(event)
    pump.run()

    def asked() -> dict[str, Any]:
        return next(each for each in inbox(mila)["items"] if each["kind"] == "booking_requested")

    assert asked()["actions"] == ["approve", "decline"]
    host.delete(f"/events/{event['id']}/moderators/{mila.id}")
    assert asked()["actions"] == []


def test_an_inbox_is_newest_first_and_counts_the_unread(
    host: Person, told: list[dict[str, Any]]
) -> None:
    moments = [each["created_at"] for each in told]

    assert moments == sorted(moments, reverse=True)
    assert inbox(host)["unread_count"] == 3
    assert inbox(host, limit=1)["unread_count"] == 3


def test_reading_the_list_marks_nothing_as_read(host: Person, told: list[dict[str, Any]]) -> None:
    before = everything()

    inbox(host)

    assert everything() == before


def test_named_notices_are_read_once(
    host: Person, told: list[dict[str, Any]], clock: Clock
) -> None:
    body = {"ids": [told[0]["id"], told[2]["id"]]}

    same_twice(lambda: host.post("/me/notices/read", body), 204)

    after = inbox(host)
    assert after["unread_count"] == 1
    assert [each["read_at"] is None for each in after["items"]] == [False, True, False]
    assert [each["id"] for each in inbox(host, unread="true")["items"]] == [told[1]["id"]]
    assert inbox(host, unread="false")["items"] == after["items"]


def test_all_up_to_an_instant_are_read(host: Person, told: list[dict[str, Any]]) -> None:
    same_twice(lambda: host.post("/me/notices/read", {"until": told[1]["created_at"]}), 204)

    assert [each["read_at"] is None for each in inbox(host)["items"]] == [True, False, False]
    assert inbox(host)["unread_count"] == 1


def crowd_of(person: Person, told: list[dict[str, Any]], number: int) -> datetime:
    """So many unread notices more, a second apart, each older than the others; answers with the time of the newest."""
    newest = datetime.fromisoformat(told[-1]["created_at"])
    item = store.find(person.id, told[-1]["id"])
    assert item is not None
    for place in range(1, number + 1):
        at = newest - timedelta(seconds=place)
        fact = Message("booking_requested", str(item.event_id), place, at.isoformat(), "host")
        item.id = notice_id(person.id, fact)
        item.pk, item.sk = keys.notice(person.id, item.id)
        item.created_at = at
        item.save()
    return newest


def test_a_full_inbox_is_read_by_a_hundred_a_request(
    host: Person, told: list[dict[str, Any]]
) -> None:
    crowd_of(host, told, 250)
    with counting() as reading:
        assert host.post("/me/notices/read", {"until": told[1]["created_at"]}).status == 204
    assert [name for name, _ in reading.writes] == ["TransactWriteItems"] * 3
    assert inbox(host)["unread_count"] == 1
    assert [each["id"] for each in inbox(host, unread="true")["items"]] == [told[0]["id"]]


def test_a_page_of_which_some_is_read_meanwhile_is_read_one_by_one(
    host: Person, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd_of(host, told, 20)
    until, mark_page = {"until": told[0]["created_at"]}, store._mark_page

    def outrun(user_id: str, identities: Sequence[str]) -> None:
        store.mark_read(user_id, identities[:1])
        mark_page(user_id, identities)

    monkeypatch.setattr(store, "_mark_page", outrun)
    assert host.post("/me/notices/read", until).status == 204
    assert inbox(host)["unread_count"] == 0


def test_what_does_not_fit_into_a_request_is_gone_on_with_by_the_next(
    host: Person, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd_of(host, told, 250)
    until, mark_page, pages = {"until": told[0]["created_at"]}, store._mark_page, list[int]()

    def slow(user_id: str, identities: Sequence[str]) -> None:
        pages.append(len(identities))
        with deadline.of(lasting(0.5 if len(pages) == 2 else 25)):
            mark_page(user_id, identities)

    monkeypatch.setattr(store, "_mark_page", slow)
    answer = host.post("/me/notices/read", until)
    assert (answer.status, answer.code) == (503, "upstream_unavailable")
    assert inbox(host)["unread_count"] == 153
    assert host.post("/me/notices/read", until).status == 204
    assert inbox(host)["unread_count"] == 0


def test_the_unread_are_counted_as_far_as_it_matters(
    host: Person, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_COUNTED", 20)
    crowd_of(host, told, 30)
    assert inbox(host)["unread_count"] == 20


def test_a_notice_that_the_index_does_not_have_yet_is_read_with_the_others(
    host: Person, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    query = store.NoticeItem.query

    def lagging(*args: Any, **more: Any) -> Any:
        return iter(()) if more.get("index_name") == "unread" else query(*args, **more)

    monkeypatch.setattr(store.NoticeItem, "query", lagging)
    assert host.post("/me/notices/read", {"until": told[0]["created_at"]}).status == 204
    assert [each["read_at"] is None for each in inbox(host)["items"]] == [False] * 3


def test_the_last_id_of_an_instant_is_after_its_notices_and_before_those_of_the_next() -> None:
    now = datetime(2026, 12, 1, 18, 0, 0, 18_000, UTC)
    at, later = (
        notice_id("u", Message("invited", "e", 1, each.isoformat(), "host"))
        for each in (now, now + timedelta(milliseconds=1))
    )
    assert at < last_id(now) < later
    assert last_id(datetime(1, 1, 1, tzinfo=UTC)) < at


@pytest.mark.parametrize("ids", [[], ["01ARZ3NDEKTSV4RRFFQ69G5FAV"]])
def test_ids_that_name_nothing_are_passed_over(
    host: Person, told: list[dict[str, Any]], ids: list[str]
) -> None:
    before = everything()

    assert host.post("/me/notices/read", {"ids": ids}).status == 204
    assert everything() == before


def test_nobody_reads_the_notices_of_others(
    host: Person, guest: Person, told: list[dict[str, Any]]
) -> None:
    before = everything()

    assert guest.post("/me/notices/read", {"ids": [told[0]["id"]]}).status == 204

    assert everything() == before
    assert inbox(guest) == {"items": [], "next_cursor": None, "unread_count": 0}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ids": None},
        {"ids": ["x"]},
        {"ids": [1]},
        {"ids": "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
        {"ids": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"] * 101},
        {"ids": [], "until": "2026-01-01T00:00:00Z"},
        {"until": "2026-01-01T00:00:00"},
        {"until": "1764612000"},
        {"until": 1764612000},
        {"all": True},
        [],
        "{",
    ],
    ids=lambda body: str(body)[:40],
)
def test_a_wrong_body_reads_nothing(host: Person, told: list[dict[str, Any]], body: Any) -> None:
    refused(lambda: host.post("/me/notices/read", body), 422, "validation_failed")


@pytest.mark.parametrize("query", [{"unread": "maybe"}, {"limit": "0"}, {"limit": "101"}], ids=str)
def test_a_wrong_filter_is_refused(host: Person, query: dict[str, str]) -> None:
    refused(lambda: host.get("/me/notices", **query), 422, "validation_failed")


def test_a_reader_reads_in_the_own_language(host: Person, told: list[dict[str, Any]]) -> None:
    host.patch("/me", {"language": "ru"})

    (first, *_) = inbox(host)["items"]

    assert first["title"] == "Запрос на место"
    assert "просит место на «Солярис»" in first["text"]


class TestSettings:
    """`/me/notice-settings`."""

    def test_who_never_chose_gets_every_kind_by_email(self, host: Person) -> None:
        assert host.get("/me/notice-settings").body == {
            "channels": {"email": True, "telegram": False, "vk": False, "push": False},
            "muted": [],
            "language": "en",
            "quiet": None,
            "digest": "off",
        }

    def test_a_choice_sent_twice_is_kept(self, host: Person) -> None:
        host.put("/me/connections/telegram", {"chat_id": 1})
        host.put("/me/connections/vk", {"owner_id": 1, "access_token": "x"})
        body = {
            "channels": {"email": False, "telegram": True, "vk": True, "push": False},
            "muted": ["reminder_hour", "event_announced"],
            "language": "ru",
            "quiet": None,
            "digest": "off",
        }

        answer = same_twice(lambda: host.put("/me/notice-settings", body), 200).body

        assert answer == {**body, "muted": ["event_announced", "reminder_hour"]}
        assert host.get("/me/notice-settings").body == answer
        assert host.get("/me").body["language"] == "ru"

    def test_a_new_choice_replaces_the_old_one(self, host: Person) -> None:
        for muted in (["invited"], []):
            body = {"channels": {"email": True}, "muted": muted, "language": "en"}
            assert host.put("/me/notice-settings", body).status == 200

        assert host.get("/me/notice-settings").body["muted"] == []

    def test_every_kind_may_be_muted(self, host: Person) -> None:
        body = {"channels": {}, "muted": sorted(KINDS), "language": "en"}

        assert host.put("/me/notice-settings", body).body["muted"] == sorted(KINDS)

    def test_a_newcomer_may_choose_first(self, world: World) -> None:
        newcomer = Person(world.api, "Nina")
        body = {"channels": {"email": False}, "muted": [], "language": "ru"}

        assert newcomer.put("/me/notice-settings", body).body["language"] == "ru"
        assert newcomer.get("/me").body["language"] == "ru"

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"channels": {}, "muted": []},
            {"channels": {}, "language": "en"},
            {"muted": [], "language": "en"},
            {"channels": {"email": "yes"}, "muted": [], "language": "en"},
            {"channels": {"email": 1}, "muted": [], "language": "en"},
            {"channels": {"pigeon": True}, "muted": [], "language": "en"},
            {"channels": None, "muted": [], "language": "en"},
            {"channels": {}, "muted": ["everything"], "language": "en"},
            {"channels": {}, "muted": ["invited"] * 51, "language": "en"},
            {"channels": {}, "muted": "invited", "language": "en"},
            {"channels": {}, "muted": [], "language": "de"},
            {"channels": {}, "muted": [], "language": None},
            {"channels": {}, "muted": [], "language": "en", "sound": True},
            [],
            "{",
        ],
        ids=lambda body: str(body)[:60],
    )
    def test_a_wrong_choice_changes_nothing(self, host: Person, body: Any) -> None:
        refused(lambda: host.put("/me/notice-settings", body), 422, "validation_failed")
