"""Where films come from: the setting `FILM_PROVIDER` chooses; without a key the bundled ones."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from seance.cloud.config import settings
from seance.errors import ValidationFailed
from seance.films.bundled import BundledFilms
from seance.films.model import Film, attribution
from seance.films.shelves import Shelf, made


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


@lru_cache(maxsize=1)
def bundled() -> BundledFilms:
    """The bundled films, read on first use."""
    return BundledFilms.load()


@lru_cache(maxsize=1)
def all_shelves() -> dict[str, Shelf]:
    """The shelves of the bundled films, by id."""
    return made(bundled().films)


def found(
    films: FilmProvider, query: str, shelf: str | None, limit: int, after: Any
) -> tuple[list[Film], Any]:
    """One page of what is asked for, by words or by shelf, and the position behind it."""
    if shelf is None:
        return films.search(query, limit, after)
    if query:
        raise ValidationFailed.of("shelf", "goes without a query")
    if shelf not in all_shelves():
        raise ValidationFailed.of("shelf", "there is no such shelf")
    there, first = all_shelves()[shelf].films, after or 0
    last = first + limit
    return list(there[first:last]), last if last < len(there) else None


def known(film_id: str) -> Film | None:
    """A bundled film, or what is kept of another one; its catalogue is not asked."""
    film = bundled().get(film_id)
    if film or not attribution(film_id):
        return film
    from seance.films import store

    kept = store.film(film_id)
    return kept.film if kept else None


def _tmdb() -> FilmProvider:
    if not settings().film_provider_key_arn:
        return bundled()
    from seance.films.remote import RemoteFilms
    from seance.films.tmdb import Tmdb

    return RemoteFilms(Tmdb(settings().tmdb_api_url, _key()), bundled())


def _kinopoisk() -> FilmProvider:
    if not settings().film_provider_key_arn:
        return bundled()
    from seance.films.kinopoisk import Kinopoisk
    from seance.films.remote import RemoteFilms

    return RemoteFilms(Kinopoisk(settings().kinopoisk_api_url, _key()), bundled())


PROVIDERS: dict[str, Callable[[], FilmProvider]] = {
    "bundled": bundled,
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
