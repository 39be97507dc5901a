"""The card of an event: a slim copy of what every list shows, kept in every index.

A page of twenty must cost at most one read unit (8 KB), so it is deflated and what can be derived
is left out. It holds only what everybody who may see the event may know (R7).
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from seance import cities
from seance.events.model import Event, Place, Programme
from seance.people.model import Profile

_PLACE = {
    "k": "kind",
    "c": "city",
    "r": "area",
    "n": "name",
    "a": "address",
    "y": "latitude",
    "x": "longitude",
    "u": "url",
    "s": "show_address",
    "i": "city_id",
}
_FILM = {
    "i": "id",
    "t": "title",
    "o": "original_title",
    "y": "year",
    "r": "runtime_minutes",
    "g": "genres",
    "p": "poster_url",
    "a": "rating",
    "e": "title_en",
    "d": "directors",
}
# Deflate finds these in a card without spelling them out. Never change it once cards are stored:
# what it wrote, only it can read.
_DICTIONARY = (
    '"rating":"https://image.tmdb.org/t/p/w500/ "a":"u":"s":true"n":"p":{"k":"home"outdoor"other"online"'
    '"history"horror"musical"music"mystery"romance"thriller"war"western"fantasy"family"documentary"crime"'
    '"animation"adventure"action"comedy"science_fiction"drama"]},"t":"Казань"Екатеринбург"Новосибирск"'
    'Санкт-Петербург"Москва","r":"Asia/Yekaterinburg"Asia/Novosibirsk"UTC"Europe/London"Europe/Berlin"'
    '"c":1"t":"00"RUB""EUR""USD"invite_only"followers"automatic","q":1"cinema","c":"Москва","y":55.7"x":37.6'
    '{"h":["",null,0,0],"f":{"i":"-19-20","t":"The ","o":"The ","y":19"y":20,"r":1,"g":["drama"]},'
    '"p":{"k":"cinema","c":","y":,"x":},"b":17,"d":1,"z":"Europe/Moscow","v":"public","m":"manual","q":1,"n":1}'
).encode()


@dataclass(frozen=True, slots=True)
class Host:
    """What a card says of the host; `rating_sum` and `rating_count` as host."""

    id: str
    name: str
    avatar_url: str | None = None
    rating_sum: int = 0
    rating_count: int = 0

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """From the host's profile."""
        rating = profile.host_rating
        return cls(profile.id, profile.name, profile.avatar_url, rating.total, rating.count)


def write(event: Event, host: Host) -> bytes:
    """The card: JSON, deflated with a dictionary of what most cards contain."""
    place = event.place.public()
    if place.city_id == _id_by_hand(place.city):
        place = replace(place, city_id=None)  # the name says it
    card = {
        "h": [host.id, host.name, host.avatar_url, host.rating_sum, host.rating_count],
        "f": _short(event.film, _FILM),
        "p": _short({name: getattr(place, name) for name in Place.__dataclass_fields__}, _PLACE),
        "b": int(event.starts_at.timestamp()),
        "d": int((event.ends_at - event.starts_at).total_seconds() // 60),
        "z": event.time_zone,
        "v": event.visibility,
        "m": event.approval,
        "q": event.capacity,
        "n": event.version,
    }
    if event.price:
        card["$"] = [event.price.amount, event.price.currency]
    if event.title != event.film["title"]:
        card["t"] = event.title
    if event.status == "cancelled":
        card["c"] = 1
    if event.spoken_language:
        card["l"] = event.spoken_language
    if event.max_party > 1:
        card["w"] = event.max_party
    if event.subtitles:
        card["s"] = event.subtitles
    if event.programme:
        whole = event.programme
        card["g"] = [whole.id, whole.title, whole.position, whole.of]
    text = json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_DICTIONARY)
    return deflate.compress(text) + deflate.flush()


def read(card: bytes) -> dict[str, Any]:
    """The card with full names: aware UTC times, `host` a `Host`, `place` a `Place`."""
    raw = json.loads(zlib.decompressobj(-15, zdict=_DICTIONARY).decompress(card))
    film = {**dict.fromkeys(_FILM.values()), "genres": [], **_long(raw["f"], _FILM)}
    starts_at = datetime.fromtimestamp(raw["b"], UTC)
    return {
        "host": Host(*raw["h"]),
        "film": film,
        "title": raw.get("t", film["title"]),
        "place": _place(raw["p"]),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=raw["d"]),
        "duration_minutes": raw["d"],
        "time_zone": raw["z"],
        "visibility": raw["v"],
        "approval": raw["m"],
        "admission": "paid" if "$" in raw else "free",
        "price": {"amount": raw["$"][0], "currency": raw["$"][1]} if "$" in raw else None,
        "capacity": raw["q"],
        "version": raw["n"],
        "status": "cancelled" if raw.get("c") else "scheduled",
        "spoken_language": raw.get("l"),
        "subtitles": raw.get("s", []),
        "programme": Programme(*raw["g"]) if "g" in raw else None,
        "max_party": raw.get("w", 1),
    }


def _place(raw: Mapping[str, Any]) -> Place:
    values = _long(raw, _PLACE)
    return Place(**{"city_id": _id_by_hand(values.get("city")), **values})


def _id_by_hand(name: str | None) -> str | None:
    city = cities.find_by_hand(name) if name else None
    return city.id if city else None


def _short(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        short: values[long]
        for short, long in names.items()
        if values.get(long) not in (None, False, [])
    }


def _long(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {long: values[short] for short, long in names.items() if short in values}
