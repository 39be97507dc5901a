"""Telegram's Bot API, https://core.telegram.org/bots/api (7.x): `sendMessage`."""

from collections.abc import Callable
from typing import Any

from seance.channels.model import Post, telegram_trouble
from seance.channels.transport import post
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret


def prepare(connection: dict[str, Any], message: Post) -> Callable[[], None]:
    """What sends it: plain text to the chat, for with no markup there is nothing to escape.

    It raises `Trouble`. There is no number by which Telegram would send once.
    """
    token = shared_secret(settings().telegram_token_secret_arn)
    url = f"{settings().telegram_api_url}/bot{token}/sendMessage"
    fields = {"chat_id": connection["chat_id"], "text": message.whole}

    def say() -> None:
        if trouble := telegram_trouble(post(url, fields)):
            raise trouble

    return say
