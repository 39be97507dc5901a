"""Films as the API tells them."""

from typing import Self

from pydantic import computed_field, model_validator

from seance.films.model import Film, attribution, title_en
from seance.web.answers import Out


class FilmOut(Out):
    """A film; `runtime_minutes` is 0 where it is not known, `rating` is from 0 to 10 where the catalogue knows one.

    `title` is Russian, `title_en` in Latin letters, null where nobody knows it.
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
    title_en: str | None = None

    @model_validator(mode="after")
    def _named_in_english(self) -> Self:
        self.title_en = title_en(self.__dict__)
        return self

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def attribution(self) -> str | None:
        """What must be shown beside these facts, where their catalogue asks for it."""
        return attribution(self.id)

    @classmethod
    def of(cls, film: Film) -> "FilmOut":
        """From the catalogue."""
        return cls(**film.facts())
