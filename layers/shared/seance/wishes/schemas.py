"""Wishes and saved searches as the API takes and shows them."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, StrictBool, model_validator

from seance import cities
from seance.events.model import Admission, Visibility
from seance.events.schemas import CityId
from seance.films.schemas import FilmOut
from seance.people.schemas import PersonOut
from seance.web.answers import Out
from seance.web.fields import Body, Identifier, Instant, Line, Title
from seance.wishes.searches import SearchItem
from seance.wishes.store import WishItem


class WishIn(Body):
    """Where, and what else matters; without a city it is the profile's, else any."""

    city_id: CityId | None = None
    note: Line | None = None


class WishOut(Out):
    """An own wish; `city` is null where any will do."""

    film: FilmOut
    city_id: str | None
    city: str | None
    note: str | None
    wished_at: datetime

    @classmethod
    def of(cls, item: WishItem) -> Self:
        """From the item."""
        city = cities.get(item.city_id) if item.city_id else None
        return cls(
            film=FilmOut.listed(item.film),
            city_id=item.city_id,
            city=city and city.name,
            note=item.note,
            wished_at=item.wished_at,
        )


class FilmWishesOut(Out):
    """How many wish to see a film, and those of them whom one follows; nobody else is named (R19).

    A page may be short and go on: each looks at as many of those whom one follows as it may hold.
    """

    total: int
    nearby: int
    mine: bool
    items: list[PersonOut]
    next_cursor: str | None


class SearchFilters(Out):
    """The filters of `GET /events`."""

    model_config = ConfigDict(populate_by_name=True)

    visibility: Visibility | None = None
    since: Instant | None = Field(default=None, alias="from")
    until: Instant | None = Field(default=None, alias="to")
    city: Title | None = None
    city_id: CityId | None = None
    near: str | None = Field(
        default=None, description="latitude,longitude in degrees", max_length=40
    )
    radius_km: Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)] = 10
    admission: Admission | None = None
    min_host_rating: Annotated[float, Field(ge=1, le=5, allow_inf_nan=False)] | None = None
    film_id: Identifier | None = None
    has_seats: StrictBool | None = None
    query: Annotated[Title, Field(max_length=200)] | None = None


class SearchIn(SearchFilters, Body):
    """A search to keep: at least one filter beside the radius."""

    name: Title | None = None

    @model_validator(mode="after")
    def _is_for_something(self) -> Self:
        if not self.wanted().keys() - {"radius_km"}:
            raise ValueError("give at least one filter")
        return self

    def wanted(self) -> dict[str, Any]:
        """The filters as JSON values, without nulls."""
        return self.model_dump(mode="json", exclude={"name"}, exclude_none=True)


class SearchOut(SearchFilters):
    """A saved search."""

    id: str
    name: str | None
    created_at: datetime

    @classmethod
    def of(cls, item: SearchItem) -> Self:
        """From the item."""
        return cls(id=item.id, name=item.name, created_at=item.saved_at, **item.filters)
