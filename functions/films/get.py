"""Read one film of the catalogue (M22, M28, M39): how many public events of it are ahead, how many wish to see it."""

from typing import Annotated

from fastapi import APIRouter, Path

from seance.errors import NotFound
from seance.events import word_index
from seance.films.provider import film_provider
from seance.films.schemas import FilmOut, WishesOut
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser
from seance.wishes import store

router = APIRouter()


@router.get(f"{API}/films/{{film_id}}", tags=["films"])
async def get_film(film_id: Annotated[str, Path(max_length=128)], user: CurrentUser) -> FilmOut:
    """One film."""
    film = film_provider().get(film_id)
    if film is None:
        raise NotFound
    found = store.look(film.id, user.id)
    wishes = WishesOut(total=found.total, nearby=found.nearby, mine=found.mine is not None)
    return FilmOut.of(film.facts(), word_index.ahead(film.id), wishes)


handler = lambda_handler(router)
