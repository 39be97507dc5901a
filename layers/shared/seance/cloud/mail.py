"""E-mail through SES, which has no number by which it would send a mail once: so one try a mail."""

import random
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError, HTTPClientError
from botocore.parsers import ResponseParserError

from seance.cloud import clients
from seance.cloud.config import settings
from seance.cloud.queues import MAXIMUM_DELAY_SECONDS

LOST_BEHIND_A_GATEWAY = (502, 504)
TOO_MANY = 429
FIRST_PAUSE_SECONDS = 5
THROTTLED = ("TooManyRequestsException", "LimitExceededException", "ThrottlingException")

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import MessageTypeDef, SendEmailRequestTypeDef


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail; `media_type` with its parameters, at most 78 characters (SES)."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, in text and HTML. SES puts the parts together, so no text becomes a header.

    SES hands `tags` back with what becomes of the mail. Names and values are of A-Z, a-z, 0-9, `_` and `-`, 256 at
    most (MessageTag in the SES API v2 reference).
    """

    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


class LostAnswerError(Exception):
    """Nobody knows whether SES took it."""


class ThrottledError(Exception):
    """SES takes no more for now: the rate a second, or the quota of the day, is used up. The mail did not go out."""


def pause(waits: int) -> int:
    """For how many seconds to wait for SES the so many-th time: longer each time, and not all at once."""
    longest = min(MAXIMUM_DELAY_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(waits, 10))
    return round(random.uniform(longest / 2, longest))  # noqa: S311 # no secret


@lru_cache(maxsize=1)
def _client() -> "SESV2Client":
    made: SESV2Client = clients.client("sesv2", attempts=1)
    return made


def send(mail: Mail) -> None:
    """Send it in UTF-8 to its one address.

    Raises `LostAnswerError` where it may have gone out; after any other error it surely has not. `ThrottledError`
    stands for SES' `TooManyRequestsException` and `LimitExceededException`, and for every other 429. Source: "Errors" of
    SendEmail in the SES API v2 reference.
    """
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
    asked: SendEmailRequestTypeDef = {
        "FromEmailAddress": settings().mail_from,
        "Destination": {"ToAddresses": [mail.to]},
        "Content": {"Simple": message},
        "EmailTags": [{"Name": name, "Value": value} for name, value in mail.tags.items()],
    }
    if configuration := settings().mail_configuration_set:
        asked["ConfigurationSetName"] = configuration
    try:
        _client().send_email(**asked)
    except (HTTPClientError, ResponseParserError) as error:  # a connection that never stood is none
        raise LostAnswerError(type(error).__name__) from error
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in LOST_BEHIND_A_GATEWAY:
            raise LostAnswerError(str(error.response["Error"].get("Code"))) from error
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == TOO_MANY or (
            error.response["Error"].get("Code") in THROTTLED
        ):
            raise ThrottledError(str(error.response["Error"].get("Code"))) from error
        raise


def forget_suppression(address: str) -> None:
    """Have SES send to an address again to which it stopped by itself, after a bounce or a complaint.

    Nothing happens where it did not. Raises botocore's errors: one such request a second is taken in an account.
    Source: DeleteSuppressedDestination and "Service quotas" of SES.
    """
    try:
        _client().delete_suppressed_destination(EmailAddress=address)
    except _client().exceptions.NotFoundException:
        return
