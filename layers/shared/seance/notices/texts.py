"""Notices in words: `seance/i18n/<language>/notices.ftl` has the texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from seance.events.changes import is_whole
from seance.i18n import money, say, when
from seance.languages import Language
from seance.notices.company import Company


@dataclass(frozen=True, slots=True)
class Words:
    """A notice in one language; the text has a line for each change and for a message."""

    title: str
    text: str


def words(
    kind: str,
    language: Language,
    *,
    title: str | None,
    starts_at: datetime | None,
    time_zone: str | None,
    actor: str | None,
    message: str | None,
    changes: Sequence[Mapping[str, Any]],
    channel: str | None = None,
    seats: int = 1,
    company: Company | None = None,
    others: int = 0,
    events: int = 0,
) -> Words:
    """One notice for one reader; times are the place's, with its zone (R11).

    A notice that is about no event has neither title nor time.
    """
    identity = f"notice-{_dashed(kind)}"
    values = {
        "who": actor or say(language, "somebody"),
        "title": title or "",
        "when": when(starts_at, time_zone, language) if starts_at and time_zone else "",
        "channel": channel or "",
        "names": "",
        "events": events,
        "party": say(language, "for-party", seats=seats),
        "others": others,
        **_company(company, language),
    }
    lines = [
        say(language, f"{identity}.text", **values),
        *(_change(change, _zones(change, changes, time_zone), language) for change in changes),
        *([message] if message else []),
    ]
    return Words(say(language, identity, **values), "\n".join(lines))


def _company(company: Company | None, language: Language) -> dict[str, str | int]:
    """Who is coming: by their names where all of them are known, else how many; and who waits.

    Without a company its reader may not know, or no longer.
    """
    if company is None:
        return {"known": "nothing", "count": 0, "waiting": 0}
    names = [each.name for each in company.people]
    known = "names" if len(names) == company.count else "count"
    return {
        "known": known,
        "count": company.count,
        "names": _listed(names, language),
        "waiting": company.waiting,
    }


def _listed(names: Sequence[str], language: Language) -> str:
    """`Ann`, `Ann and Boris`, `Ann, Boris and Vera`."""
    last = say(language, "and-last", name=names[-1]) if len(names) > 1 else ""
    return ", ".join(names[:-1]) + f" {last}" if last else "".join(names)


def _change(change: Mapping[str, Any], zones: Sequence[str], language: Language) -> str:
    name = change["field"]
    old, new = (
        _value(name, change[side], zone, language)
        for side, zone in zip(("old", "new"), zones, strict=True)
    )
    told = f"{old} → {new}"
    if name == "place" and old == new:
        kinds = [say(language, f"value-{change[side]['kind']}") for side in ("old", "new")]
        where = "moved-on-map" if is_whole(change["new"]) else "moved-nearby"
        told = (
            f"{kinds[0]}, {old} → {kinds[1]}, {new}"
            if kinds[0] != kinds[1]
            else f"{new} ({say(language, where)})"
        )
    return f"{say(language, f'field-{_dashed(name)}')}: {told}"


def _zones(
    change: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], time_zone: str | None
) -> Sequence[str]:
    """In which zones the old and the new time are told: each in the one it was announced in.

    Notices of before 2026-11-26 say so only by a change of the zone.
    """
    if "zones" in change:
        return cast(Sequence[str], change["zones"])
    moved = next((each for each in changes if each["field"] == "time_zone"), {})
    now = time_zone or "UTC"
    return moved.get("old") or now, moved.get("new") or now


def _value(name: str, value: Any, time_zone: str, language: Language) -> str:
    if value is None:
        return "—"
    if name in ("starts_at", "ends_at"):
        return when(datetime.fromisoformat(value), time_zone, language)
    if name == "price":
        return money(value["amount"], value["currency"], language)
    if name == "place":
        parts = (value.get(part) for part in ("name", "city", "area", "address", "url"))
        return ", ".join(part for part in parts if part) or say(language, f"value-{value['kind']}")
    if name in ("admission", "status", "attendance"):
        return say(language, f"value-{value}")
    return str(value)


def _dashed(name: str) -> str:
    """As Fluent writes identifiers here."""
    return name.replace("_", "-")
