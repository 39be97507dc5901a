"""Wish to see a film in company (M28), in a city; a second time changes where, and the note."""

from typing import Annotated

from fastapi import APIRouter, Path

from seance.cloud.clock import now
from seance.errors import NotFound
from seance.films.provider import film_provider
from seance.people.newcomers import profile_of
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser
from seance.wishes import store
from seance.wishes.schemas import WishIn

router = APIRouter()


@router.put(f"{API}/me/wishes/{{film_id}}", status_code=204, tags=["wishes"])
async def make_wish(
    film_id: Annotated[str, Path(max_length=128)], user: CurrentUser, asked: WishIn | None = None
) -> None:
    """Told when it is announced there; others see no more of it than a number, and who follows one the name."""
    film = film_provider().get(film_id)
    if film is None:
        raise NotFound
    profile, wish = profile_of(user), asked or WishIn()
    city_id = wish.city_id or store.city_of(profile.city)
    store.make(user.id, film.facts(), city_id, wish.note or None, now())


handler = lambda_handler(router)
