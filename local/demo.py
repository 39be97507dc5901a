"""The demo people and their events, made as people make them: by signing up and over HTTP."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from local.people import sign_in, sign_up
from local.telling import TroubleError

PASSWORD = "Seance-demo-2026"
# Name and e-mail address; all have the same password.
PEOPLE = [
    ("Анна Лебедева", "anna@example.com"),
    ("Борис Орлов", "boris@example.com"),
    ("Вера Соколова", "vera@example.com"),
    ("Григорий Белов", "grigory@example.com"),
    ("Дарья Новикова", "darya@example.com"),
    ("Egor Smirnov", "egor@example.com"),
    ("Zhanna Frolova", "zhanna@example.com"),
    ("Ivan Kozlov", "ivan@example.com"),
    ("Kira Volkova", "kira@example.com"),
    ("Lev Morozov", "lev@example.com"),
    ("Maria Egorova", "maria@example.com"),
    ("Nikita Popov", "nikita@example.com"),
]


@dataclass(frozen=True)
class Showing:
    """A demo event: who shows which film where, in how many days, to whom."""

    host: str
    film: str
    days: int
    place: dict[str, Any]
    time_zone: str
    capacity: int
    rest: dict[str, Any]


def _home(city: str, latitude: float, longitude: float, address: str) -> dict[str, Any]:
    return {
        "kind": "home",
        "city": city,
        "address": address,
        "latitude": latitude,
        "longitude": longitude,
    }


def _cinema(city: str, latitude: float, longitude: float, name: str) -> dict[str, Any]:
    return {
        "kind": "cinema",
        "name": name,
        "city": city,
        "latitude": latitude,
        "longitude": longitude,
        "show_address": True,
    }


MOSCOW, PETERSBURG, BERLIN = "Europe/Moscow", "Europe/Moscow", "Europe/Berlin"
SHOWINGS = [
    Showing(
        "anna@example.com",
        "Solaris",
        2,
        _home("Москва", 55.7601, 37.6189, "ул. Неглинная, 14"),
        MOSCOW,
        5,
        {"description": "Смотрим, потом говорим за чаем."},
    ),
    Showing(
        "anna@example.com",
        "Stalker",
        9,
        _home("Москва", 55.7601, 37.6189, "ул. Неглинная, 14"),
        MOSCOW,
        4,
        {"approval": "automatic"},
    ),
    Showing(
        "boris@example.com",
        "The Matrix",
        3,
        _cinema("Санкт-Петербург", 59.9343, 30.3351, "Аврора"),
        PETERSBURG,
        20,
        {
            "approval": "automatic",
            "admission": "paid",
            "price": {"amount": "350.00", "currency": "RUB"},
        },
    ),
    Showing(
        "vera@example.com",
        "Amelie",
        4,
        _home("Казань", 55.7963, 49.1088, "ул. Баумана, 7"),
        MOSCOW,
        6,
        {},
    ),
    Showing(
        "grigory@example.com",
        "Alien",
        5,
        _home("Екатеринбург", 56.8389, 60.6057, "ул. Мира, 3"),
        "Asia/Yekaterinburg",
        3,
        {"approval": "automatic"},
    ),
    Showing(
        "darya@example.com",
        "Spirited Away",
        6,
        _home("Новосибирск", 55.0302, 82.9204, "ул. Ленина, 1"),
        "Asia/Novosibirsk",
        8,
        {},
    ),
    Showing(
        "egor@example.com",
        "Metropolis",
        7,
        _home("Berlin", 52.52, 13.405, "Linienstraße 40"),
        BERLIN,
        10,
        {"description": "With live piano."},
    ),
    Showing(
        "kira@example.com",
        "Psycho",
        8,
        {"kind": "online", "url": "https://example.com/room"},
        "UTC",
        50,
        {"approval": "automatic", "visibility": "public"},
    ),
]


def load(stack: dict[str, Any]) -> None:
    """Sign the people up, announce their events, ask for some seats.

    Safe to run again: people stay as they are, and the API refuses the same event twice.
    """
    for name, email in PEOPLE:
        sign_up(stack, email, PASSWORD, name)
    if "CreateEvent" not in stack["functions"]:
        return
    announced = [_announce(stack, showing) for showing in SHOWINGS]
    for number, event_id in enumerate(filter(None, announced)):
        # Everybody's neighbours in the list ask; their own events are not among those.
        for _, email in PEOPLE[8 - number % 4 :][:3]:
            _as(stack, email).post(f"/events/{event_id}/bookings", json={})


def _announce(stack: dict[str, Any], showing: Showing) -> str | None:
    client = _as(stack, showing.host)
    client.get("/me")
    found = _items(client.get("/films", params={"query": showing.film, "limit": 1}))
    film = (found or _items(client.get("/films", params={"limit": 1})))[0]
    starts_at = (datetime.now(UTC) + timedelta(days=showing.days)).replace(minute=0, second=0)
    answer = client.post(
        "/events",
        json={
            "film_id": film["id"],
            "place": showing.place,
            "starts_at": starts_at.isoformat(timespec="seconds"),
            "time_zone": showing.time_zone,
            "capacity": showing.capacity,
            **showing.rest,
        },
    )
    if answer.status_code == httpx.codes.CONFLICT:
        return None  # announced by an earlier run
    if answer.is_error:
        raise TroubleError(
            f"The demo event '{showing.film}' was refused: {answer.text}",
            "This is a fault of the program: see `make logs FUNCTION=CreateEvent`.",
        )
    return str(answer.json()["id"])


def _as(stack: dict[str, Any], email: str) -> httpx.Client:
    token = sign_in(stack, email, PASSWORD)["id_token"]
    return httpx.Client(
        base_url=f"{stack['url']}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60
    )


def _items(answer: httpx.Response) -> list[dict[str, Any]]:
    answer.raise_for_status()
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
