"""Telegram's Bot API, https://core.telegram.org/bots/api (7.x): `sendMessage`."""

from typing import Any

from seance.channels.calling import post
from seance.channels.model import Post, telegram_trouble
from seance.cloud.config import settings
from seance.cloud.sealing import shared_secret


def send(connection: dict[str, Any], message: Post) -> None:
    """Plain text to the chat: with no markup there is nothing to escape. Raises `Trouble`."""
    token = shared_secret(settings().telegram_token_secret_arn)
    answer = post(
        f"{settings().telegram_api_url}/bot{token}/sendMessage",
        {"chat_id": connection["chat_id"], "text": message.whole},
    )
    if trouble := telegram_trouble(answer):
        raise trouble
