"""What cannot be decided in time is said so, and nothing is half-written (situation 4)."""

from dataclasses import replace

import pytest
from pynamodb.exceptions import UpdateError

from seance.bookings import store
from seance.bookings.model import decide as by_table
from seance.bookings.transitions import promote
from seance.cloud import config
from seance.cloud.clock import now
from seance.cloud.concurrency import Outrun, decide, written
from seance.cloud.observability import correlation_id, follow
from seance.errors import NotFound
from seance.events import store as events
from seance.events.cards import Host
from seance.people.store import ProfileItem
from tests.component.gateway import Person, World
from tests.component.storage import refused


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One round is all the time there is."""
    monkeypatch.setenv("DECISION_SECONDS", "0")
    config.settings.cache_clear()


def test_contention_that_never_ends_is_no_refusal(
    host: Person, guest: Person, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()

    def outrun(*_: object) -> None:
        raise Outrun

    monkeypatch.setattr(store, "write", outrun)

    answer = refused(lambda: guest.ask(event), 503, "upstream_unavailable", "try_again")
    assert answer.headers["retry-after"] == "1"


def test_what_is_outrun_is_decided_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def work() -> str:
        rounds.append(len(rounds))
        if len(rounds) < 3:
            raise Outrun
        return "done"

    assert decide(work) == "done"
    assert rounds == [0, 1, 2]


def test_a_rule_on_fresh_data_refuses_after_contention(
    world: World, host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last seat goes while the approval is on its way."""
    event = host.announce(capacity=1)
    guest.ask(event)
    other = world.person("Other")
    other.ask(event)
    write = store.write

    def taken_before(*arguments: object) -> object:
        monkeypatch.setattr(store, "write", write)
        at = store.situation(event["id"], other.id)
        assert at.booking
        booking = by_table("approve", at.event, at.seats, at.booking, host.id, None, now())
        write(at.booking, booking, at)
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write", taken_before)

    answer = host.act("approve", event, guest)

    assert (answer.status, answer.code) == (409, "sold_out")
    assert other.booking(event)["status"] == "confirmed"
    assert host.sees(event)["seats_taken"] == 1


@pytest.mark.parametrize("approval", ["manual", "automatic"])
def test_of_two_same_requests_at_once_one_makes_the_booking(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch, approval: str
) -> None:
    event = host.announce(approval=approval)
    write = store.write

    def a_twin_was_faster(*arguments: object) -> object:
        monkeypatch.setattr(store, "write", write)
        own = correlation_id()
        follow("twin")
        write(*arguments)  # type: ignore[arg-type]
        follow(own)
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write", a_twin_was_faster)

    assert guest.ask(event).status == 200


def test_who_wrote_the_booking_and_lost_the_answer_made_it(
    host: Person, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    write = store.write

    def lost(*arguments: object) -> object:
        monkeypatch.setattr(store, "write", write)
        write(*arguments)  # type: ignore[arg-type]
        raise Outrun

    monkeypatch.setattr(store, "write", lost)

    assert guest.ask(event).status == 201


def test_an_edit_between_reading_and_writing_is_not_lost(
    host: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = host.announce()
    save = events.save

    def edited_before(*arguments: object) -> None:
        monkeypatch.setattr(events, "save", save)
        old = events.get(event["id"])[0]
        newer = replace(old, description="Между делом", version=old.version + 1)
        save(old, newer, [], [], None, Host(host.id, host.name))
        save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(events, "save", edited_before)

    answer = host.edit(event, title="Иначе")

    assert (answer.body["title"], answer.body["description"]) == ("Иначе", "Между делом")
    assert answer.body["version"] == 3


def test_a_write_that_fails_for_another_reason_is_an_error() -> None:
    item = ProfileItem.of(("USER#x", "PROFILE"))

    with pytest.raises(UpdateError):
        written(
            lambda: item.update(
                actions=[ProfileItem.host_rating_total.add(1), ProfileItem.host_rating_total.add(1)]
            )
        )


class TestLostAnswers:
    """The write happened, only nobody heard of it."""

    @pytest.fixture(params=["create", "save", "delete"])
    def lost(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
        """The first answer of one of the writes of events gets lost."""
        name = str(request.param)
        write = getattr(events, name)

        def written_unheard(*arguments: object) -> None:
            monkeypatch.setattr(events, name, write)
            write(*arguments)
            raise Outrun

        monkeypatch.setattr(events, name, written_unheard)
        return name

    def test_it_is_answered_as_made_and_made_once(self, host: Person, lost: str) -> None:
        event = host.announce()
        path = f"/events/{event['id']}"

        edited = host.edit(event, title="Иначе")
        assert (edited.status, edited.body["title"], edited.body["version"]) == (200, "Иначе", 2)
        assert len(host.get("/me/events").body["items"]) == 1
        assert host.delete(path).status == 204
        assert host.get(path).status == 404


def test_a_promotion_of_who_has_no_booking_is_none(host: Person, guest: Person) -> None:
    event = host.announce(approval="automatic")

    with pytest.raises(NotFound):
        promote(event["id"], guest.id)
