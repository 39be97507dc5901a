"""The whole end state of a flow, without what every run makes anew: ids, times, tokens."""

import base64
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from seance.events import cards
from tests.component.gateway import Answer
from tests.faults.stage import Stage

MADE_ANEW = re.compile(
    r"\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b"  # ids
    r"|\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)|\b\d{8}T\d{6}Z"  # instants
    r"|\b[12]\d{9}(?:\.\d+)?\b"  # the same as seconds
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b"  # requests
    r"|[0-9A-Za-z_=-]{32,}"  # tokens and their hashes
    r"|\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b"  # tickets
    r"|(?<=LINK#)\w+|(?<=/s/)\w+|(?<=%2Fs%2F)\w+|(?<=short_code\": {\"S\": \")\w+"  # short links
    r"|(?<=random_id\\\": )\d+|(?<=guid\\\": \\\")[^\"\\]+"  # VK's
)
# What tells when or by whom something was done, and whether sending was tried: no part of the state.
LEFT_OUT = re.compile(r"cause|expires_at|updated_at|(?:email|emailed|telegram|vk|sent)_.*")
SHOWN = 300  # letters of what is wrong
# One-time rights that end by themselves: one made for nobody is no harm.
PASSING = ("ticket", "start_code", "start", "live_seats", "chat_change")


@dataclass(frozen=True)
class State:
    """Items that changed, notices among them; schedules; messages that still wait; what was sent."""

    items: Counter[str]
    schedules: Counter[str]
    waiting: frozenset[str]
    sent: Counter[str]

    @classmethod
    def of(cls, stage: Stage, before: dict[Any, Any], known: frozenset[str]) -> "State":
        """Compared with what was stored `before`."""
        stored = everything(stage)
        changed = [
            (key, stored.get(key))
            for key in {*stored, *before}
            if stored.get(key) is not before.get(key)
        ]
        items = Counter(
            normal([] if new else ["gone", *key], known) + normal(readable(new), known)
            for key, new in changed
            if not (new and new["item"]["S"] in PASSING)
        )
        schedules = Counter(
            normal([name, each], known) for name, each in stage.cloud.schedules.items()
        )
        waiting = frozenset(
            normal([each.queue, without_cause(each.text)], known) for _, each in stage.waiting
        )
        sent = Counter(normal(each, known) for each in (*stage.cloud.mails, *stage.said))
        return cls(items, schedules, waiting, sent)

    def difference(self, wanted: "State", *, once: bool = False) -> str:
        """What is not as it should be. `once`: what perhaps went out is noted and not sent again."""
        unsent = Counter(each for each in self.items if '"item": {"S": "unsent"}' in each)
        may_miss = once and bool(unsent)
        found = [
            f"{word} {each[:SHOWN]}"
            for mine, other in (
                (self.items - unsent if once else self.items, wanted.items),
                (self.schedules, wanted.schedules),
                (Counter(self.waiting), Counter(wanted.waiting)),
                (self.sent, wanted.sent),
            )
            for word, left in (("too much:", mine - other), ("missing:", other - mine))
            for each in left
            if not (may_miss and mine is self.sent and word == "missing:")
        ]
        return "\n".join(found)


def course(stage: Stage, known: frozenset[str]) -> str:
    """What all that follows goes by, to know a case that was carried on before.

    A message more of the same is none: that each may come twice is what the consumers' flows tell.
    """
    place = stage.mark[0]
    changes = [
        (each.key, *images)
        for each in stage.cloud.tables.stream[place:]
        if each.key[0] != "idempotency"
        and (images := (normal(each.old, known), normal(each.new, known)))
        and images[0] != images[1]
    ]
    messages = {
        normal([each.queue, each.delay, without_cause(each.text)], known)
        for each in (*stage.cloud.messages, *(each for _, each in stage.waiting))
    }
    sent = (*stage.cloud.mails, *stage.said, *stage.cloud.frames)
    return normal([changes, sorted(messages), stage.cloud.schedules, sent], known)


def everything(stage: Stage) -> dict[Any, Any]:
    """All items of both tables."""
    tables = stage.cloud.tables.items
    return {**tables["main"], **tables["feed"]}


def known_in(values: Iterable[Any]) -> frozenset[str]:
    """What a run did not make."""
    text = json.dumps([readable(each) for each in values], ensure_ascii=False)
    return frozenset(MADE_ANEW.findall(text))


def readable(value: Any) -> Any:
    """Without what is left out, a card as what it says, mails as text."""
    match value:
        case {"B": str(raw)}:
            return _card(raw)
        case dict():
            return {
                name: readable(each)
                for name, each in value.items()
                if not LEFT_OUT.fullmatch(str(name))
            }
        case list() | tuple():
            return [readable(each) for each in value]
        case str() if len(value) > 100 and re.fullmatch("[A-Za-z0-9+/=]+", value):
            return _unpacked(value)
        case _:
            return value


def _card(raw: str) -> Any:
    try:
        return json.loads(json.dumps(cards.read(base64.b64decode(raw)), default=str))
    except (ValueError, zlib.error):  # not a card but something sealed
        return "sealed"


def _unpacked(value: str) -> str:
    try:
        return base64.b64decode(value).decode()
    except ValueError:
        return value


def normal(value: Any, known: frozenset[str]) -> str:
    """As text in which what is not known is only what it is."""
    text = json.dumps(readable(value), ensure_ascii=False, sort_keys=True, default=str)
    return MADE_ANEW.sub(lambda found: found.group() if found.group() in known else "<new>", text)


def without_cause(text: str) -> Any:
    """A message's body."""
    return {name: each for name, each in json.loads(text).items() if name != "correlation_id"}


def answered(answer: Answer, known: frozenset[str]) -> str:
    """An answer to compare."""
    body = answer.body
    if isinstance(body, dict):
        body = {name: each for name, each in body.items() if name != "instance"}
    return f"{answer.status} {normal(body, known)}"
