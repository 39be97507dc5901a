"""What Telegram tells the bot (M18, M40): start codes, commands, buttons, and that it was thrown out.

Telegram proves itself with the secret of `setWebhook` and repeats what is not answered with 200;
everything here may come twice. An answer may carry a message, so nothing is called from here.
Source: core.telegram.org/bots/api, setWebhook and "Making requests when getting updates".
"""

from hmac import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, Header

from seance.channels import bot, store
from seance.channels.disconnection import lose
from seance.channels.schemas import Message, Sender, Update
from seance.channels.setup import check_set_up
from seance.cloud.config import settings
from seance.cloud.encryption import shared_secret
from seance.errors import Forbidden
from seance.i18n import say
from seance.languages import Language
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
    if pressed := update.callback_query:
        return bot.press(pressed, language_of(pressed.sender))
    if update.message and update.message.text.startswith("/"):
        return answer(update.message)
    return {}


def answer(message: Message) -> dict[str, Any]:
    """To a command: one with a code connects the chat, wherever it is; the others are for private chats."""
    code = message.text.removeprefix("/start ").strip()
    language, chat_id = language_of(message.sender), message.chat.id
    if code != message.text:
        user_id = store.redeem_code(code, chat_id)
        text = say(language, "telegram-connected" if user_id else "telegram-code-gone")
    elif chat_id != message.sender.id:
        return {}
    else:
        readers = bot.readers_of(chat_id)
        text = bot.tell(message.text, readers[0]) if readers else say(language, "telegram-unknown")
    return {"method": "sendMessage", "chat_id": chat_id, "text": text}


def language_of(sender: Sender) -> Language:
    """Of whom we do not know yet: as Telegram speaks to them."""
    return "ru" if sender.language_code.startswith("ru") else "en"


handler = lambda_handler(router)
