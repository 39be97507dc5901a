"""Films as the API tells them."""

from pydantic import BaseModel, computed_field

from seance.films.model import Film, attribution


class FilmOut(BaseModel):
    """A film; `runtime_minutes` is 0 where it is not known, `rating` is from 0 to 10 where the catalogue knows one."""

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: list[str]
    overview: str | None
    poster_url: str | None
    rating: float | None

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def attribution(self) -> str | None:
        """What must be shown beside these facts, where their catalogue asks for it."""
        return attribution(self.id)

    @classmethod
    def of(cls, film: Film) -> "FilmOut":
        """From the catalogue."""
        return cls(**film.facts())
