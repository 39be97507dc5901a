"""Read one film without a token (M27, M39): a bundled one, or what is kept of an outside catalogue's.

No outside catalogue is asked for who has not signed in: its requests are counted for all.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from seance.errors import NotFound
from seance.events import word_index
from seance.films.provider import known
from seance.films.schemas import FilmOut, WishesOut
from seance.web.app import API, lambda_handler
from seance.web.caching import cacheable
from seance.wishes import store

router = APIRouter()


@router.get(f"{API}/public/films/{{film_id}}", tags=["films"])
async def get_public_film(
    film_id: Annotated[str, Path(max_length=128)], response: Response
) -> FilmOut:
    """One film, for everybody."""
    film = known(film_id)
    if film is None:
        raise NotFound
    cacheable(response)
    wishes = WishesOut(total=store.number(film.id))
    return FilmOut.of(film.facts(), word_index.ahead(film.id), wishes)


handler = lambda_handler(router)
