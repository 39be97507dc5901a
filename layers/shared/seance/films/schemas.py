"""Films as the API tells them."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, computed_field

from seance.films.model import attribution, countries, directors_in, hook, title_en
from seance.languages import reader
from seance.web.answers import Out


class WishesOut(Out):
    """How many wish to see a film in company; without a token of all alone."""

    total: int
    nearby: int | None = Field(
        default=None, description="In the city of one's wish, else of one's profile."
    )
    mine: bool | None = None


class FilmOut(Out):
    """A film; `runtime_minutes` is 0 where it is not known, `rating` is from 0 to 10 where the catalogue knows one.

    `title` is Russian, `title_en` in Latin letters, null where nobody knows it. Names of directors are
    in the reader's language, which `Accept-Language` says, where they are known in it. Lists of events
    and bookings leave out `overview`, `countries` and `hook`.
    """

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: list[str]
    overview: str | None
    poster_url: str | None
    rating: float | None
    title_en: str | None
    directors: list[str]
    countries: list[str] = Field(
        description="ISO 3166-1 alpha-2, the main one first; of what is no more the code of its time, as SU."
    )
    hook: str | None = Field(description="One sentence in the reader's language, if there is one.")
    upcoming_count: int | None = Field(
        default=None,
        description="Public events ahead, counted as far as a hundred; only where one film is asked for.",
    )
    wishes: WishesOut | None = Field(default=None, description="Only where one film is asked for.")

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def attribution(self) -> str | None:
        """What must be shown beside these facts, where their catalogue asks for it."""
        return attribution(self.id)

    @classmethod
    def of(
        cls,
        film: Mapping[str, Any],
        upcoming_count: int | None = None,
        wishes: WishesOut | None = None,
    ) -> Self:
        """In full, from a film's facts."""
        told = {"countries": countries(film), "hook": hook(film, reader())}
        counted = {"upcoming_count": upcoming_count, "wishes": wishes}
        return cls(**{**_known(film), **told, **counted})

    @classmethod
    def listed(cls, film: Mapping[str, Any]) -> Self:
        """As in a list of events, which keep less of their films."""
        return cls(**{**_known(film), "overview": None, "countries": [], "hook": None})


def _known(film: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **dict.fromkeys(("overview", "poster_url", "rating")),
        **film,
        "title_en": title_en(film),
        "directors": directors_in(film, reader()),
    }
