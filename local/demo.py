"""The demo people and their evenings, made as people make them: by signing up and over HTTP."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from local.people import sign_in, sign_up
from local.showings import SHOWINGS, THURSDAYS, Programme, Showing
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
PROFILES = {
    "anna": {
        "about": "Показываю дома старое и медленное кино. Люблю тишину и разговоры после.",
        "city": "Москва",
        "time_zone": "Europe/Moscow",
        "language": "ru",
    },
    "boris": {"about": "Киномеханик.", "city": "Санкт-Петербург", "language": "ru"},
    "egor": {"about": "Silent films, loud friends.", "city": "Berlin", "language": "en"},
}
FOLLOWING = {
    "anna": ["boris", "egor"],
    "boris": ["anna"],
    "vera": ["anna", "boris"],
    "darya": ["anna"],
    "egor": ["anna"],
    "kira": ["egor"],
    "lev": ["anna"],
}

# What people wish to see in company, and in which city.
WISHES = {
    "vera": {"solaris-1972": "moscow", "stalker-1979": "moscow"},
    "darya": {"solaris-1972": "moscow", "alien-1979": "moscow"},
    "grigory": {"solaris-1972": "saintpetersburg"},
    "kira": {"stalker-1979": "berlin", "alien-1979": "berlin"},
    "nikita": {"solaris-1972": "kazan"},
}


class Demo:
    """The people, signed in once each; they do what they do one after another."""

    def __init__(self, stack: dict[str, Any]) -> None:
        self.stack = stack
        self.who = cache(self._sign_in)
        self.id = cache(lambda name: str(self.do(name, "GET", "/me")["id"]))

    def do(self, name: str, method: str, path: str, **body: object) -> dict[str, Any]:
        """What the API answers; a refusal ends the loading."""
        answer = self.who(name).request(method, path, json=body or None)
        if answer.is_error:
            raise TroubleError(
                f"Demo data: {name}'s {method} {path} was refused: {answer.text}",
                "This is a fault of the program: see the function's log (make logs FUNCTION=...).",
            )
        return dict(answer.json()) if answer.content else {}

    def live(self, showing: Showing) -> None:
        """Announce an evening, and let happen what happens around it."""
        event_id = self.announce(showing)
        if event_id is None:
            return  # by an earlier run
        event = f"/events/{event_id}"
        for name, message in showing.asks.items():
            names = showing.brings.get(name, ())
            party = {"seats": 1 + len(names), "companions": list(names)}
            self.do(name, "POST", f"{event}/bookings", message=message or None, **party)
        for name in showing.approved:
            self.do(showing.host, "POST", f"{event}/bookings/{self.id(name)}/approve")
        for name in showing.moderators:
            self.do(showing.host, "PUT", f"{event}/moderators/{self.id(name)}")
        for name, message in showing.invited.items():
            guest = {"guest_id": self.id(name), "extra_seat": True, "message": message}
            self.do(showing.host, "POST", f"{event}/invitations", **guest)
        for name, text in showing.talk:
            self.do(name, "POST", f"{event}/messages", text=text)
        if showing.cancelled:
            self.do(showing.host, "POST", f"{event}/cancel", reason=showing.cancelled)

    def announce(self, showing: Showing) -> str | None:
        found = self.do(showing.host, "GET", f"/films?query={showing.film}&limit=1")["items"]
        now = datetime.now(ZoneInfo(showing.time_zone))
        evening = now.replace(hour=showing.hour, minute=0, second=0, microsecond=0)
        answer = self.who(showing.host).post(
            "/events",
            json={
                "film_id": found[0]["id"],
                "place": showing.place,
                "starts_at": (evening + timedelta(days=showing.days)).isoformat(),
                "time_zone": showing.time_zone,
                "capacity": showing.capacity,
                **showing.rest,
            },
        )
        if answer.status_code == httpx.codes.CONFLICT:
            return None
        if answer.is_error:
            raise TroubleError(
                f"The demo event '{showing.film}' was refused: {answer.text}",
                "This is a fault of the program: see `make logs FUNCTION=CreateEvent`.",
            )
        return str(answer.json()["id"])

    def plan(self, thursdays: Programme) -> None:
        """Announce a programme, and have somebody ask for all of it; refused whole where it is there already."""
        zone = ZoneInfo(thursdays.time_zone)
        first = datetime.now(zone).replace(hour=thursdays.hour, minute=0, second=0, microsecond=0)
        first += timedelta(days=(3 - first.weekday()) % 7 + thursdays.weeks * 7)
        events = [
            {
                "film_id": film_id,
                "place": thursdays.place,
                "starts_at": (first + timedelta(weeks=week)).isoformat(),
                "time_zone": thursdays.time_zone,
                "capacity": thursdays.capacity,
            }
            for week, film_id in enumerate(thursdays.films)
        ]
        asked = {"title": thursdays.title, "events": events}
        answer = self.who(thursdays.host).post("/programmes", json=asked)
        if answer.status_code == httpx.codes.CONFLICT:
            return
        if answer.is_error:
            raise TroubleError(
                f"The demo programme was refused: {answer.text}",
                "This is a fault of the program: see `make logs FUNCTION=CreateProgramme`.",
            )
        for name in thursdays.asks:
            self.do(name, "POST", f"/programmes/{answer.json()['id']}/bookings")

    def _sign_in(self, name: str) -> httpx.Client:
        token = sign_in(self.stack, f"{name}@example.com", PASSWORD)["id_token"]
        return httpx.Client(
            base_url=f"{self.stack['url']}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=60,
        )


def load(stack: dict[str, Any]) -> None:
    """Sign the people up, have them follow each other, announce, ask, answer and talk.

    Safe to run again: people stay as they are, and the API refuses the same event twice.
    """
    for name, email in PEOPLE:
        sign_up(stack, email, PASSWORD, name)
    if "CreateEvent" not in stack["functions"]:
        return
    demo = Demo(stack)
    for name, profile in PROFILES.items():
        demo.do(name, "PATCH", "/me", **profile)
    for name, hosts in FOLLOWING.items():
        for host in hosts:
            demo.do(name, "PUT", f"/me/following/{demo.id(host)}")
    for name, wishes in WISHES.items():
        for film_id, city_id in wishes.items():
            demo.do(name, "PUT", f"/me/wishes/{film_id}", city_id=city_id)
    for showing in SHOWINGS:
        demo.live(showing)
    demo.plan(THURSDAYS)
