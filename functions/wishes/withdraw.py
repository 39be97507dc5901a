"""Wish to see a film no longer (M28)."""

from typing import Annotated

from fastapi import APIRouter, Path

from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser
from seance.wishes import store

router = APIRouter()


@router.delete(f"{API}/me/wishes/{{film_id}}", status_code=204, tags=["wishes"])
async def withdraw_wish(film_id: Annotated[str, Path(max_length=128)], user: CurrentUser) -> None:
    """The numbers fall; without a wish nothing changes."""
    store.withdraw(user.id, film_id)


handler = lambda_handler(router)
