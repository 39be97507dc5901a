"""What Telegram tells the bot (M18): `/start <code>` connects a chat, being thrown out disconnects it.

Telegram proves itself with the secret of `setWebhook` and repeats what is not answered with 200;
everything here may come twice. An answer may carry a message, so nothing is called from here.
Source: core.telegram.org/bots/api, setWebhook and "Making requests when getting updates".
"""

from hmac import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, Header

from seance.channels import store
from seance.channels.disconnection import lose
from seance.channels.schemas import Message, Update
from seance.channels.setup import check_set_up
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret
from seance.errors import Forbidden
from seance.i18n import say
from seance.web.app import API, lambda_handler

router = APIRouter()
OUT = frozenset({"kicked", "left"})


@router.post(f"{API}/public/telegram", tags=["channels"])
async def hear_telegram(
    update: Update, x_telegram_bot_api_secret_token: Annotated[str, Header(max_length=256)] = ""
) -> dict[str, Any]:
    """For Telegram alone."""
    check_set_up("telegram")
    secret = shared_secret(settings().telegram_webhook_secret_arn)
    if not compare_digest(x_telegram_bot_api_secret_token.encode(), secret.encode()):
        raise Forbidden("Only Telegram speaks here.")
    member = update.my_chat_member
    if member and member.new_chat_member.status in OUT:
        for connection in store.of_chat(member.chat.id):
            lose(connection)
    if update.message and update.message.text.startswith("/start "):
        return start(update.message)
    return {}


def start(message: Message) -> dict[str, Any]:
    """Connect the chat, and say so there."""
    user_id = store.redeem_code(message.text.removeprefix("/start ").strip(), message.chat.id)
    language = "ru" if message.sender.language_code.startswith("ru") else "en"
    text = say(language, "telegram-connected" if user_id else "telegram-code-gone")
    return {"method": "sendMessage", "chat_id": message.chat.id, "text": text}


handler = lambda_handler(router)
