"""How many wish to see a film (M28, R19), and whom one follows of them; nobody else is named."""

from typing import Annotated

from fastapi import APIRouter, Path

from seance.events.schemas import CityId
from seance.people.schemas import PersonOut
from seance.people.store import find_profiles, following, names_of
from seance.web.app import API, lambda_handler
from seance.web.fields import Cursor, Limit
from seance.web.pages import read_cursor, write_cursor
from seance.web.user import CurrentUser
from seance.wishes import store
from seance.wishes.schemas import FilmWishesOut

router = APIRouter()


@router.get(f"{API}/films/{{film_id}}/wishes", tags=["wishes"])
async def list_wishes_of_film(
    film_id: Annotated[str, Path(max_length=128)],
    user: CurrentUser,
    city_id: CityId | None = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> FilmWishesOut:
    """`nearby` is in the city that is asked for, else in that of one's wish, else of one's profile."""
    scope = ("list_wishes_of_film", user.id, film_id)
    wishes = store.look(film_id, user.id, city_id)
    followed, after = following(user.id, limit, read_cursor(cursor, *scope))
    wishing = store.of_users(followed, film_id)
    here = names_of(wishing) if wishing else {}
    people = find_profiles(each for each in followed if each in here) if here else {}
    return FilmWishesOut(
        total=wishes.total,
        nearby=wishes.nearby,
        mine=wishes.mine is not None,
        items=[PersonOut.of(each) for each in people.values()],
        next_cursor=write_cursor(after, *scope),
    )


handler = lambda_handler(router)
