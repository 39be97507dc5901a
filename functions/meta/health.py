"""Tell that the API answers (M26). Touches nothing, needs no token."""

from typing import Literal

from fastapi import APIRouter

from seance.web.answers import Out
from seance.web.app import API, lambda_handler

router = APIRouter()


class Health(Out):
    """There is only one way to be well."""

    status: Literal["ok"] = "ok"


@router.get(f"{API}/health", tags=["meta"])
async def get_health() -> Health:
    """Say that it is up."""
    return Health()


handler = lambda_handler(router)
