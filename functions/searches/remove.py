"""Delete a saved search (M41)."""

from fastapi import APIRouter

from seance.web.app import API, lambda_handler
from seance.web.fields import SearchId
from seance.web.user import CurrentUser
from seance.wishes import searches

router = APIRouter()


@router.delete(f"{API}/me/searches/{{search_id}}", status_code=204, tags=["searches"])
async def remove_search(search_id: SearchId, user: CurrentUser) -> None:
    """It tells nothing any more."""
    searches.remove(user.id, search_id)


handler = lambda_handler(router)
