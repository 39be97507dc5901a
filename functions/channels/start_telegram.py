"""Get a link that connects Telegram (M18): opened there, it starts the bot with a code.

The code is good once and for a quarter of an hour; only its hash is stored. What the bot is told
then, `hear_telegram` takes. Source: core.telegram.org/bots/features, "Deep linking".
"""

from fastapi import APIRouter

from seance.channels import store
from seance.channels.schemas import StartOut
from seance.channels.setup import check_set_up
from seance.cloud.config import settings
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.post(f"{API}/me/connections/telegram", status_code=201, tags=["channels"])
async def start_telegram(user: CurrentUser) -> StartOut:
    """A link of mine."""
    check_set_up("telegram")
    profile_of(user)
    code, until = store.issue_code(user.id)
    return StartOut(
        url=f"https://t.me/{settings().telegram_bot_name}?start={code}", expires_at=until
    )


handler = lambda_handler(router)
