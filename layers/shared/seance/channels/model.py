"""What the services' answers mean, and what fits into one of their messages. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus
from typing import Any, Literal, get_args

from seance.bookings.model import Action
from seance.errors import EventStarted, Forbidden, WrongStatus
from seance.events.model import Event

Channel = Literal["telegram", "vk", "push"]
Wall = Literal["telegram", "vk"]  # where events are posted
CHANNELS: tuple[Channel, ...] = get_args(Channel)
LONGEST = 4096  # characters of a message: sendMessage of the Bot API, messages.send of VK's
# M40: what is answered by a button under a notice of this kind, and what an answer does to the booking.
BUTTONS: Mapping[str, Mapping[str, Action]] = {
    "booking_requested": {"yes": "approve", "no": "decline"},
    "invited": {"yes": "accept", "no": "refuse"},
    "booking_moved": {"yes": "confirm", "no": "withdraw"},
}
FLOOD_SECONDS = 60.0  # VK names no time for its flood control
QUOTA_SECONDS = 900.0  # VK's "rate limit reached": some method's quota of the hour or day


class Trouble(Exception):
    """A message did not go out; the text names no secret and no address."""


class Unreached(Trouble):
    """It did not arrive: sending it again is safe."""


class Unsure(Trouble):
    """Nobody knows whether it arrived."""


class Rejected(Trouble):
    """The service refuses it for a reason that is ours."""


class Closed(Trouble):
    """The service takes no more messages over this connection: the user has to connect anew."""


class Later(Trouble):
    """The service asks to wait so many seconds."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = max(0.0, seconds)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said; `body` is empty where it was no JSON object."""

    status: int
    body: Mapping[str, Any]
    retry_after: float | None = None


# Source: the errors of the Bot API name no codes of their own, only texts; these were collected in
# https://github.com/TelegramBotAPI/errors. Each means that this chat takes no message from this bot.
CHAT_IS_CLOSED = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "group chat was deactivated",
    "group chat was upgraded",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights",
    "need administrator rights",
)


def telegram_trouble(answer: Answer) -> Trouble | None:
    """Nothing where the message arrived. Source: core.telegram.org/bots/api, "Making requests"."""
    status, said = answer.status, str(answer.body.get("description", "")).lower()
    if status == HTTPStatus.OK and answer.body.get("ok"):
        return None
    reason = f"Telegram answered {status}"
    if trouble := passing_trouble(answer, reason):
        return trouble
    refused = status == HTTPStatus.BAD_REQUEST and any(each in said for each in CHAT_IS_CLOSED)
    return Closed(reason) if status == HTTPStatus.FORBIDDEN or refused else Rejected(reason)


# Source: dev.vk.com/reference/errors, and VKCOM/vk-api-schema, errors.json.
PASSES = {1, 10}  # unknown error, internal server error
WAITS = {6: 1.0, 9: FLOOD_SECONDS, 29: QUOTA_SECONDS}  # too fast, flood control, rate limit
TOKEN_IS_VOID = {5, 7, 15, 17, 27}  # not authorised, no permission, no access, to be validated
USER_IS_CLOSED = {18, 900, 901, 902}  # deleted, blacklisted, not permitted, by privacy settings


def vk_trouble(answer: Answer, *, own_token: bool) -> Trouble | None:
    """Nothing where the message arrived; VK answers most errors with status 200.

    `own_token`: the request went with the user's token, not with that of Seance's community.
    """
    error = answer.body.get("error") or {}
    code = error.get("error_code")
    reason = f"VK answered {answer.status}, error {code}"
    if trouble := passing_trouble(answer, reason):
        return trouble
    if code is None:
        return None if "response" in answer.body else Rejected(reason)
    if code in WAITS:
        return Later(reason, WAITS[code])
    if code in PASSES:
        return Unreached(reason)
    closed = code in USER_IS_CLOSED or (own_token and code in TOKEN_IS_VOID)
    return Closed(reason) if closed else Rejected(reason)


def passing_trouble(answer: Answer, reason: str) -> Trouble | None:
    """What HTTP itself says: too many requests, a fault of the service, an answer lost on its way."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        parameters = answer.body.get("parameters") or {}
        return Later(reason, float(parameters.get("retry_after") or answer.retry_after or 1))
    if answer.status in (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT):
        return Unsure(reason)
    return Unreached(reason) if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR else None


@dataclass(frozen=True, slots=True)
class Post:
    """One message on its way out. `identity` is the same at every delivery.

    A `shared` one is for all who read the host's chat or wall, any other for the user alone. Of its
    `buttons` each has its words and what comes back when it is pressed. `kind` is a notice's.
    """

    identity: str
    text: str
    link: str
    shared: bool = False
    buttons: tuple[tuple[str, str], ...] = ()
    kind: str = ""

    @property
    def whole(self) -> str:
        """Text and link; the text is cut where both are too long."""
        return f"{shortened(self.text, LONGEST - length(self.link) - 2)}\n\n{self.link}"

    @property
    def number(self) -> int:
        """1 to 2³¹ − 1, made from the identity: VK's `random_id`, by which it sends once."""
        made = int.from_bytes(blake2b(self.identity.encode(), digest_size=4).digest())
        return made % (2**31 - 1) + 1


def length(text: str) -> int:
    """In UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """At most so many units, with … where something was cut."""
    if length(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", errors="ignore")
    return f"{kept.rstrip()}…"


def check_shareable(event: Event, user_id: str, now: datetime) -> None:
    """M6: the host posts an own event, while one can still come."""
    if user_id != event.host_id:
        raise Forbidden("Only the host posts an event.")
    if event.status == "cancelled":
        raise WrongStatus("A cancelled event is not posted.", next_step="restore")
    if now >= event.starts_at:
        raise EventStarted
