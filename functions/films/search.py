"""Search films (M22) by Russian, original or English title and year; without a query, by title."""

from typing import Annotated

from fastapi import APIRouter, Query

from seance.cloud import limits
from seance.cloud.config import settings
from seance.films.provider import film_provider
from seance.films.schemas import FilmOut
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import Page, read_cursor, write_cursor
from seance.web.user import CurrentUser

router = APIRouter()


@router.get(f"{API}/films", tags=["films"])
async def search_films(
    user: CurrentUser,
    query: Annotated[str, Query(max_length=200)] = "",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[FilmOut]:
    """What to show; every word of `query` begins a word of the titles or the year."""
    if settings().film_provider != "bundled":  # whose service counts what is asked for all
        limits.admit_search(user.id)
    scope = ("search_films", user.id, query)
    films, after = film_provider().search(query, limit, read_cursor(cursor, *scope))
    return Page(items=[FilmOut.of(film) for film in films], next_cursor=write_cursor(after, *scope))


handler = lambda_handler(router)
