"""Where films come from: the setting `FILM_PROVIDER` chooses."""

from functools import lru_cache
from typing import Protocol

from seance.cloud.config import settings
from seance.films.bundled import BundledFilms
from seance.films.model import Film


class FilmProvider(Protocol):
    """A catalogue of films."""

    def search(
        self, query: str, limit: int, after: int | None = None
    ) -> tuple[list[Film], int | None]:
        """One page, the nearest titles first, and the position behind it (nothing after the last).

        A position counts films; an empty query lists all of them by title.
        """
        ...

    def get(self, film_id: str) -> Film | None:
        """One film, if there is such."""
        ...


PROVIDERS = {"bundled": BundledFilms.load}


def film_provider() -> FilmProvider:
    """The chosen one, made on first use."""
    return _made(settings().film_provider)


@lru_cache(maxsize=1)
def _made(name: str) -> FilmProvider:
    if name not in PROVIDERS:
        known = ", ".join(sorted(PROVIDERS))
        raise RuntimeError(f"FILM_PROVIDER is {name!r}; the film providers are: {known}")
    return PROVIDERS[name]()
