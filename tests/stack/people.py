"""People who use the deployed Seance over HTTP."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import httpx

from tests.stack.cloud import Cloud
from tests.stack.waiting import PATIENCE, eventually, side_by_side

Event = dict[str, Any]
FILMS = ("solaris-1972", "stalker-1979", "alien-1979")
ADDRESS = "Linienstraße 40"
_numbers = itertools.count(1)


def soon(**span: float) -> datetime:
    """This moment plus a `timedelta(**span)`, to the second."""
    return (datetime.now(UTC) + timedelta(**span)).replace(microsecond=0)


def moment(text: str) -> datetime:
    """A time of the API."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True)
class Person:
    """Somebody signed in."""

    cloud: Cloud
    id: str
    name: str
    email: str
    http: httpx.Client

    def get(self, path: str, **params: Any) -> httpx.Response:
        """Read."""
        return self.http.get(path, params=params)

    def see(self, path: str, **params: Any) -> Any:
        """Read what must be there."""
        answer = self.get(path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(
        self, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Do."""
        return self.http.post(path, json={} if body is None else body, headers=headers)

    def put(self, path: str, body: Any = None) -> httpx.Response:
        """Set."""
        return self.http.put(path, json=body)

    def delete(self, path: str) -> httpx.Response:
        """Remove."""
        return self.http.delete(path)

    # --- as a host ------------------------------------------------------------
    def announce(self, starts_at: datetime | None = None, **fields: Any) -> Event:
        """Announce an event: at home in Berlin, manual, five seats, 100 minutes, in ten days."""
        answer = self.post("/events", showing(starts_at, **fields))
        assert answer.status_code == 201, answer.text
        event: Event = answer.json()
        return event

    def change(self, event: Event, **fields: Any) -> Event:
        """Edit an own event."""
        answer = self.http.patch(f"/events/{event['id']}", json=fields)
        assert answer.status_code == 200, answer.text
        changed: Event = answer.json()
        return changed

    def begin(self, event: Event, **span: float) -> Event:
        """Move an own event to a start in `timedelta(**span)`, also where the answer takes longer."""
        answer = eventually(
            lambda: self.http.patch(
                f"/events/{event['id']}", json={"starts_at": soon(**span).isoformat()}
            ),
            lambda found: found.status_code == 200,
        )
        begun: Event = answer.json()
        return begun

    def decide(self, action: str, event: Event, guest: "Person") -> httpx.Response:
        """Approve, decline, remove or revoke."""
        return self.post(f"/events/{event['id']}/bookings/{guest.id}/{action}")

    def approve(self, event: Event, *guests: "Person") -> None:
        """Give each a seat."""
        for guest in guests:
            answer = self.decide("approve", event, guest)
            assert answer.status_code == 200, answer.text

    def make_moderator(self, event: Event, helper: "Person") -> None:
        """Give a follower the rights."""
        helper.follow(self)
        answer = self.put(f"/events/{event['id']}/moderators/{helper.id}")
        assert answer.status_code == 204, answer.text

    # --- as a guest -----------------------------------------------------------
    def ask(self, event: Event) -> httpx.Response:
        """Ask for a seat."""
        return self.post(f"/events/{event['id']}/bookings")

    def do(self, action: str, event: Event) -> httpx.Response:
        """Withdraw, accept, refuse or confirm."""
        return self.post(f"/events/{event['id']}/bookings/me/{action}")

    def status(self, event: Event) -> str:
        """Of the own booking."""
        return str(self.see(f"/events/{event['id']}/bookings/me")["status"])

    def follow(self, other: "Person") -> None:
        """Follow somebody."""
        answer = self.put(f"/me/following/{other.id}")
        assert answer.status_code == 204, answer.text

    # --- as a reader ----------------------------------------------------------
    def event(self, event: Event) -> Event:
        """The event as this person sees it now."""
        seen: Event = self.see(f"/events/{event['id']}")
        return seen

    def notices(self, event: Event, *kinds: str) -> list[dict[str, Any]]:
        """The inbox about one event, oldest first; of these kinds, or all."""
        found = self.see("/me/notices", limit=100)["items"]
        return [
            each
            for each in reversed(found)
            if each["event_id"] == event["id"] and (not kinds or each["kind"] in kinds)
        ]

    def kinds(self, event: Event) -> list[str]:
        """What kinds of notices there are about one event, oldest first."""
        return [each["kind"] for each in self.notices(event)]

    def is_told(self, event: Event, kind: str, times: int = 1) -> dict[str, Any]:
        """The newest notice of a kind, once there are so many of it."""
        what = f"{kind} for {self.name}"
        found = eventually(
            lambda: self.notices(event, kind), lambda told: len(told) >= times, what=what
        )
        assert len(found) == times, found
        return found[-1]

    def mails(self, event: Event) -> list[dict[str, Any]]:
        """The mails about one event, which carry its short link."""
        return [
            mail for mail in self.cloud.mails(self.email) if event["short_url"] in mail["BodyText"]
        ]

    def is_mailed(self, event: Event, notice: dict[str, Any]) -> dict[str, Any]:
        """The mail of a notice: its title in the subject, its text, the short link."""
        mails = eventually(
            lambda: [each for each in self.mails(event) if notice["text"] in each["BodyText"]],
            what=f"A mail of {notice['kind']} to {self.name}",
        )
        assert len(mails) == 1, mails
        assert notice["title"] in mails[0]["Subject"]
        return mails[0]


def showing(starts_at: datetime | None = None, **fields: Any) -> dict[str, Any]:
    """The body of an announcement."""
    return {
        "film_id": FILMS[0],
        "place": {"kind": "home", "city": "Berlin", "address": ADDRESS, "latitude": 52.5276, "longitude": 13.3976},
        "starts_at": (starts_at or soon(days=10)).isoformat(),
        "time_zone": "Europe/Berlin",
        "duration_minutes": 100,
        "capacity": 5,
    } | fields  # fmt: skip


def new_address(name: str) -> str:
    """An e-mail address that nobody has."""
    return f"{name.lower()}-{uuid4().hex[:8]}@example.com"


def join(cloud: Cloud, name: str) -> Person:
    """Sign up, sign in, and be known."""
    return enter(cloud, cloud.tokens(new_address(name), name)["id_token"])


def enter(cloud: Cloud, token: str) -> Person:
    """Come with a token: `GET /me` makes the profile."""
    http = httpx.Client(
        base_url=f"{cloud.url}/api/v1",
        headers={"Authorization": f"Bearer {token}"},
        timeout=PATIENCE,
        transport=httpx.HTTPTransport(retries=2, verify=False),
    )
    answer = http.get("/me")
    assert answer.status_code == 200, answer.text
    me = answer.json()
    return Person(cloud, me["id"], me["name"], me["email"], http)


def crowd(cloud: Cloud, size: int, name: str = "Guest") -> list[Person]:
    """Many people."""
    names = [f"{name}{next(_numbers)}" for _ in range(size)]
    return side_by_side(*(partial(join, cloud, each) for each in names))


def seats(event: Event) -> tuple[int, int]:
    """Taken and left."""
    return event["seats_taken"], event["seats_left"]


def codes(answers: Sequence[httpx.Response]) -> list[str | int]:
    """What each answered: the status, or the code of the problem."""
    return [answer.json()["code"] if answer.is_error else answer.status_code for answer in answers]
