"""What code of before wrote, today's code reads: items, requests and their answers, messages, links.

Old and new code run side by side while a release goes out, and what was stored then is never rewritten
at once (docs/decisions.md: expand, migrate, contract). `tests.releases.record` says what is recorded.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pynamodb.models import Model

from local.api import routers  # noqa: F401 # with the operations come all kinds of items
from seance.channels import claims
from seance.cloud.tables import FeedItem, MainItem
from seance.events import store as events
from seance.events import word_index
from seance.films import store as films
from tests.component.gateway import Person
from tests.faults.building import OPERATES
from tests.faults.stage import Call, Stage
from tests.faults.test_sweep import handler_of, standing
from tests.releases.record import FOLDER, Body, effects, fields

RELEASES = sorted(FOLDER.glob("*.json"))
# Not Words, whose items are made from events, and made again.
BASES: dict[str, type[MainItem] | type[FeedItem]] = {"main": MainItem, "feed": FeedItem}


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.stem)
def recorded(request: pytest.FixtureRequest) -> Body:
    """One release."""
    file: Path = request.param
    found: Body = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def stage(recorded: Body) -> Iterator[Stage]:
    """The cloud as that release left it, under today's code."""

    def restore(stage: Stage) -> None:
        stage.turns.began = datetime.fromisoformat(recorded["began"])
        stage.turns.seconds = recorded["seconds"]
        stage.names = recorded["names"]
        for name, user_id in recorded["people"].items():
            person = Person(stage.api, name)
            person.id = user_id
            groups = OPERATES if name == "zoya" else {}
            person.claims = {**(person.claims or {}), "sub": user_id, **groups}
            stage.people[name] = person
        store(stage, recorded["items"])
        stage.cloud.schedules = recorded["schedules"]
        unlisted = not any(table == "words" for table, *_ in recorded["items"])
        for event_id, item in events.find_items(events_of(recorded)).items():
            # After its release, and since directors are words: `make reconcile FIX=1`.
            if unlisted or word_index.wanted(item):
                word_index.refresh(event_id)
        stage.keep()

    with standing(restore) as stage:
        yield stage


def store(stage: Stage, rows: list[list[Any]]) -> None:
    """Items as they were, of which the streams have told already."""
    stage.cloud.tables.apply([(tuple(key), item) for *key, item in rows])
    stage.seen = len(stage.cloud.tables.stream)


def events_of(recorded: Body) -> list[str]:
    """The ids of the events of before."""
    return [item["id"]["S"] for *_, item in recorded["items"] if item.get("item") == {"S": "event"}]


# Copies of counts, their comparison and what open pages show of them: written only where they differ
# since 2026-11-28c, and not at each look. What an edit writes of an event, the answers say.
COPIES = {"main event written", "feed changed written", "feed live_seats written"}


def missed(recorded: dict[str, int], now: dict[str, int]) -> dict[str, str]:
    """Of what there are fewer effects than there were, and nothing in their place."""
    found = Counter(now)
    for kind in (
        "main block",
        "feed sees_block",
    ):  # an item a pair since 2026-11-28, in place of sets
        for done in ("written", "removed"):
            found[f"{kind}s written"] += now.get(f"{kind} {done}", 0)
    if "feed sees_blocks written" in recorded:  # and one comparison of two people
        found["feed changed written"] *= 2
    return {
        name: f"{found[name]} of {number}"
        for name, number in recorded.items()
        if found[name] < number and name not in COPIES
    }


def kinds() -> dict[str, type[Model]]:
    """Every kind of item of the product, by its discriminator."""
    return {
        str(base.item.get_discriminator(kind)): kind
        for base in BASES.values()
        for kind in base.__subclasses__()
    }


def test_every_kind_of_item_is_in_a_release() -> None:
    """Who adds a kind records a release with it: `make record RELEASE=NAME`."""
    rows = [row for file in RELEASES for row in rows_of(json.loads(file.read_text("utf-8")))]
    assert len(kinds()) > 30
    assert kinds().keys() - {item["item"]["S"] for *_, item in rows if "item" in item} == set()


def rows_of(recorded: Body) -> list[list[Any]]:
    """All its items, with their keys."""
    calls = [row for call in recorded["calls"] for row in call["changes"]]
    return [row for row in [*recorded["items"], *recorded["others"], *calls] if row[-1]]


def test_every_item_is_read(recorded: Body) -> None:
    for table, *_, item in rows_of(recorded):
        if table in BASES:
            read = BASES[table].from_raw_data(item)
            assert type(read) is kinds()[item["item"]["S"]]
            assert set(item) <= {each.attr_name for each in type(read).get_attributes().values()}


def test_every_request_is_answered_as_it_was_and_does_as_much(recorded: Body, stage: Stage) -> None:
    wrong = []
    for flow in recorded["requests"]:
        stage.back()
        answer = stage.ask(flow["who"], flow["method"], flow["path"], flow["body"], flow["query"])
        lost = set(flow["fields"]) - set(fields(answer.body))
        less = missed(flow["effects"], effects(stage))
        if answer.status != flow["status"] or lost or less:
            wrong.append((flow["method"], flow["path"], flow["who"], answer.status, lost, less))
    assert not wrong


def test_every_message_record_and_schedule_does_as_much_as_it_did(
    recorded: Body, stage: Stage
) -> None:
    built, wrong = stage.mark, []
    for call in recorded["calls"]:
        stage.mark = built
        stage.back()
        store(stage, call["changes"])
        stage.turns.seconds = call["seconds"]
        for name, schedule in call["schedules"].items():
            stage.cloud.schedules.pop(name, None)
            if schedule:
                stage.cloud.schedules[name] = schedule
        stage.keep()
        found = effects(stage, Call(handler_of(call["function"]), call["event"]))
        if less := missed(call["effects"], found):
            wrong.append((call["function"], less))
        stage.back()
    stage.mark = built
    assert not wrong


def test_every_cursor_leads_on(recorded: Body, stage: Stage) -> None:
    stage.back()
    for each in recorded["cursors"]:
        answer = stage.ask(each["who"], "GET", each["path"], None, each["query"])
        assert answer.status == 200, (each["path"], answer.body)
        assert len(answer.body["items"]) == each["entries"]


def test_what_no_request_wrote_is_found(recorded: Body, stage: Stage) -> None:
    stage.back()
    store(stage, recorded["others"])
    assert films.film("solaris-1972")
    assert films.page("tmdb", "солярис", 1) == (["solaris-1972"], False)
    assert [each.channel for each in claims.unsent(10)] == ["telegram"]
