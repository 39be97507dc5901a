"""A flow for every operation and every consumer: what the sweep disturbs.

`{names}` in paths and bodies are those of `build`. An operation's flow is a request; a consumer's is
the first call of its function, whose event has these words, that follows from a request.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.browsers import Browser
from tests.faults.stage import Stage

Body = dict[str, Any]


def with_ids(text: str, stage: Stage) -> str:
    """`<names>` are ids of the stage."""
    return re.sub(r"<(\w+)>", lambda found: stage.names[found.group(1)], text)


@dataclass(frozen=True)
class Flow:
    """One request: who asks, and what stands for the path's parameters."""

    operation: str
    who: str
    names: Body = field(default_factory=dict)
    body: Any = None
    query: Body = field(default_factory=dict)

    def path(self, stage: Stage) -> str:
        """With the ids of the stage."""
        path = self.operation.partition(" ")[2]
        for name, value in self.names.items():
            path = path.replace(f"{{{name}}}", str(stage.names.get(value, value)))
        assert "{" not in path, path
        return path

    def filled(self, stage: Stage) -> Any:
        """The body with the ids of the stage."""
        return json.loads(with_ids(json.dumps(self.body, ensure_ascii=False), stage))


def _flow(operation: str, who: str, body: Any = None, **names: str) -> Flow:
    return Flow(operation, who, names, body)


NEW = {
    "film_id": "solaris-1972",
    "place": {"kind": "home", "city": "Москва", "address": "Арбат, 1"},
    "starts_at": "<soon>",
    "time_zone": "Europe/Moscow",
    "capacity": 5,
}
EVENT = "/api/v1/events/{event_id}"
BOOKING = f"{EVENT}/bookings/{{guest_id}}"
ME = "/api/v1/me"
PROGRAMME = "/api/v1/programmes/{programme_id}"
VOTE = "/api/v1/proposals/{proposal_id}"
RESOLVE = "POST /api/v1/operator/reports/{case_id}/resolve"
PUBLIC = {"kind": "other", "city": "Казань", "address": "Кремль", "show_address": True}
PHONE = Browser("phone").subscription
FLOWS = (
    _flow("POST /api/v1/events", "anna", NEW),
    _flow("POST /api/v1/events", "anna", {**NEW, "visibility": "followers"}),
    _flow(f"PATCH {EVENT}", "anna", {"title": "Иначе", "place": PUBLIC}, event_id="manual"),
    _flow(f"PATCH {EVENT}", "anna", {"starts_at": "<later>"}, event_id="manual"),
    _flow(f"PATCH {EVENT}", "anna", {"capacity": 3}, event_id="full"),
    _flow(f"PATCH {EVENT}", "anna", {"approval": "automatic"}, event_id="manual"),
    _flow(f"PATCH {EVENT}", "anna", {"visibility": "public"}, event_id="closed"),
    _flow(f"PATCH {EVENT}", "anna", {"visibility": "followers"}, event_id="manual"),
    _flow(f"DELETE {EVENT}", "anna", event_id="lone"),
    _flow(f"POST {EVENT}/cancel", "anna", {"reason": "Нет света"}, event_id="manual"),
    _flow(f"POST {EVENT}/restore", "anna", event_id="cancelled"),
    _flow(f"POST {EVENT}/announcements", "anna", {"text": "Вход со двора", "to": "everybody"}, event_id="manual"),
    _flow(f"POST {EVENT}/announcements", "anna", {"text": "Вход со двора", "to": "me"}, event_id="manual"),
    _flow(f"POST {EVENT}/share", "anna", {"channel": "vk"}, event_id="manual"),
    _flow(f"POST {EVENT}/bookings", "vera", {"message": "Можно?"}, event_id="manual"),
    _flow(f"POST {EVENT}/bookings", "vera", event_id="auto"),
    _flow(f"POST {EVENT}/bookings", "vera", event_id="full"),
    _flow(f"POST {EVENT}/bookings", "fedor", event_id="closed"),
    _flow(
        f"POST {EVENT}/bookings/decide", "anna", {"approve": ["<boris>"], "decline": ["<gleb>"]},
        event_id="manual",
    ),
    _flow(f"POST {EVENT}/invitations", "anna", {"guest_id": "<fedor>", "extra_seat": True}, event_id="full"),
    _flow(f"POST {BOOKING}/approve", "anna", event_id="manual", guest_id="boris"),
    _flow(f"POST {BOOKING}/decline", "dmitri", event_id="manual", guest_id="boris"),
    _flow(f"POST {BOOKING}/remove", "anna", event_id="full", guest_id="clara"),
    _flow(f"POST {BOOKING}/withdraw", "clara", event_id="full", guest_id="me"),
    _flow(f"POST {EVENT}/bookings", "vera", {"seats": 3, "companions": ["Оля"]}, event_id="parties"),
    _flow(f"PUT {EVENT}/bookings/me/seats", "boris", {"seats": 1}, event_id="parties"),
    _flow(f"POST {BOOKING}/withdraw", "boris", event_id="manual", guest_id="me"),
    _flow(f"POST {BOOKING}/accept", "fedor", event_id="manual", guest_id="me"),
    _flow(f"POST {BOOKING}/accept", "dmitri", event_id="full", guest_id="me"),
    _flow(f"POST {BOOKING}/refuse", "fedor", event_id="manual", guest_id="me"),
    _flow(f"POST {BOOKING}/revoke", "anna", event_id="manual", guest_id="fedor"),
    _flow(f"POST {BOOKING}/confirm", "clara", event_id="moved", guest_id="me"),
    _flow(f"POST {BOOKING}/confirm", "clara", {"instead_of": ["<held>"]}, event_id="crossed", guest_id="me"),
    _flow(f"PUT {EVENT}/moderators/{{user_id}}", "anna", event_id="full", user_id="dmitri"),
    _flow(f"DELETE {EVENT}/moderators/{{user_id}}", "anna", event_id="manual", user_id="dmitri"),
    _flow(f"POST {EVENT}/messages", "clara", {"text": "Кто несёт чай?"}, event_id="manual"),
    _flow(f"PATCH {EVENT}/messages/{{message_id}}", "clara", {"text": "Иду"}, event_id="manual", message_id="message"),
    _flow(f"DELETE {EVENT}/messages/{{message_id}}", "anna", event_id="manual", message_id="message"),
    _flow(f"PUT {EVENT}/reviews/{{subject_id}}", "anna", {"rating": 4}, event_id="ended", subject_id="clara"),
    _flow(f"PUT {EVENT}/reviews/{{subject_id}}", "boris", {"rating": 4}, event_id="ended", subject_id="anna"),
    _flow(f"DELETE {EVENT}/reviews/{{subject_id}}", "clara", event_id="ended", subject_id="anna"),
    _flow(f"GET {EVENT}", "clara", event_id="manual"),
    _flow(f"GET {EVENT}/bookings", "anna", event_id="manual"),
    _flow(f"GET {EVENT}/guests.csv", "anna", event_id="manual"),
    _flow(f"POST {EVENT}/invite-links", "anna", {"uses": 2, "skip_approval": True}, event_id="manual"),
    _flow(f"POST {EVENT}/invitations", "anna", {"email": "olga.b@example.org"}, event_id="manual"),
    _flow(f"GET {EVENT}/invite-links", "anna", event_id="manual"),
    _flow(f"DELETE {EVENT}/invite-links/{{link_id}}", "anna", event_id="manual", link_id="link_id"),
    _flow("POST /api/v1/invitations/redeem", "vera", {"token": "<invitation>"}),
    _flow("GET /i/{token}", "nobody", token="invitation"),
    _flow(f"GET {EVENT}/door", "anna", event_id="ended"),
    _flow(f"POST {EVENT}/check-in", "anna", {"code": "<ticket>"}, event_id="ended"),
    _flow(f"PUT {EVENT}/attendance/{{guest_id}}", "anna", {"came": False}, event_id="ended", guest_id="boris"),
    _flow("GET /api/v1/public/tickets/{file}", "nobody", file="0K3F2-9TQXA.svg"),
    _flow(f"GET {BOOKING}", "clara", event_id="manual", guest_id="me"),
    _flow(f"GET {EVENT}/calendar.ics", "clara", event_id="manual"),
    _flow(f"GET {EVENT}/messages", "clara", event_id="manual"),
    _flow(f"GET {EVENT}/moderators", "anna", event_id="manual"),
    _flow(f"GET {EVENT}/reviews", "anna", event_id="ended"),
    _flow("GET /api/v1/events", "fedor"),
    _flow("GET /events/{event_id}", "nobody", event_id="auto"),
    _flow("GET /api/v1/public/events/{event_id}", "nobody", event_id="auto"),
    _flow("GET /api/v1/public/events/{event_id}/cards/{file}", "nobody", event_id="auto", file="1.png"),
    Flow("GET /api/v1/public/events", "nobody", query={"query": "Солярис"}),
    Flow("GET /api/v1/public/cities", "nobody", query={"query": "Мос"}),
    _flow("GET /api/v1/public/cities/{city_id}/calendar.ics", "nobody", city_id="moscow"),
    _flow("GET /api/v1/public/users/{user_id}/calendar.ics", "nobody", user_id="anna"),
    _flow("GET /s/{code}", "nobody", code="code"),
    Flow("GET /api/v1/public/films", "nobody", query={"query": "Солярис"}),
    _flow("GET /api/v1/public/films/{film_id}", "nobody", film_id="solaris-1972"),
    _flow("GET /api/v1/public/shelves", "nobody"),
    _flow("GET /api/v1/public/push-key", "nobody"),
    _flow("POST /api/v1/proposals", "anna", {
        **{name: value for name, value in NEW.items() if name not in ("film_id", "starts_at")},
        "film_ids": ["solaris-1972", "alien-1979"], "times": ["<soon>", "<later>"], "ask": ["<fedor>"],
    }),
    _flow(f"GET {VOTE}", "fedor", proposal_id="proposal"),
    _flow(f"PUT {VOTE}/vote", "fedor", {"film_ids": ["solaris-1972"], "times": ["<voted>"]}, proposal_id="proposal"),
    _flow(f"POST {VOTE}/fix", "anna", {"film_id": "solaris-1972", "starts_at": "<voted>"}, proposal_id="proposal"),
    _flow(f"POST {VOTE}/cancel", "anna", proposal_id="proposal"),
    _flow(f"GET {ME}/proposals", "anna"),
    _flow(f"PUT {ME}/wishes/{{film_id}}", "fedor", {"city_id": "moscow", "note": "По выходным"}, film_id="solaris-1972"),
    _flow(f"PUT {ME}/wishes/{{film_id}}", "gleb", {"city_id": "kazan"}, film_id="solaris-1972"),
    _flow(f"DELETE {ME}/wishes/{{film_id}}", "gleb", film_id="solaris-1972"),
    _flow(f"GET {ME}/wishes", "gleb"),
    _flow("GET /api/v1/films/{film_id}/wishes", "fedor", film_id="solaris-1972"),
    _flow(f"POST {ME}/searches", "olga", {"query": "Тарковский", "city_id": "moscow"}),
    _flow(f"GET {ME}/searches", "olga"),
    _flow(f"DELETE {ME}/searches/{{search_id}}", "olga", search_id="search"),
    _flow("POST /api/v1/reports", "vera", {"kind": "event", "id": "<manual>", "reason": "spam", "text": "Реклама"}),
    _flow("POST /api/v1/reports", "boris", {"kind": "user", "id": "<anna>", "reason": "other"}),
    _flow("GET /api/v1/operator/reports", "zoya"),
    _flow(RESOLVE, "zoya", {"action": "suspend", "note": "Мошенник"}, case_id="case"),
    _flow(RESOLVE, "zoya", {"action": "hide", "note": "Грубо"}, case_id="rude"),
    _flow("POST /api/v1/programmes", "anna", {
        "title": "Вечера", "events": [NEW, {**NEW, "starts_at": "<later>", "visibility": "followers"}],
    }),
    _flow(f"GET {PROGRAMME}", "fedor", programme_id="programme"),
    _flow(f"POST {PROGRAMME}/bookings", "fedor", {"message": "На все"}, programme_id="programme"),
    _flow("GET /api/v1/films", "anna"),
    _flow("GET /api/v1/films/{film_id}", "anna", film_id="solaris-1972"),
    _flow("GET /api/v1/health", "nobody"),
    _flow("GET /api/openapi", "nobody"),
    _flow("GET /api/openapi.json", "nobody"),
    _flow("GET /api/v1/calendars/{file}", "nobody", file="feed"),
    _flow("GET /api/v1/unsubscribe/{token}", "nobody", token="unsubscribe"),
    _flow("POST /api/v1/unsubscribe/{token}", "nobody", token="unsubscribe"),
    _flow("POST /api/v1/unsubscribe/{token}", "nobody", token="uninvite"),
    _flow("GET /api/v1/users/{user_id}", "vera", user_id="anna"),
    _flow("GET /api/v1/users/{user_id}/events", "vera", user_id="anna"),
    _flow("GET /api/v1/users/{user_id}/followers", "anna", user_id="anna"),
    _flow("GET /api/v1/users/{user_id}/reviews", "vera", user_id="anna"),
    _flow("POST /api/v1/public/telegram", "nobody", {
        "update_id": 1,
        "my_chat_member": {"chat": {"id": 70}, "new_chat_member": {"status": "kicked"}},
    }),
    _flow("POST /api/v1/public/telegram", "nobody", {
        "update_id": 2,
        "message": {"chat": {"id": 72}, "from": {"language_code": "ru"}, "text": "/start <start>"},
    }),
    _flow("POST /api/v1/public/telegram", "nobody", {
        "update_id": 3,
        "callback_query": {
            "id": "1", "from": {"id": 70}, "data": "yes:<asked>",
            "message": {"message_id": 5, "chat": {"id": 70}},
        },
    }),
    _flow(f"GET {ME}", "anna"),
    _flow(f"GET {ME}", "newcomer"),
    _flow(f"PATCH {ME}", "anna", {"name": "Анна К.", "city": "Тула"}),
    _flow(f"DELETE {ME}", "clara"),
    _flow(f"GET {ME}/export", "clara"),
    _flow(f"GET {ME}/events", "anna"),
    _flow(f"GET {ME}/bookings", "clara"),
    _flow(f"GET {ME}/schedule", "clara"),
    _flow(f"GET {ME}/blocked", "anna"),
    _flow(f"GET {ME}/following", "fedor"),
    _flow(f"GET {ME}/notices", "anna"),
    _flow(f"GET {ME}/reminders", "clara"),
    _flow(f"GET {ME}/notice-settings", "anna"),
    _flow(f"PUT {ME}/notice-settings", "anna", {
        "channels": {"email": True, "telegram": False, "vk": False},
        "muted": ["reminder_day"], "language": "en",
    }),
    _flow(f"POST {ME}/notices/read", "anna", {"until": "<later>"}),
    _flow(f"DELETE {ME}/reminders/{{event_id}}/{{which}}", "clara", event_id="manual", which="day"),
    _flow(f"PUT {ME}/reminders/{{event_id}}/{{which}}", "clara", event_id="full", which="day"),
    _flow(f"POST {ME}/calendar", "anna"),
    _flow(f"POST {ME}/live", "anna"),
    _flow(f"PUT {ME}/connections/email", "anna"),
    _flow(f"PUT {ME}/connections/telegram", "vera", {"chat_id": 71}),
    _flow(f"POST {ME}/connections/telegram", "vera"),
    _flow(f"PUT {ME}/connections/vk", "vera", {"owner_id": 7, "access_token": "vk1.a.token"}),
    _flow(f"PUT {ME}/connections/push", "vera", PHONE),
    _flow(f"PUT {ME}/connections/push", "anna", PHONE),
    _flow(f"DELETE {ME}/connections/{{channel}}", "anna", channel="push"),
    _flow(f"DELETE {ME}/connections/{{channel}}", "anna", channel="telegram"),
    _flow(f"PUT {ME}/blocked/{{user_id}}", "anna", user_id="fedor"),
    _flow(f"PUT {ME}/blocked/{{user_id}}", "clara", user_id="anna"),
    _flow(f"DELETE {ME}/blocked/{{user_id}}", "anna", user_id="zoya"),
    _flow(f"PUT {ME}/following/{{user_id}}", "vera", user_id="anna"),
    _flow(f"DELETE {ME}/following/{{user_id}}", "fedor", user_id="anna"),
)  # fmt: skip


@dataclass(frozen=True)
class Consumption:
    """A call of a consumer: which request it follows from, and words of its event.

    Of a schedule instead: the event's name and which, and how many days later it fires. `nightly`:
    after the request, the next night. `says`: on a live connection, who, on which route, and what.
    `returned`: whose mail came back.
    """

    function: str  # as the template names it
    cause: Flow | None = None
    words: tuple[str, ...] = ()
    schedule: tuple[str, str] | None = None
    days: float = 0
    nightly: bool = False
    says: tuple[str, str, str] | None = None
    returned: str | None = None


def _of(operation: str, place: int = 0) -> Flow:
    return [each for each in FLOWS if each.operation == operation][place]


ANNOUNCED, FOR_FOLLOWERS = _of("POST /api/v1/events"), _of("POST /api/v1/events", 1)
EDITED, MOVED, ROOMIER = (_of(f"PATCH {EVENT}", place) for place in range(3))
CLOSED = _of(f"PATCH {EVENT}", 5)
APPROVED, WITHDRAWN = _of(f"POST {BOOKING}/approve"), _of(f"POST {BOOKING}/withdraw")
CANCELLED, LEFT = _of(f"POST {EVENT}/cancel"), _of(f"DELETE {ME}")
SHARED, WRITTEN = _of(f"POST {EVENT}/share"), _of(f"POST {EVENT}/messages")
REVIEWED, BLOCKED = _of(f"PUT {EVENT}/reviews/{{subject_id}}"), _of(f"PUT {ME}/blocked/{{user_id}}")
MAILED = _of(f"POST {EVENT}/invitations", 1)
SAID = _of(f"POST {EVENT}/announcements")
PROPOSED = _of("POST /api/v1/proposals")
WISHED = _of(f"PUT {ME}/wishes/{{film_id}}")
SUSPENDED, HIDDEN = _of(RESOLVE), _of(RESOLVE, 1)
PLANNED = _of("POST /api/v1/programmes")
VOTED, FIXED = _of(f"PUT {VOTE}/vote"), _of(f"POST {VOTE}/fix")
CONSUMPTIONS = (
    *(Consumption("TellOfChanges", cause) for cause in (ANNOUNCED, APPROVED, REVIEWED, PROPOSED)),
    *(Consumption("TellOfChanges", cause, ('"told"',)) for cause in (EDITED, CANCELLED)),
    *(
        Consumption("FollowUp", cause)
        for cause in (ANNOUNCED, MOVED, WITHDRAWN, CANCELLED, LEFT, BLOCKED)
    ),
    Consumption("FollowUp", _of(f"PUT {EVENT}/reviews/{{subject_id}}", 1)),
    Consumption("NotifyAudience", FOR_FOLLOWERS, ("event_announced",)),
    Consumption("NotifyAudience", PLANNED, ("event_announced",)),
    Consumption("RefreshCopies", PLANNED, ("followers",)),
    Consumption("NotifyAudience", APPROVED, ("booking_approved",)),
    Consumption("NotifyAudience", CANCELLED, ("event_cancelled",)),
    Consumption("NotifyAudience", EDITED, ("event_changed",)),
    *(Consumption("NotifyAudience", each, ("proposal_",)) for each in (PROPOSED, VOTED, FIXED)),
    Consumption("FollowUp", WISHED),
    Consumption("NotifyAudience", ANNOUNCED, ("wish_announced",)),
    Consumption("NotifyAudience", ANNOUNCED, ("search_match",)),
    *(Consumption(each, SUSPENDED, ('"case"',)) for each in ("TellOfChanges", "FollowUp")),
    Consumption("NotifyAudience", SUSPENDED, ("report_resolved",)),
    *(Consumption("RemoveAccount", each, ("case_id",)) for each in (SUSPENDED, HIDDEN)),
    Consumption("DeliverNotices", APPROVED, ('"notice"',)),
    Consumption("DeliverNotices", SHARED, ('"share"',)),
    Consumption("DeliverNotices", SAID, ('"announcement"',)),
    Consumption("NotifyAudience", SAID, ("host_message",)),
    Consumption("PushNews", APPROVED, ('"notice"',)),
    Consumption("PushNews", WRITTEN, ('"chat_change"',)),
    Consumption("PushNews", WITHDRAWN, ('"live_seats"',)),
    Consumption("SendEmail", APPROVED),
    Consumption("DeliverNotices", MAILED, ('"mailed_invitation"',)),
    Consumption("SendEmail", MAILED, ("invited_to",)),
    Consumption("DisconnectEmail", returned="boris"),
    Consumption("SendTelegram", _of(f"POST {EVENT}/bookings")),
    Consumption("SendTelegram", _of("POST /api/v1/public/telegram", 2), ("press",)),
    Consumption("SendVk", SHARED),
    Consumption("SendPush", _of(f"POST {EVENT}/bookings")),
    Consumption("SendPush", _of(f"POST {EVENT}/bookings"), ("device",)),
    Consumption("TellChange", EDITED),
    Consumption("PromoteGuests", WITHDRAWN),
    Consumption("PromoteGuests", ROOMIER),
    Consumption("RefreshCopies", MOVED, ("event_id",)),
    Consumption("RefreshCopies", CLOSED, ("followers",)),
    Consumption("RefreshCopies", ANNOUNCED, ("words",)),
    Consumption("RefreshCopies", MOVED, ("words",)),
    Consumption("RefreshCopies", _of(f"PUT {ME}/following/{{user_id}}"), ("follower_id",)),
    Consumption("RefreshCopies", FIXED, ("proposal_id",)),
    Consumption("RefreshCopies", _of(f"PATCH {ME}"), ("user_id",)),
    Consumption("RefreshCopies", schedule=("ended", "reviews"), days=15),
    Consumption("RefreshCopies", schedule=("calm", "calm"), days=2),
    Consumption("RefreshCopies", schedule=("calm", "calm")),
    Consumption("DeliverNotices", ANNOUNCED, ("search_match",)),
    Consumption("RemoveAccount", LEFT),
    Consumption("RemindGuests", schedule=("manual", "day")),
    Consumption("RemindGuests", schedule=("full", "hour")),
    Consumption("FinishEvent", schedule=("ended", "finish")),
    Consumption("ReconcileChanges", APPROVED, nightly=True),
    Consumption(
        "Converse", says=("anna", "$default", '{"action": "subscribe", "event_id": "<full>"}')
    ),
    Consumption(
        "Converse", says=("clara", "$default", '{"action": "unsubscribe", "event_id": "<manual>"}')
    ),
    Consumption("Converse", says=("clara", "$disconnect", "")),
)
