"""Films of an outside catalogue, with what is kept of it and the bundled films behind it.

While it is silent, a search is answered by the bundled films and a film by what is kept of it. Only
where neither has an answer, `UpstreamUnavailable` goes to the caller.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context  # the deadline goes into the threads with it
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from seance.cloud.observability import logger
from seance.errors import BadCursor, UpstreamUnavailable
from seance.films import store
from seance.films.bundled import BundledFilms
from seance.films.model import Film
from seance.spelling import normalise

Answer = TypeVar("Answer")
AT_ONCE = 8  # requests; TMDB allows about forty a second
_REMOTE_ID = re.compile(r"[a-z]+-[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a catalogue's answer; `films` where the answer has whole films."""

    ids: Sequence[str]
    more: bool
    films: Sequence[Film] = field(default=())


class Catalogue(Protocol):
    """What an outside catalogue can do. Ids are `<name>-<its number>`."""

    name: str
    kept: timedelta  # how long its films may be kept

    def search(self, query: str, page: int) -> Found:
        """One page, from 1."""
        ...

    def film(self, number: int) -> Film | None:
        """One film; none without a year, which no event could show."""
        ...


class RemoteFilms:
    """A `FilmProvider`. A position is `[catalogue, page, place on it]`; a number is the bundled films'."""

    def __init__(self, catalogue: Catalogue, bundled: BundledFilms) -> None:
        self._catalogue, self._bundled = catalogue, bundled

    def search(self, query: str, limit: int, after: Any = None) -> tuple[list[Film], Any]:
        """As the catalogue ranks them; who begins with the bundled films goes on with them."""
        if isinstance(after, int) or not normalise(query):
            return self._bundled.search(query, limit, after)
        if after and after[0] != self._catalogue.name:
            raise BadCursor
        try:
            return self._search(query, limit, *(after[1:] if after else (1, 0)))
        except UpstreamUnavailable:
            films, rest = ([], None) if after else self._bundled.search(query, limit)
            if not films:
                raise
            return films, rest

    def get(self, film_id: str) -> Film | None:
        """One film, also of a catalogue that was used before and of the bundled ones."""
        if bundled := self._bundled.get(film_id):
            return bundled
        if not _REMOTE_ID.fullmatch(film_id):
            return None
        known = store.film(film_id)
        if known and known.fresh and known.film.directors is not None:  # a search may not say
            return known.film
        name, number = film_id.split("-")
        if name != self._catalogue.name:
            return known.film if known else None
        try:
            film = _understood(lambda: self._catalogue.film(int(number)))
        except UpstreamUnavailable:
            if known:
                return known.film
            raise
        if film:
            store.keep([film], self._catalogue.kept)
        return film

    def _search(
        self, query: str, limit: int, page: int, place: int
    ) -> tuple[list[Film], list[Any] | None]:
        films: list[Film] = []
        while True:
            there, more = self._page(query, page)
            taken = min(place + limit - len(films), len(there))
            films += there[place:taken]
            if taken < len(there):
                return films, [self._catalogue.name, page, taken]
            if not more:
                return films, None
            page, place = page + 1, 0
            if len(films) == limit:
                return films, [self._catalogue.name, page, place]

    def _page(self, query: str, page: int) -> tuple[list[Film], bool]:
        kept = store.page(self._catalogue.name, query, page)
        if kept is None:
            found = _understood(lambda: self._catalogue.search(query, page))
            ids, more = list(found.ids), found.more
        else:
            found, (ids, more) = None, kept
        known = store.films(ids)
        films = {each: there.film for each, there in known.items()}
        if found:  # what is fresh may know more than a search says
            new = {
                each.id: each
                for each in found.films
                if each.id not in known or not known[each.id].fresh
            }
            store.keep(new.values(), self._catalogue.kept)
            store.keep_page(self._catalogue.name, query, page, ids, more)
            films |= new
        if missing := [each for each in ids if each not in films]:
            films |= self._fetch(missing)
        return [films[each] for each in ids if each in films], more

    def _fetch(self, ids: Sequence[str]) -> dict[str, Film]:
        numbers = [int(each.rpartition("-")[2]) for each in ids]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = [pool.submit(copy_context().run, self._ask, each) for each in numbers]
        films = [film for each in asked if (film := each.result())]
        store.keep(films, self._catalogue.kept)
        return {film.id: film for film in films}

    def _ask(self, number: int) -> Film | None:
        return _understood(lambda: self._catalogue.film(number))


def _understood(ask: Callable[[], Answer]) -> Answer:
    """An answer of another form than the one we know is none."""
    try:
        return ask()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        logger().exception("film catalogue not understood")
        raise UpstreamUnavailable("The film catalogue does not answer.") from error
