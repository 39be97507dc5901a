"""The key with which a browser subscribes to pushes (M36). Without a token: it is public, and the same for all."""

from fastapi import APIRouter, Response

from seance.channels.push_keys import public_key
from seance.channels.schemas import PushKeyOut
from seance.web.app import API, lambda_handler

router = APIRouter()


@router.get(f"{API}/public/push-key", tags=["channels"])
async def get_push_key(response: Response) -> PushKeyOut:
    """`applicationServerKey` of the Push API."""
    response.headers["Cache-Control"] = "public, max-age=30"
    return PushKeyOut(key=public_key())


handler = lambda_handler(router)
