"""Films as the API tells them."""

from pydantic import BaseModel

from seance.films.model import Film


class FilmOut(BaseModel):
    """A film; `rating` is from 0 to 10 where the catalogue knows one."""

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: list[str]
    overview: str | None
    poster_url: str | None
    rating: float | None

    @classmethod
    def of(cls, film: Film) -> "FilmOut":
        """From the catalogue."""
        return cls(**film.facts())
