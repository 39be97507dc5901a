"""What API Gateway does in the cloud: a request becomes an event of payload format 2.0."""

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from seance.web.app import Handler
from tests.memory import limits

CONTEXT = SimpleNamespace(
    function_name="api", aws_request_id="test", get_remaining_time_in_millis=lambda: 25_000
)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]
    request_id: str = ""

    @property
    def code(self) -> str:
        """The code of a problem."""
        return str(self.body["code"])


class Caller:
    """Anybody without a token."""

    def __init__(self, api: Handler, claims: dict[str, str] | None = None) -> None:
        self.api, self.claims = api, claims

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        base: str = "/api/v1",
        **query: Any,
    ) -> Answer:
        """One request; `body` is sent as JSON, text as it is. Paths start behind `base`."""
        full = path if path.startswith(("/s/", "/api/")) else f"{base}{path}"
        request_id = str(uuid.uuid4())
        context: dict[str, Any] = {
            "requestId": request_id,
            "http": {
                "method": method,
                "path": full,
                "sourceIp": "127.0.0.1",
                "protocol": "HTTP/1.1",
            },
        }
        if self.claims:
            context["authorizer"] = {"jwt": {"claims": self.claims, "scopes": None}}
        event = {
            "version": "2.0",
            "routeKey": f"{method} {full}",
            "rawPath": full,
            "rawQueryString": urlencode(
                {key: value for key, value in query.items() if value is not None}
            ),
            "headers": {
                "content-type": "application/json",
                **{k.lower(): v for k, v in (headers or {}).items()},
            },
            "requestContext": context,
            "body": body if body is None or isinstance(body, str) else json.dumps(body),
            "isBase64Encoded": False,
        }
        raw = self.api(event, CONTEXT)
        assert limits.is_answer(raw), "Lambda would answer 502 for it"
        text = raw.get("body") or ""
        if raw.get("isBase64Encoded"):
            text = base64.b64decode(text).decode(
                errors="replace"
            )  # a picture is compared, not read
        headers_out = {key.lower(): value for key, value in (raw.get("headers") or {}).items()}
        is_json = "json" in headers_out.get("content-type", "")
        answer = json.loads(text) if is_json and text else text
        return Answer(raw["statusCode"], answer, headers_out, request_id)

    def get(self, path: str, **query: Any) -> Answer:
        """GET."""
        return self.call("GET", path, **query)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        """POST."""
        return self.call("POST", path, body, **options)

    def put(self, path: str, body: Any = None) -> Answer:
        """PUT."""
        return self.call("PUT", path, body)

    def patch(self, path: str, body: Any, **options: Any) -> Answer:
        """PATCH."""
        return self.call("PATCH", path, body, **options)

    def delete(self, path: str) -> Answer:
        """DELETE."""
        return self.call("DELETE", path)


class Person(Caller):
    """Somebody signed in."""

    def __init__(self, api: Handler, name: str) -> None:
        self.name, self.id = name, str(uuid.uuid4())
        address = f"{name.lower()}@example.com"
        claims = {"sub": self.id, "name": name, "email": address, "email_verified": "true"}
        super().__init__(api, claims)

    def announce(self, **changes: Any) -> dict[str, Any]:
        """A new event of this host."""
        answer = self.post("/events", event_body(**changes))
        assert answer.status == 201, answer.body
        event: dict[str, Any] = answer.body
        return event

    def ask(self, event: dict[str, Any]) -> Answer:
        """Ask for a seat."""
        return self.post(f"/events/{event['id']}/bookings")

    def act(self, action: str, event: dict[str, Any], guest: "Person | str" = "me") -> Answer:
        """Take a booking on: approve, withdraw and so on."""
        guest_id = guest if isinstance(guest, str) else guest.id
        return self.post(f"/events/{event['id']}/bookings/{guest_id}/{action}")

    def decide(self, event: dict[str, Any], **guests: list[str]) -> Answer:
        """Approve some, decline others."""
        return self.post(f"/events/{event['id']}/bookings/decide", guests)

    def invite(self, event: dict[str, Any], guest: "Person", **changes: Any) -> Answer:
        """Ask a follower to come."""
        body = {"guest_id": guest.id, **changes}
        return self.post(f"/events/{event['id']}/invitations", body)

    def edit(self, event: dict[str, Any], **changes: Any) -> Answer:
        """Change an own event."""
        return self.patch(f"/events/{event['id']}", changes)

    def cancel(self, event: dict[str, Any]) -> Answer:
        """Call an own event off."""
        return self.post(f"/events/{event['id']}/cancel")

    def restore(self, event: dict[str, Any]) -> Answer:
        """An own event is on again."""
        return self.post(f"/events/{event['id']}/restore")

    def booking(self, event: dict[str, Any]) -> dict[str, Any]:
        """The own booking of an event."""
        answer = self.get(f"/events/{event['id']}/bookings/me")
        assert answer.status == 200, answer.body
        found: dict[str, Any] = answer.body
        return found

    def follow(self, other: "Person") -> None:
        """Be told of what the other announces."""
        assert self.put(f"/me/following/{other.id}").status == 204

    def unfollow(self, other: "Person") -> None:
        """No longer be told."""
        assert self.delete(f"/me/following/{other.id}").status == 204

    def block(self, other: "Person") -> None:
        """Have nothing to do with the other."""
        assert self.put(f"/me/blocked/{other.id}").status == 204

    def appoint(self, event: dict[str, Any], moderator: "Person") -> None:
        """Give a follower the rights of a moderator."""
        moderator.follow(self)
        assert self.put(f"/events/{event['id']}/moderators/{moderator.id}").status == 204

    def finds(self, **filters: Any) -> list[str]:
        """The ids of the events that a search gives, by start."""
        answer = self.get("/events", **filters)
        assert answer.status == 200, answer.body
        return [each["id"] for each in answer.body["items"]]

    def sees(self, event: dict[str, Any]) -> dict[str, Any]:
        """The event as this person sees it."""
        answer = self.get(f"/events/{event['id']}")
        assert answer.status == 200, answer.body
        found: dict[str, Any] = answer.body
        return found


class World:
    """Makes people, and seats full or nearly."""

    def __init__(self, api: Handler) -> None:
        self.api = api
        self.nobody = Caller(api)

    def person(self, name: str) -> Person:
        """Somebody who has a profile."""
        person = Person(self.api, name)
        assert person.get("/me").status == 200
        return person

    def people(self, number: int) -> list[Person]:
        """A crowd."""
        return [self.person(f"Guest{place}") for place in range(number)]

    def follower(self, host: Person, name: str = "Fedor") -> Person:
        """Somebody who follows the host."""
        person = self.person(name)
        person.follow(host)
        return person

    def confirmed(self, event: dict[str, Any], host: Person, name: str = "Clara") -> Person:
        """A guest with a seat."""
        person = self.person(name)
        assert person.ask(event).status == 201
        if event["approval"] == "manual":
            assert host.act("approve", event, person).status == 200
        assert person.booking(event)["status"] == "confirmed"
        return person


def event_body(**changes: Any) -> dict[str, Any]:
    """The fields of a new event in three days, with what the test wants otherwise (None: left out)."""
    body = {
        "film_id": "solaris-1972",
        "place": {
            "kind": "home",
            "city": "Москва",
            "area": "Арбат",
            "address": "Арбат, 1, кв. 5",
            "latitude": 55.7522,
            "longitude": 37.5912,
        },
        "starts_at": at(days=3),
        "time_zone": "Europe/Moscow",
        "capacity": 5,
        **changes,
    }
    return {key: value for key, value in body.items() if value is not None}


def at(**ahead: float) -> str:
    """An instant from now on, RFC 3339."""
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(**ahead)
    return moment.isoformat().replace("+00:00", "Z")
