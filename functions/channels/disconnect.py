"""Disconnect a channel (M18): address and token are forgotten. A second time changes nothing."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path

from seance.channels import store
from seance.channels.schemas import PushGone
from seance.people.newcomers import profile_of
from seance.people.store import switch
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.delete(f"{API}/me/connections/{{channel}}", status_code=204, tags=["channels"])
async def disconnect_channel(
    channel: Annotated[Literal["telegram", "vk", "push", "email"], Path()],
    user: CurrentUser,
    asked: PushGone | None = None,
) -> None:
    """Send me nothing there any more; a body names the one browser that gets no more pushes, else none does."""
    profile_of(user)
    if channel == "push":
        store.disconnect_device(user.id, store.device_of(asked.endpoint) if asked else None)
    elif channel == "email":
        switch(user.id, channel, on=False)
    else:
        store.disconnect(user.id, channel)


handler = lambda_handler(router)
