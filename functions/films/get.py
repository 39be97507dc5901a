"""Read one film of the catalogue (M22, M39), with how many public events of it are ahead."""

from typing import Annotated

from fastapi import APIRouter, Path

from seance.errors import NotFound
from seance.events import word_index
from seance.films.provider import film_provider
from seance.films.schemas import FilmOut
from seance.web.app import API, lambda_handler
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/films/{{film_id}}", tags=["films"])
async def get_film(film_id: Annotated[str, Path(max_length=128)], user: CurrentUser) -> FilmOut:
    """One film."""
    film = film_provider().get(film_id)
    if film is None:
        raise NotFound
    return FilmOut.of(film.facts(), word_index.ahead(film.id))


handler = lambda_handler(router)
