"""Telegram's Bot API, https://core.telegram.org/bots/api (7.x): `sendMessage`, `editMessageText`."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from seance.channels.model import Post, Rejected, telegram_trouble
from seance.channels.transport import insist, post
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret


def prepare(connection: dict[str, Any], message: Post) -> Callable[[], int]:
    """What sends it: plain text to the chat, for with no markup there is nothing to escape.

    It answers with the message's number there, and raises `Trouble`. There is no number by which Telegram would send once.
    """
    chat_id = connection["chat_id"]
    fields: dict[str, Any] = {"chat_id": chat_id, "text": message.whole}
    if message.buttons and is_private(chat_id):
        row = [{"text": words, "callback_data": data} for words, data in message.buttons]
        fields["reply_markup"] = json.dumps({"inline_keyboard": [row]}, ensure_ascii=False)
    return _call("sendMessage", fields)


def is_private(chat_id: object) -> bool:
    """Whether it is one person's: groups have numbers below 0, channels these or names."""
    return isinstance(chat_id, int) and chat_id > 0


def edit(connection: dict[str, Any], message_id: int, text: str) -> None:
    """Have a message say this, without buttons. It raises `Trouble`; one that is gone or says so already stays."""
    fields = {"chat_id": connection["chat_id"], "message_id": message_id, "text": text}
    with suppress(Rejected):
        insist(_call("editMessageText", fields), again_when_unsure=True)


def _call(method: str, fields: dict[str, Any]) -> Callable[[], int]:
    token = shared_secret(settings().telegram_token_secret_arn)
    url = f"{settings().telegram_api_url}/bot{token}/{method}"

    def say() -> int:
        answer = post(url, fields)
        if trouble := telegram_trouble(answer):
            raise trouble
        return int((answer.body.get("result") or {}).get("message_id", 0))

    return say
