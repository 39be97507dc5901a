"""Our own two people, signed in, who call the public API as the page does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from seance.cloud import deadline, identity
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret

if TYPE_CHECKING:
    import httpx

ANSWER_SECONDS = 15.0  # functions may start cold
# SES' mailbox simulator takes mails as delivered, under any label, and counts them for no reputation. Source:
# https://docs.aws.amazon.com/ses/latest/DeveloperGuide/mailbox-simulator.html
ADDRESSES: Mapping[Literal["host", "guest"], str] = {
    "host": "success+seance-journey-host@simulator.amazonses.com",
    "guest": "success+seance-journey-guest@simulator.amazonses.com",
}


class Strayed(Exception):
    """A step of the journey did not end as it should; the text says which, and names nobody."""


@dataclass(frozen=True)
class Walker:
    """One of the two."""

    http: "httpx.Client"

    @cached_property
    def id(self) -> str:
        """As the API knows it. The first time ever it makes the profile."""
        return str(self.ask("GET", "/me")["id"])

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str | None = None,
        none_at: int | None = None,
    ) -> Any:
        """What the API answers, as JSON; nothing where that has no body, or with the status `none_at`.

        `key` is an Idempotency-Key. Raises `Strayed` where the API refuses, and httpx' errors where nothing answers.
        """
        answer = self.http.request(
            method,
            f"{settings().page_url}/api/v1{path}",
            json=body,
            headers={"Idempotency-Key": key} if key else None,
            timeout=deadline.within(ANSWER_SECONDS),
        )
        if answer.status_code == none_at or (answer.is_success and not answer.content):
            return None
        if not answer.is_success:
            raise Strayed(f"{method} {path} answered {answer.status_code}")
        return answer.json()


def connect(token: str) -> "httpx.Client":
    """A connection that shows this access token."""
    import httpx  # 140 ms that no other function of a schedule pays

    return httpx.Client(headers={"Authorization": f"Bearer {token}"})


def signed_in(who: Literal["host", "guest"]) -> Walker:
    """By a password of the installation's, which `make journey` has given both."""
    password = shared_secret(settings().journey_secret_arn)
    return Walker(connect(identity.access_token(ADDRESSES[who], password)))
