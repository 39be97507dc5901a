"""Search the bundled films without a token (M27, M39), as who has signed in searches them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from seance.films.provider import bundled, found
from seance.films.schemas import FilmOut
from seance.web.app import API, lambda_handler
from seance.web.caching import cacheable
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor

router = APIRouter()


@router.get(f"{API}/public/films", tags=["films"])
async def search_public_films(
    response: Response,
    query: Annotated[str, Query(max_length=200)] = "",
    shelf: Annotated[str | None, Query(max_length=128)] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[FilmOut]:
    """Films, for everybody; every word of `query` begins a word of the titles, the directors' names or the year."""
    scope = ("search_public_films", query, shelf)
    films, after = found(bundled(), query, shelf, limit, read_cursor(cursor, *scope))
    cacheable(response)
    return Page(
        items=[FilmOut.of(film.facts()) for film in films],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
