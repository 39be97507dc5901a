"""What the code of this moment writes, kept for the code of later: `make record RELEASE=NAME`.

Recorded are the stage of the sweep (`tests.faults.building`: people and events in every state, with
their links), the requests of its flows with what they answered, the calls that AWS makes of consumers
(records, messages, schedules) with what was stored then, and a cursor of each list.
"""

import argparse
import json
from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from seance.channels import claims
from seance.cloud import keys
from seance.films import store as films
from seance.films.provider import film_provider
from seance.notices.store import NoticeItem
from tests.faults.building import build
from tests.faults.flows import CONSUMPTIONS, FLOWS
from tests.faults.stage import Call, Stage
from tests.faults.test_sweep import ask, find, standing
from tests.memory.dynamo import Key
from tests.memory.expressions import Item

FOLDER = Path(__file__).parent
PRODUCT = ("main", "feed")
LISTS = (  # whose, and where; each has more than one entry on the stage
    ("anna", "/api/v1/me/events"),
    ("anna", "/api/v1/me/notices"),
    ("clara", "/api/v1/me/bookings"),
    ("clara", "/api/v1/events"),
    ("anna", "/api/v1/events/<manual>/bookings"),
    ("anna", "/api/v1/users/<anna>/followers"),
    ("vera", "/api/v1/users/<anna>/events"),
    ("vera", "/api/v1/films"),
)
SAID = ("messages", "mails", "frames", "told by Telegram or VK")
Body = dict[str, Any]


def record() -> Body:
    """Everything, as JSON values."""
    with standing(build) as stage:
        found, built = town(stage), stage.mark
        kinds = {each["item"]["S"] for each in stored(stage) if "item" in each}
        found["requests"], others = [], dict[str, tuple[Key, Item]]()
        for flow in FLOWS:
            stage.back()
            answer = ask(stage, flow)
            found["requests"].append(
                {
                    "method": flow.operation.partition(" ")[0],
                    "path": flow.path(stage),
                    "who": flow.who,
                    "body": flow.filled(stage),
                    "query": flow.query,
                    "status": answer.status,
                    "fields": [] if "openapi" in flow.operation else fields(answer.body),
                    "effects": effects(stage),
                }
            )
            for written in changes(stage):
                note(written, kinds, others)
        stage.back()
        rarely(stage)
        for written in changes(stage):
            note(written, kinds, others)
        found["calls"] = []
        for consumption in CONSUMPTIONS:
            stage.back()
            before = dict(stage.cloud.schedules)
            call = find(stage, consumption)
            then = dict(changes(stage))
            for written in then.items():
                note(written, kinds, others)
            stage.seen = len(stage.cloud.tables.stream)  # what follows is of this call alone
            stage.calls.clear()
            stage.waiting.clear()
            stage.cloud.messages.clear()
            stage.keep()
            found["calls"].append(
                {
                    "function": consumption.function,
                    "event": call.event,
                    "seconds": stage.turns.seconds,
                    "changes": [[*key, item] for key, item in then.items()],
                    "schedules": {
                        name: stage.cloud.schedules.get(name)
                        for name in before | stage.cloud.schedules
                        if before.get(name) != stage.cloud.schedules.get(name)
                    },
                    "effects": effects(stage, call),
                }
            )
            for written in changes(stage):
                note(written, kinds, others)
            stage.mark = built
        found["others"] = [[*key, item] for key, item in others.values()]
        stage.back()
        found["cursors"] = [cursor(stage, who, path) for who, path in LISTS]
    return found


def rarely(stage: Stage) -> None:
    """What no flow writes: a catalogue's films, and a message that perhaps was not sent."""
    film = film_provider().get("solaris-1972")
    assert film
    films.keep([film], timedelta(days=150))
    films.keep_page("tmdb", "солярис", 1, [film.id], more=False)
    partition, beginning = keys.notice(stage.names["clara"], "")
    notice, *_ = NoticeItem.query(partition, NoticeItem.sk.startswith(beginning))
    claim = claims.take(notice, "telegram", "telegram")
    assert claim
    claim.unsure()


def town(stage: Stage) -> Body:
    """The stage as it was built."""
    stage.back()
    return {
        "began": stage.turns.began.isoformat(),
        "seconds": stage.turns.seconds,
        "names": stage.names,
        "people": {name: each.id for name, each in stage.people.items()},
        "items": [[*key, item] for items in stage.cloud.tables.items.values() for key, item in items.items()],
        "schedules": stage.cloud.schedules,
        "waiting": [[due, asdict(message)] for due, message in stage.waiting],
    }  # fmt: skip


def stored(stage: Stage) -> list[Item]:
    """What lies in the product's own tables."""
    return [each for table in PRODUCT for each in stage.cloud.tables.items[table].values()]


def changes(stage: Stage) -> list[tuple[Key, Item | None]]:
    """What was written since the stage was built, in order."""
    return [(each.key, each.new) for each in stage.cloud.tables.stream[stage.mark[0] :]]


def effects(stage: Stage, call: Call | None = None) -> dict[str, int]:
    """What comes of a call, or of what was just asked, and of all that follows: how many of what."""
    if call:
        stage.deliver(call)
    stage.pump()
    before: dict[Key, Item | None] = {}
    after: dict[Key, Item | None] = {}
    for each in stage.cloud.tables.stream[stage.mark[0] :]:
        before.setdefault(each.key, each.old)
        after[each.key] = each.new
    found = Counter(
        f"{key[0]} {kind['S']} {'removed' if after[key] is None else 'written'}"
        for key, old in before.items()
        if old != after[key] and (kind := (after[key] or old or {}).get("item"))
    )
    cloud = stage.cloud
    lists: tuple[list[Any], ...] = (cloud.messages, cloud.mails, cloud.frames, stage.said)
    for name, said, already in zip(SAID, lists, stage.mark[2], strict=True):
        found[name] += len(said) - already
    return dict(found)


def note(written: tuple[Key, Item | None], kinds: set[str], others: dict[str, Any]) -> None:
    """Keep the first item of each kind that the stage lacks."""
    key, item = written
    if item and key[0] in PRODUCT and item["item"]["S"] not in kinds:
        others.setdefault(item["item"]["S"], written)


def fields(answer: Any, prefix: str = "") -> list[str]:
    """The names in an answer, of nested ones with dots; lists count as what is in them."""
    if isinstance(answer, list):
        return sorted({name for each in answer for name in fields(each, f"{prefix}[]")})
    if not isinstance(answer, dict):
        return []
    return sorted(
        {
            name
            for key, value in answer.items()
            for name in (f"{prefix}.{key}", *fields(value, f"{prefix}.{key}"))
        }
    )


def cursor(stage: Stage, who: str, path: str) -> Body:
    """The second page of a list: the cursor that leads there, and how many entries it has."""
    for name, value in stage.names.items():
        path = path.replace(f"<{name}>", value)
    first = stage.ask(who, "GET", path, None, {"limit": 1})
    assert first.status == 200, (path, first.body)
    asked = {"limit": 1, "cursor": first.body["next_cursor"]}
    second = stage.ask(who, "GET", path, None, asked)
    assert second.status == 200, (path, second.body)
    assert second.body["items"], path
    return {"who": who, "path": path, "query": asked, "entries": len(second.body["items"])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="of the release, such as its commit")
    file = FOLDER / f"{parser.parse_args().name}.json"
    text = json.dumps(record(), ensure_ascii=False, separators=(",", ":"))
    file.write_text(text.replace('},{"', '},\n{"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
