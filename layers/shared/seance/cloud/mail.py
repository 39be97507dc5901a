"""E-mail through SES."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from seance.cloud.config import settings

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import MessageTypeDef


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail; `media_type` with its parameters, at most 78 characters (SES)."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, in text and HTML. SES puts the parts together, so no text becomes a header."""

    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


@lru_cache(maxsize=1)
def _client() -> "SESV2Client":
    import boto3

    return boto3.client("sesv2")


def send(mail: Mail) -> None:
    """Send it in UTF-8 to its one address."""
    message: MessageTypeDef = {
        "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
        "Body": {
            "Text": {"Data": mail.text, "Charset": "UTF-8"},
            "Html": {"Data": mail.html, "Charset": "UTF-8"},
        },
        "Headers": [{"Name": name, "Value": value} for name, value in mail.headers.items()],
    }
    if mail.attachments:
        message["Attachments"] = [
            {
                "FileName": each.name,
                "ContentType": each.media_type,
                "ContentTransferEncoding": "BASE64",
                "RawContent": each.content,
            }
            for each in mail.attachments
        ]
    _client().send_email(
        FromEmailAddress=settings().mail_from,
        Destination={"ToAddresses": [mail.to]},
        Content={"Simple": message},
    )
