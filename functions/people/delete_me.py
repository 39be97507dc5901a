"""Delete the own account (M15): seats come back, events are cancelled, and the profile goes at last.

This only begins it: from now on the user writes nothing. The stream tells a worker, which does the
rest step by step. A second time changes nothing.
"""

from fastapi import APIRouter

from seance.cloud import limits
from seance.cloud.concurrency import decide
from seance.cloud.observability import logger
from seance.errors import UpstreamUnavailable
from seance.people import former
from seance.people.newcomers import welcome
from seance.web.app import API, lambda_handler
from seance.web.user import SignedIn, User

router = APIRouter()


@router.delete(f"{API}/me", status_code=202, tags=["people"])
async def delete_me(user: SignedIn) -> None:
    """Goodbye."""
    decide(lambda: begin(user))
    try:
        limits.close(user.id)
    except UpstreamUnavailable:  # begun all the same: the worker closes it
        logger().warning("writes are not refused yet")


def begin(user: User) -> None:
    """Mark the profile; who has none yet may have other things all the same."""
    if former.start_leaving(user.id) or former.has_left(user.id):
        return
    welcome(user)
    former.start_leaving(user.id)


handler = lambda_handler(router)
