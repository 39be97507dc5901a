"""Where films come from: the setting `FILM_PROVIDER` chooses; without a key the bundled ones."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from seance.cloud.config import settings
from seance.films.bundled import BundledFilms
from seance.films.model import Film


class FilmProvider(Protocol):
    """A catalogue of films."""

    def search(self, query: str, limit: int, after: Any = None) -> tuple[list[Film], Any]:
        """One page, the nearest titles first, and the position behind it (nothing after the last).

        A position is a JSON value; an empty query lists the bundled films by title.
        """
        ...

    def get(self, film_id: str) -> Film | None:
        """One film, if there is such."""
        ...


def _tmdb() -> FilmProvider:
    if not settings().film_provider_key_arn:
        return BundledFilms.load()
    from seance.films.remote import RemoteFilms
    from seance.films.tmdb import Tmdb

    return RemoteFilms(Tmdb(settings().tmdb_api_url, _key()), BundledFilms.load())


def _kinopoisk() -> FilmProvider:
    if not settings().film_provider_key_arn:
        return BundledFilms.load()
    from seance.films.kinopoisk import Kinopoisk
    from seance.films.remote import RemoteFilms

    return RemoteFilms(Kinopoisk(settings().kinopoisk_api_url, _key()), BundledFilms.load())


PROVIDERS: dict[str, Callable[[], FilmProvider]] = {
    "bundled": BundledFilms.load,
    "tmdb": _tmdb,
    "kinopoisk": _kinopoisk,
}


def film_provider() -> FilmProvider:
    """The chosen one, made on first use."""
    return _made(settings().film_provider)


@lru_cache(maxsize=1)
def _made(name: str) -> FilmProvider:
    if name not in PROVIDERS:
        known = ", ".join(sorted(PROVIDERS))
        raise RuntimeError(f"FILM_PROVIDER is {name!r}; the film providers are: {known}")
    return PROVIDERS[name]()


def _key() -> str:
    """The catalogue's key, from Secrets Manager only; a new one counts when the function starts anew."""
    from aws_lambda_powertools.utilities import parameters

    return str(parameters.get_secret(settings().film_provider_key_arn)).strip()
