"""Connect a Telegram chat by its number (M18): from now on notices go there, too.

The chat is taken at its word; with a start code (`start_telegram`) it is the chat that asks.
"""

from fastapi import APIRouter

from seance.channels import store
from seance.channels.schemas import TelegramIn
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.put(f"{API}/me/connections/telegram", status_code=204, tags=["channels"])
async def connect_telegram(asked: TelegramIn, user: CurrentUser) -> None:
    """Write to this chat; the bot must be in it, or have been started there."""
    profile_of(user)
    store.connect(user.id, "telegram", {"chat_id": asked.chat_id})


handler = lambda_handler(router)
