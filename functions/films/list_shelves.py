"""List shelves of films (M28, M39), without a token: what is shown this week, what most wish to see, and others by turns."""

from datetime import timedelta

from fastapi import APIRouter, Response
from pydantic import Field

from seance.cloud import keys
from seance.cloud.clock import now
from seance.events import cards, store
from seance.films.provider import all_shelves
from seance.films.schemas import FilmOut
from seance.films.shelves import Shelf, most_shown, of_the_week
from seance.i18n import say
from seance.languages import reader
from seance.web.answers import Out
from seance.web.app import API, lambda_handler
from seance.web.caching import cacheable
from seance.web.pages import Page
from seance.wishes.store import most_wished

WEEK = timedelta(days=7)
MOST_SHOWINGS = 100  # that are looked at: four read units
MOST_SHOWN, MOST_FILMS = 20, 6  # films of this week, and of another shelf

router = APIRouter()


class ShelfOut(Out):
    """A shelf with its first films, the newest, or those shown or wished for most often; `title` is in the reader's language."""

    id: str
    title: str
    films: list[FilmOut]
    total: int = Field(
        description="Of the others `GET /films?shelf=` has all; `this-week` and `most-wished` have no more than these."
    )


@router.get(f"{API}/public/shelves", tags=["films"])
async def list_shelves(response: Response) -> Page[ShelfOut]:
    """A dozen shelves; each week others."""
    shelves = [_told(shelf) for shelf in of_the_week(all_shelves().values(), now().date())]
    cacheable(response)
    return Page(items=[*_this_week(), *_most_wished(), *shelves], next_cursor=None)


def _this_week() -> list[ShelfOut]:
    low, high = keys.instant(now()), keys.instant(now() + WEEK)
    ahead, _ = store.listed(keys.UPCOMING, "by_time", low, high, MOST_SHOWINGS, None)
    shown = most_shown([cards.read(each.card)["film"] for each in ahead])[:MOST_SHOWN]
    if not shown:
        return []
    films = [FilmOut.of(film) for film in shown]
    title = say(reader(), "shelf-this-week")
    return [ShelfOut(id="this-week", title=title, films=films, total=len(films))]


def _most_wished() -> list[ShelfOut]:
    films = [FilmOut.of(film) for film in most_wished()]
    title = say(reader(), "shelf-most-wished")
    return [ShelfOut(id="most-wished", title=title, films=films, total=len(films))] if films else []


def _told(shelf: Shelf) -> ShelfOut:
    of = shelf.of[-1 if reader() == "ru" else 0]
    return ShelfOut(
        id=shelf.id,
        title=say(reader(), f"shelf-{shelf.kind}", of=of),
        films=[FilmOut.of(film.facts()) for film in shelf.films[:MOST_FILMS]],
        total=len(shelf.films),
    )


handler = lambda_handler(router)
