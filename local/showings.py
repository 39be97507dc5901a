"""The demo evenings: who shows which film where and when, and who wants to come."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Showing:
    """A demo event, and what happens around it, in the order of the fields."""

    host: str
    film: str
    days: int
    place: dict[str, Any]
    time_zone: str
    capacity: int
    rest: dict[str, Any] = field(default_factory=dict)
    hour: int = 19
    asks: dict[str, str] = field(default_factory=dict)  # who, with which words
    brings: dict[str, tuple[str, ...]] = field(default_factory=dict)  # who of those, and whom
    approved: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    invited: dict[str, str] = field(default_factory=dict)
    talk: tuple[tuple[str, str], ...] = ()
    cancelled: str = ""


@dataclass(frozen=True)
class Programme:
    """A film every Thursday at the same hour, the first so many weeks from now, and who wants to see all."""

    host: str
    title: str
    films: tuple[str, ...]
    weeks: int
    place: dict[str, Any]
    time_zone: str
    capacity: int
    hour: int = 19
    asks: tuple[str, ...] = ()


ANNA = {
    "kind": "home",
    "city": "Москва",
    "area": "Кузнецкий Мост",
    "address": "ул. Неглинная, 14, кв. 3",
    "latitude": 55.7601,
    "longitude": 37.6189,
}


def _home(city: str, area: str, address: str, latitude: float, longitude: float) -> dict[str, Any]:
    return {
        "kind": "home",
        "city": city,
        "area": area,
        "address": address,
        "latitude": latitude,
        "longitude": longitude,
    }


def _cinema(
    city: str, name: str, address: str, latitude: float, longitude: float
) -> dict[str, Any]:
    return {
        "kind": "cinema",
        "name": name,
        "city": city,
        "address": address,
        "latitude": latitude,
        "longitude": longitude,
        "show_address": True,
    }


MOSCOW, BERLIN = "Europe/Moscow", "Europe/Berlin"
SHOWINGS = [
    Showing(
        "anna",
        "Солярис",
        3,
        ANNA,
        MOSCOW,
        5,
        {
            "description": "Смотрим на большом экране, в тишине, без перерыва. Потом говорим за чаем.\n"
            "Есть диван и три кресла, можно прийти в тапочках. Кот Снаут добрый.",
        },
        asks={
            "boris": "Помогу с проектором!",
            "vera": "Видела трижды, но всегда одна.",
            "lev": "",
            "egor": "Hi! I read the book, never saw the film. May I bring a cake?",
            "ivan": "Живу через дорогу, люблю Лема.",
            "maria": "Можно прийти на десять минут позже?",
        },
        approved=("boris", "vera", "lev"),
        moderators=("boris",),
        invited={"darya": "Даша, без тебя не то. Приходи!"},
        talk=(
            ("anna", "Рада всех видеть! Домофон не работает: звоните, спущусь."),
            ("vera", "Принесу пирог с вишней. Нас пятеро?"),
            ("boris", "Пока четверо. Проектор и кабель за мной."),
            ("lev", "Успею к началу, еду с работы."),
        ),
    ),
    Showing(
        "anna",
        "Сталкер",
        9,
        ANNA,
        MOSCOW,
        3,
        {"approval": "automatic"},
        asks={"grigory": "", "darya": "", "maria": "", "boris": "", "nikita": ""},
    ),
    Showing(
        "anna",
        "Зеркало",
        6,
        ANNA,
        MOSCOW,
        4,
        {"approval": "automatic", "visibility": "followers"},
        asks={"vera": "", "boris": ""},
        cancelled="Прорвало трубу: в комнате ремонт до понедельника.",
    ),
    Showing(
        "boris",
        "The Matrix",
        4,
        _cinema("Санкт-Петербург", "Аврора", "Невский просп., 60", 59.9343, 30.3351),
        MOSCOW,
        20,
        {
            "approval": "automatic",
            "admission": "paid",
            "price": {"amount": "350.00", "currency": "RUB"},
            "description": "35 мм, субтитры. Билеты куплены, деньги отдадите на месте.",
        },
        asks={"anna": "", "vera": "", "darya": "", "kira": "", "maria": ""},
    ),
    Showing(
        "vera",
        "Amelie",
        5,
        _home("Казань", "Вахитовский", "ул. Баумана, 7", 55.7963, 49.1088),
        MOSCOW,
        6,
        {"description": "Крем-брюле обещаю."},
        asks={"anna": "Буду в Казани проездом!", "zhanna": ""},
        approved=("zhanna",),
    ),
    Showing(
        "grigory",
        "Alien",
        7,
        _home("Екатеринбург", "ВИЗ", "ул. Мира, 3", 56.8389, 60.6057),
        "Asia/Yekaterinburg",
        3,
        {"approval": "automatic", "max_party": 2},
        asks={"ivan": "", "kira": "", "nikita": ""},
        brings={"kira": ("Тимур",)},
        hour=22,
    ),
    Showing(
        "darya",
        "Spirited Away",
        8,
        _home("Новосибирск", "Центральный", "ул. Ленина, 1", 55.0302, 82.9204),
        "Asia/Novosibirsk",
        8,
        {"description": "Для детей и тех, кто ими остался."},
        asks={"lev": ""},
        hour=16,
    ),
    Showing(
        "egor",
        "Metropolis",
        12,
        {
            "kind": "outdoor",
            "name": "Dach am Kanal",
            "city": "Berlin",
            "area": "Kreuzberg",
            "address": "Paul-Lincke-Ufer 41",
            "latitude": 52.4958,
            "longitude": 13.4256,
        },
        BERLIN,
        40,
        {
            "title": "Metropolis with a live piano",
            "description": "On a roof by the canal. The score is played live; bring a blanket.",
            "admission": "paid",
            "price": {"amount": "12.50", "currency": "EUR"},
            "approval": "automatic",
        },
        asks={"anna": "", "kira": "", "lev": "", "maria": ""},
        hour=20,
    ),
    Showing(
        "kira",
        "Psycho",
        14,
        {"kind": "online", "url": "https://example.com/room"},
        "UTC",
        50,
        {"approval": "automatic", "description": "Включаем вместе, говорим в чате."},
        asks={"grigory": "", "nikita": ""},
    ),
]

THURSDAYS = Programme(
    "anna",
    "Тарковский по четвергам",
    ("solaris-1972", "mirror-1974", "stalker-1979"),
    weeks=8,
    place=ANNA,
    time_zone="Europe/Moscow",
    capacity=6,
    asks=("vera", "lev"),
)
