"""Messages as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import Path

from seance.chat.model import Message
from seance.people.model import Profile
from seance.people.schemas import PersonOut
from seance.web.answers import Out
from seance.web.fields import ULID_PATTERN, Body, ChatText

MessageId = Annotated[str, Path(pattern=ULID_PATTERN)]


class MessageIn(Body):
    """A text is trimmed; 1 to 2 000 characters are left."""

    text: ChatText


class MessageOut(Out):
    """One message."""

    id: str
    event_id: str
    author: PersonOut
    text: str
    created_at: datetime
    edited_at: datetime | None

    @classmethod
    def of(cls, message: Message, author: Profile) -> Self:
        """From the value."""
        return cls(
            id=message.id,
            event_id=message.event_id,
            author=PersonOut.of(author),
            text=message.text,
            created_at=message.created_at,
            edited_at=message.edited_at,
        )
