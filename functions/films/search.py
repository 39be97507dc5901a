"""Search films (M22) by title in any language, director and year; without a query, by title or of a shelf."""

from typing import Annotated

from fastapi import APIRouter, Query

from seance.cloud import limits
from seance.cloud.config import settings
from seance.films.provider import film_provider, found
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
    shelf: Annotated[str | None, Query(max_length=128)] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[FilmOut]:
    """What to show; every word of `query` begins a word of the titles, the directors' names or the year."""
    if (
        shelf is None and settings().film_provider != "bundled"
    ):  # whose service counts what is asked for all
        limits.admit_search(user.id)
    scope = ("search_films", user.id, query, *([shelf] if shelf else []))
    films, after = found(film_provider(), query, shelf, limit, read_cursor(cursor, *scope))
    return Page(
        items=[FilmOut.of(film.facts()) for film in films],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
