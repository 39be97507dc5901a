"""R9: what a change of an event tells, and what of it one reader is shown. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from seance.events.model import MATERIAL, Event, Place
from seance.films.model import name_in
from seance.languages import LANGUAGES

Facts = Mapping[str, Any]
FIELDS = ("title", "film", *(name for name in MATERIAL if name not in ("title", "film")))
TIMES = ("starts_at", "ends_at")

# What everybody may know of a place (R7).
PUBLIC = ("kind", "city", "area", "latitude", "longitude")
# Without the id of the city, which nobody reads and facts of releases before 2026-11-28 lack.
PLACE = tuple(name for name in Place.__dataclass_fields__ if name != "city_id")
SPOT = tuple(name for name in PLACE if name != "show_address")


def material(event: Event) -> dict[str, Any]:
    """The facts that R9 tells of, in the form of the contract; `names` are those that have languages."""
    return {
        "title": event.title,
        "film": event.film["title"],
        "starts_at": _text(event.starts_at),
        "ends_at": _text(event.ends_at),
        "time_zone": event.time_zone,
        "place": {name: getattr(event.place, name) for name in PLACE},
        "admission": event.admission,
        "price": event.price and {"amount": event.price.amount, "currency": event.price.currency},
        "status": event.status,
        "names": {
            "title": event.titles,
            "film": {language: name_in(event.film, language) for language in LANGUAGES},
        },
    }


def film_and_year(event: Event) -> str:
    """Tells films of one title apart."""
    return f"{event.film['title']} ({event.film.get('year')})"


def changes(
    old: Facts,
    new: Facts,
    films: tuple[str | None, str | None] = (None, None),
    versions: Mapping[str, int] | None = None,
) -> list[dict[str, Any]]:
    """`[{field, old, new}]` of what differs between two `material` values.

    A time also says in which `zones` it was and is told, and a change since which `version` of the
    event it is true, where that is known. What has a name in each language says its `names`, old and
    new. `films` tell films of one title apart.
    """
    years = [
        (told or "").removeprefix(facts.get("film") or "")
        for told, facts in zip(films, (old, new), strict=True)
    ]
    if all(films) and films[0] != films[1] and old.get("film") == new.get("film"):
        old, new = {**old, "film": films[0]}, {**new, "film": films[1]}
    found = []
    for name in FIELDS:
        if old.get(name) != new.get(name):
            change = {"field": name, "old": old.get(name), "new": new.get(name)}
            if name in TIMES:
                change["zones"] = [old.get("time_zone"), new.get("time_zone")]
            if names := _names(name, (old, new), years):
                change["names"] = names
            if name in (versions or {}):
                change["version"] = (versions or {})[name]
            found.append(change)
    return found


def _names(name: str, sides: tuple[Facts, Facts], years: Sequence[str]) -> list[dict[str, str]]:
    """Old and new by language; a language in which they are the same tells films apart by the year."""
    old, new = ((side.get("names") or {}).get(name) or {} for side in sides)
    same = {language for language in new if old.get(language) == new[language]}
    apart = same if name == "film" and all(years) else set()
    if not old and not new:
        return []
    return [
        {
            language: told + (year if language in apart else "")
            for language, told in names.items()
            if language not in same - apart
        }
        for names, year in zip((old, new), years, strict=True)
    ]


def in_language(change: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The change with what has a name in that language named so."""
    sides = zip(("old", "new"), change.get("names") or ({}, {}), strict=True)
    return {**change, **{side: names.get(language, change[side]) for side, names in sides}}


def shown_to(
    found: Sequence[Mapping[str, Any]], *, knows_address: bool, knew: int = 0
) -> list[dict[str, Any]]:
    """What of these changes a reader is told: what shows something, and what came after they came.

    R7: who may not know the address is told of another place without it; where only what is hidden
    from them has changed, both sides are the same, and the words say so. `knew` is the version of
    the event that the reader has known from the beginning.
    """
    told = []
    for change in found:
        if shows(change) and change.get("version", knew + 1) > knew:
            kept = {name: value for name, value in change.items() if name != "version"}
            if change["field"] == "place" and not knows_address:
                kept |= {side: _public(change[side]) for side in ("old", "new")}
            told.append(kept)
    return told


def shows(change: Mapping[str, Any]) -> bool:
    """Whether a reader sees a difference: times are told to the minute, a place without its settings.

    A place both of whose sides are public and the same has another address, which is not told.
    """
    old, new = change["old"], change["new"]
    if old is None or new is None:
        return bool(old != new)
    match change["field"]:
        case "starts_at" | "ends_at":
            return _minute(old) != _minute(new)
        case "price":
            return _sum(old) != _sum(new)
        case "place":
            return not (is_whole(old) and is_whole(new)) or _spot(old) != _spot(new)
    return bool(old != new)


def is_whole(place: Mapping[str, Any]) -> bool:
    """Whether nothing of the place was left out for its reader."""
    return "address" in place


def _public(place: Mapping[str, Any]) -> dict[str, Any]:
    seen = Place(**place).public()
    known = PLACE if seen.show_address else PUBLIC
    return {name: getattr(seen, name) for name in known}


def _spot(place: Mapping[str, Any]) -> list[Any]:
    return [place.get(name) for name in SPOT]


def _minute(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(second=0, microsecond=0)


def _sum(price: Mapping[str, Any]) -> tuple[Decimal, str]:
    return Decimal(price["amount"]), price["currency"]


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
