"""E-mail through SES."""

from functools import lru_cache
from typing import TYPE_CHECKING

from seance.cloud.config import settings

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


@lru_cache(maxsize=1)
def _client() -> "SESV2Client":
    import boto3

    return boto3.client("sesv2")


def send(to: str, subject: str, text: str) -> None:
    """Send a plain text in UTF-8 to one address."""
    _client().send_email(
        FromEmailAddress=settings().mail_from,
        Destination={"ToAddresses": [to]},
        Content={
            "Simple": {
                "Subject": {"Data": subject, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": text, "Charset": "UTF-8"}},
            }
        },
    )
