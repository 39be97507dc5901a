"""A host with an event, and somebody in each role, who once said what only some may read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from tests.access.table import EXISTS, ROLES
from tests.browsers import Browser
from tests.component.clock import Clock
from tests.component.gateway import Answer, Caller, Person, World, event_body
from tests.component.pump import Pump
from tests.memory.dynamo import Tables

Event = dict[str, Any]
SEATED = frozenset({"confirmed", "witness"})
HOST_SIDE = frozenset({"host", "moderator"})
INSIDE = HOST_SIDE | SEATED
HAD_A_SEAT = frozenset({"confirmed", "witness", "removed", "former"})
PLACE = {
    "kind": "home",
    "city": "Москва",
    "area": "Арбат",
    "name": "Qplace1",
    "address": "Qstreet1, 5",
    "url": "https://qlink1.example/",
    "latitude": 55.7512345,
    "longitude": 37.6154321,
}
EXACT = ("Qplace1", "Qstreet1", "qlink1", "55.75123", "37.61543")
VK_TOKEN = "qvktoken"
CHATS = {role: 770_000_000_001 + place for place, role in enumerate(ROLES)}


def name_of(role: str) -> str:
    """A name that stands in no other text."""
    return f"Qname{role}"


@dataclass
class Company:
    """Who is there; `canaries` are words that only some roles may read, by role."""

    world: World
    pump: Pump
    clock: Clock
    stored: Tables
    visibility: str
    people: dict[str, Person] = field(default_factory=dict)
    event: Event = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    canaries: dict[str, frozenset[str]] = field(default_factory=dict)
    feed: str = ""
    proposal: str = ""
    search: str = ""
    case: str = ""
    programme: str = ""
    ended: bool = False

    def __getitem__(self, role: str) -> Person:
        return self.people[role]

    def caller(self, role: str) -> Caller:
        """Who calls in this role."""
        return self.world.nobody if role == "nobody" else self.people[role]

    @property
    def seeing(self) -> frozenset[str]:
        """R6: for whom the event exists."""
        seers = frozenset(role for role in ROLES if self.visibility in EXISTS[role])
        return seers | {"witness"}

    def guard(self, word: str, *readers: str) -> str:
        """From here on nobody but these reads the word."""
        self.canaries[word] = frozenset(readers)
        return word

    def leaks(self, role: str, text: object, *, names: bool = True) -> list[str]:
        """The words in a text that the role may not read."""
        shown = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, default=str)
        return [
            word
            for word, readers in self.canaries.items()
            if role not in readers and word in shown and (names or not word.startswith("Qname"))
        ]

    def chat(self, role: str) -> int | None:
        """The chat on Telegram."""
        return CHATS.get(role)

    def settle(self) -> None:
        """Let everything follow."""
        self.pump.run()

    # --- how they came to be there ------------------------------------------------------------

    def gather(self) -> "Company":
        """Everybody in their role, before the event."""
        for role in (*ROLES[1:], "witness", "declined"):
            self.people[role] = self.world.person(name_of(role))
            self.guard(f"qname{role}@", role)
        everybody = frozenset(self.people) | {"nobody"}
        for role in (*ROLES[1:], "witness", "declined"):
            self.canaries[name_of(role)] = (
                everybody
                if role == "host"
                else HOST_SIDE | {role} | (SEATED if role in INSIDE | HAD_A_SEAT else frozenset())
            )
        host = self["host"]
        signed_in = everybody - {"nobody", "blocked"}
        about = self.guard("+7 900 555-0100", *signed_in)
        assert (
            host.patch(
                "/me",
                {
                    "about": f"Call {about}",
                    "avatar_url": "https://qface.example/",
                    "public_calendar": True,
                },
            ).status
            == 200
        )
        self.connect()
        once = self.seeing | HAD_A_SEAT | {"declined"}
        if self.visibility != "invite_only":
            once |= {"blocked"}  # was a follower when it was announced
        self.event = host.announce(
            title=self.guard("Qtitle1", *once),
            description=self.guard("Qdescription1", *self.seeing, *HAD_A_SEAT),
            place=PLACE,
            visibility=self.visibility,
        )
        for word in EXACT:
            self.guard(word, *INSIDE)
        for role in self.people.keys() - {"host", "stranger"}:
            self[role].follow(host)
        self.settle()
        assert (
            host.put(f"/events/{self.event['id']}/moderators/{self['moderator'].id}").status == 204
        )
        self.ask_for_seats()
        self.talk()
        for role in (
            "requested",
            "confirmed",
            "moderator",
            "removed",
            "former",
            "declined",
            "witness",
        ):
            self[role].unfollow(host)
        host.block(self["blocked"])
        self.propose()
        self.wait()
        self.report()
        self.plan()
        self.lose_seats()
        self.feed = host.post("/me/calendar").body["url"].rpartition("/")[2]
        self.guard(self.feed, "host")
        self.settle()
        return self

    def connect(self) -> None:
        """Messengers: what is secret is never read back, not even by who brought it."""
        self.guard(VK_TOKEN)
        for role, chat in CHATS.items():
            if role in self.people:
                assert self[role].put("/me/connections/telegram", {"chat_id": chat}).status == 204
                self.guard(str(chat))
        assert (
            self["host"]
            .put("/me/connections/vk", {"owner_id": 880_000_001, "access_token": VK_TOKEN})
            .status
            == 204
        )
        self.guard("880000001")

    def ask_for_seats(self) -> None:
        """Requests and invitations, with a word that is for the host side."""
        self.invite("invited")
        for role in ("requested", "confirmed", "removed", "former", "declined", "witness"):
            if self.visibility == "invite_only":
                self.invite(role)
                assert self[role].act("refuse", self.event).status == 200
            word = self.guard(f"Qasks-{role}", role, *HOST_SIDE)
            answer = self[role].post(f"/events/{self.event['id']}/bookings", {"message": word})
            assert answer.status == 201, answer.body
        for role in HAD_A_SEAT:
            self.decide("approve", role, by="moderator")
        self.decide("decline", "declined", by="host")

    def invite(self, role: str) -> None:
        """By the moderator, with a word for the guest."""
        word = self.guard(f"Qinvites-{role}", role, *HOST_SIDE)
        assert self["moderator"].invite(self.event, self[role], message=word).status == 201
        self.canaries[name_of("moderator")] |= {role}

    def decide(self, action: str, role: str, *, by: str) -> None:
        """With a reason for the guest alone."""
        word = self.guard(f"Q{action}-{role}", role, *HOST_SIDE)
        path = f"/events/{self.event['id']}/bookings/{self[role].id}/{action}"
        assert self[by].post(path, {"message": word}).status == 200
        self.canaries[name_of(by)] |= {role}

    def propose(self) -> None:
        """Films and times for the eyes of whom such an event would be for; who unfollowed is not among them."""
        readers = {
            "public": frozenset(self.people) - {"blocked"},
            "followers": frozenset({"host", "follower", "invited"}),
            "invite_only": frozenset({"host"}),
        }[self.visibility]
        asked = {
            "title": self.guard("Qproposal1", *readers),
            "film_ids": ["stalker-1979"],
            "times": ["2027-07-01T18:00:00Z"],
            "place": PLACE,
            "visibility": self.visibility,
            "time_zone": "Europe/Moscow",
            "capacity": 5,
        }
        answer = self["host"].post("/proposals", asked)
        assert answer.status == 201, answer.body
        self.proposal = answer.body["id"]

    def wait(self) -> None:
        """A wish and a saved search of the host's: why and as what is for nobody else."""
        wish = {"city_id": "moscow", "note": self.guard("Qwish1", "host")}
        assert self["host"].put("/me/wishes/stalker-1979", wish).status == 204
        kept = {"film_id": "stalker-1979", "name": self.guard("Qsearch1", "host")}
        answer = self["host"].post("/me/searches", kept)
        assert answer.status == 201, answer.body
        self.search = answer.body["id"]

    def report(self) -> None:
        """R24: the host is reported, and is not told by whom, nor of what."""
        from seance.reports import store

        said = self.guard("Qreport1", "witness")
        asked = {"kind": "user", "id": self["host"].id, "reason": "fraud", "text": said}
        assert self["witness"].post("/reports", asked).status == 202
        self.case = store.listed("open", 1, None)[0][0].id

    def plan(self) -> None:
        """A programme for the eyes of whom such events would be for."""
        readers = {
            "public": frozenset(self.people) | {"nobody"},
            "followers": frozenset({"host", "follower", "invited"}),
            "invite_only": frozenset({"host"}),
        }[self.visibility]
        asked = {
            "title": self.guard("Qprogramme1", *readers),
            "events": [
                event_body(
                    starts_at=f"2027-08-{day}T18:00:00Z", visibility=self.visibility, place=PLACE
                )
                for day in (10, 17)
            ],
        }
        answer = self["host"].post("/programmes", asked)
        assert answer.status == 201, answer.body
        self.programme = answer.body["id"]

    def talk(self) -> None:
        """A chat, in which also they spoke who are gone by now."""
        for role in ("host", *sorted(HAD_A_SEAT), "moderator"):
            word = self.guard(f"Qsays-{role}", role, *INSIDE)
            answer = self[role].post(f"/events/{self.event['id']}/messages", {"text": word})
            assert answer.status == 201, answer.body
            self.messages[role] = answer.body["id"]

    def lose_seats(self) -> None:
        """One is removed, one withdraws."""
        self.decide("remove", "removed", by="host")
        word = self.guard("Qwithdraws", "former", *HOST_SIDE)
        path = f"/events/{self.event['id']}/bookings/me/withdraw"
        assert self["former"].post(path, {"message": word}).status == 200

    def attend(self) -> "Company":
        """The event is over; one review waits for its answer, two have met."""
        self.clock.to(self.event["ends_at"])
        self.ended = True
        for author, subject, readers in (
            ("confirmed", "host", ("confirmed",)),
            ("witness", "host", self.seeing),
            ("host", "witness", self.seeing),
        ):
            word = self.guard(f"Qreviews-{author}-{subject}", *readers)
            path = f"/events/{self.event['id']}/reviews/{self[subject].id}"
            assert self[author].put(path, {"rating": 2, "text": word}).status == 201
        self.canaries[name_of("witness")] |= self.seeing  # signed what everybody reads
        self.settle()
        return self

    # --- one request --------------------------------------------------------------------------

    def call(self, role: str, method: str, path: str) -> Answer:
        """A request of the table by somebody in this role."""
        caller, base = self.caller(role), "/api/v1"
        path, _, query = path.partition("?")
        asked: dict[str, Any] = dict(parse_qsl(query))
        filled = self.fill(path)
        if filled.startswith("/page/"):
            base, filled = "", filled.removeprefix("/page")
        by_mail = asked.pop("by", None) == "mail"
        body = {"email": "somebody@example.org"} if by_mail else self.body(method, path, role)
        return caller.call(method, filled, body, base=base, **asked)

    def fill(self, path: str) -> str:
        """A path with what its names stand for."""
        values: Mapping[str, str] = {
            "{event_id}": self.event["id"],
            "{proposal_id}": self.proposal,
            "{search_id}": self.search,
            "{case_id}": self.case,
            "{programme_id}": self.programme,
            "{code}": self.event["short_url"].rpartition("/")[2],
            "{file}": self.feed,
            "{token}": unsubscribe_token(self["stranger"].id),
        }
        for name, value in values.items():
            path = path.replace(name, value)
        while "{" in path:
            before, _, rest = path.partition("{")
            named, _, after = rest.partition("}")
            name, _, value = named.partition("=")
            if name == "message_id":
                value = self.messages[value]
            elif value in self.people:
                value = self[value].id
            path = f"{before}{value}{after}"
        return path

    def body(self, method: str, path: str, role: str) -> Any:
        """What is sent with it."""
        if method not in {"POST", "PUT", "PATCH"}:
            return None
        end = path.rpartition("/")[2]
        if method == "PATCH":
            return {"{event_id}": {"capacity": 6}, "me": {"city": "Казань"}}.get(
                end, {"text": "Anew"}
            )
        if "/attendance/" in path:
            return {"came": True}
        if "/reviews/" in path:
            return {"rating": 4, "text": "As it was"}
        bodies: dict[str, Any] = {
            "messages": {"text": "Hello"},
            "decide": {"approve": [self["requested"].id]},
            "invitations": {"guest_id": self["follower"].id},
            "share": {"channel": "telegram"},
            "seats": {"seats": 1},
            "events": event_body(starts_at="2027-06-01T18:00:00Z"),
            "read": {"ids": []},
            "announcements": {"text": "Hello", "to": "everybody"},
            "searches": {"query": "Stalker"},
            "programmes": {
                "title": "Two evenings",
                "events": [event_body(starts_at=f"2027-09-{day}T18:00:00Z") for day in (10, 17)],
            },
            "invite-links": {"uses": 1},
            "redeem": {"token": "nothing"},
            "check-in": {"code": "00000-00000"},
            "proposals": {
                "film_ids": ["stalker-1979"],
                "times": ["2027-07-02T18:00:00Z"],
                "place": {"kind": "home", "city": "Казань"},
                "time_zone": "Europe/Moscow",
                "capacity": 5,
            },
            "reports": {"kind": "user", "id": self["host"].id, "reason": "spam"},
            "resolve": {"action": "dismiss", "note": "Fine"},
            "vote": {"film_ids": ["stalker-1979"], "times": ["2027-07-01T18:00:00Z"]},
            "fix": {"film_id": "stalker-1979", "starts_at": "2027-07-01T18:00:00Z"},
            "notice-settings": {"channels": {"email": True}, "muted": [], "language": "en"},
            "vk": {"owner_id": 1, "access_token": "t"},
            "push": Browser("qpush").subscription,
        }
        if end == "telegram":
            return (
                {"update_id": 1}
                if "public" in path
                else {"chat_id": 5}
                if method == "PUT"
                else None
            )
        return bodies.get(end)


def unsubscribe_token(user_id: str) -> str:
    """What stands in a mail to this user."""
    from seance.notices import unsubscribing

    return unsubscribing.url_for(user_id).rpartition("/")[2]
