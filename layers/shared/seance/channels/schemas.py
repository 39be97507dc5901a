"""Connections and posts as the API takes them. What is secret goes in and never comes out."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, StrictStr

from seance.channels.model import Wall
from seance.channels.push import is_of_a_push_service
from seance.channels.push_keys import unpacked
from seance.web.answers import Out
from seance.web.fields import Body, LongText

BIGGEST = 2**52  # Telegram: "at most 52 significant bits"
CHANNEL_NAME = r"^@[A-Za-z][A-Za-z0-9_]{3,31}$"


def _number(value: Any) -> Any:
    """Ids are copied as text, too."""
    digits = value.removeprefix("-") if isinstance(value, str) else ""
    return int(value) if digits.isascii() and digits.isdigit() and len(digits) < 17 else value


def _not_zero(value: int) -> int:
    if value == 0:
        raise ValueError("must not be 0")
    return value


Number = Annotated[
    StrictInt, Field(ge=-BIGGEST, le=BIGGEST), AfterValidator(_not_zero), BeforeValidator(_number)
]
ChatName = Annotated[StrictStr, Field(pattern=CHANNEL_NAME)]


class TelegramIn(Body):
    """A chat that the bot may write to: its number, or the name of a public channel."""

    chat_id: Number | ChatName


class VkIn(Body):
    """The wall that posts go to and who gets the messages (a community's is negative), with a token."""

    owner_id: Number
    access_token: Annotated[
        StrictStr, Field(min_length=1, max_length=1000, pattern=r"^[\x21-\x7e]+$")
    ]


def _bytes(number: int) -> Any:
    def check(value: str) -> str:
        if len(unpacked(value)) != number:  # what is no base64url is a ValueError, too
            raise ValueError(f"must be {number} bytes as base64url")
        return value

    return AfterValidator(check)


def _endpoint(value: str) -> str:
    if not is_of_a_push_service(value):
        raise ValueError("must be an address of a browser's push service")
    return value


Packed = Annotated[StrictStr, Field(max_length=100, pattern=r"^[A-Za-z0-9_-]+={0,2}$")]


class PushKeys(Body):
    """With which the server encrypts for the one browser (RFC 8291), as base64url."""

    p256dh: Annotated[Packed, _bytes(65)]
    auth: Annotated[Packed, _bytes(16)]


class PushIn(Body):
    """A browser's subscription, as `PushSubscription` of the Push API gives it."""

    endpoint: Annotated[StrictStr, Field(max_length=1000), AfterValidator(_endpoint)]
    keys: PushKeys


class PushGone(Body):
    """Which browser gets no more; its keys say nothing."""

    endpoint: Annotated[StrictStr, Field(max_length=1000)]
    keys: PushKeys | None = None


class PushKeyOut(Out):
    """What a browser subscribes with: `applicationServerKey`, base64url."""

    key: str


class StartOut(Out):
    """Opened in Telegram, this connects the chat; once, until then."""

    url: str
    expires_at: datetime


class ShareIn(Body):
    """Where to post, and the host's own words."""

    channel: Wall
    text: LongText = ""


class ShareOut(Out):
    """It will be posted."""

    id: str
    channel: Wall


class Chat(Out):
    """Of the Bot API, as far as it is read; the rest is passed over."""

    id: Annotated[int, Field(ge=-BIGGEST, le=BIGGEST)]


class Sender(Out):
    """Of the Bot API: in a private chat its id is the chat's, too."""

    id: int = 0
    language_code: str = ""


class Message(Out):
    """Of the Bot API; `from` is a word of Python's."""

    message_id: int = 0
    chat: Chat
    text: str = ""
    sender: Sender = Field(default_factory=Sender, alias="from")


class Member(Out):
    """Of the Bot API."""

    status: str


class MemberUpdate(Out):
    """Of the Bot API: what became of the bot in a chat."""

    chat: Chat
    new_chat_member: Member


class Press(Out):
    """Of the Bot API, `CallbackQuery`: a button was pressed, and what lay under it (64 bytes at most)."""

    id: str
    sender: Sender = Field(alias="from")
    message: Message | None = None
    data: str = ""


class Update(Out):
    """What Telegram tells the bot."""

    message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: MemberUpdate | None = None
