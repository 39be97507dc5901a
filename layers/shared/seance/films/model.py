"""A film: its facts, and what must be said of where they come from."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

# Under which titles the bundled films are known in English, by id, where the original title is not it.
ENGLISH = Path(__file__).with_name("english.json")
# Who directed the bundled films, by id, as credited; and how these names are spelled in Russian.
DIRECTORS = Path(__file__).with_name("directors.json")
# What only a film's own page tells: a film a line, with countries and a hook in each language.
ABOUT = Path(__file__).with_name("about.jsonl")

# Genres, each with the Russian word by which it is searched: as the page calls it.
GENRE_WORDS = {
    "action": "боевик",
    "adventure": "приключения",
    "animation": "мультфильм",
    "biography": "биография",
    "comedy": "комедия",
    "crime": "криминал",
    "documentary": "документальный",
    "drama": "драма",
    "family": "семейный",
    "fantasy": "фэнтези",
    "history": "история",
    "horror": "ужасы",
    "musical": "мюзикл",
    "mystery": "детектив",
    "romance": "мелодрама",
    "science_fiction": "фантастика",
    "sport": "спорт",
    "thriller": "триллер",
    "war": "военный",
    "western": "вестерн",
}
GENRES = frozenset(GENRE_WORDS)
# What only films of an outside catalogue hold; of a bundled one it follows from the id.
SAID = ("title_en", "directors", "countries", "hook")
# What lists leave out, and no copy for them needs to hold.
UNLISTED = ("overview", "countries", "hook")


def short(film: Mapping[str, Any]) -> dict[str, Any]:
    """A copy for lists: not what the film is about, which alone may take four kilobytes."""
    return {
        name: value for name, value in film.items() if value is not None and name not in UNLISTED
    }


# What must be shown beside facts of an outside catalogue, by the first part of their films' ids.
# TMDB's words: https://www.themoviedb.org/api-terms-of-use
ATTRIBUTIONS = {
    "tmdb": "This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise "
    "approved by TMDB. https://www.themoviedb.org",
    "kinopoisk": "Facts of Kinopoisk, by the unofficial API PoiskKino. https://poiskkino.dev",
}


def attribution(film_id: str) -> str | None:
    """The notice that its catalogue asks for; none for the bundled films."""
    name, _, number = film_id.partition("-")
    return ATTRIBUTIONS.get(name) if number.isdigit() else None


def english_title(film_id: str, year: int) -> str:
    """Its words, for searching: the id of a bundled film has them before the year; others have none."""
    title = film_id.removesuffix(f"-{year}")
    return title.replace("-", " ") if title != film_id else ""


def title_en(film: Mapping[str, Any]) -> str | None:
    """What the film is called in English, always in Latin letters: its English title, or the original.

    Facts of a bundled film do not hold it: it follows from the id, also where they were kept before.
    """
    known = film.get("title_en") or _english().get(film["id"])
    original = film.get("original_title")
    return known or (original if original and is_latin(original) else None)


def name_in(film: Mapping[str, Any], language: str) -> str:
    """What the film is called in a language; where that is not known, as in Russian."""
    return str((title_en(film) if language == "en" else None) or film["title"])


def directors(film: Mapping[str, Any]) -> list[list[str]]:
    """Each director by all names: as credited, in Latin letters where known, then in Russian where known.

    As with the English title, what is known of a bundled film is not kept with it.
    """
    known = _directors()
    credited = known["films"].get(film["id"])
    if credited is None:
        return [list(names) for names in film.get("directors") or ()]
    return [[name, known["russian"][name]] for name in credited]


def directors_in(film: Mapping[str, Any], language: str) -> list[str]:
    """The directors' names in a language; where that is not known, in the other."""
    return [names[-1 if language == "ru" else 0] for names in directors(film)]


def countries(film: Mapping[str, Any]) -> list[str]:
    """Where it was made, the main country first: ISO 3166-1 alpha-2.

    Of countries that are no more the code of their time (ISO 3166-3): SU, YU, CS (Czechoslovakia).
    """
    about = _about(film["id"])
    return list(about["countries"] if about else film.get("countries") or ())


def hook(film: Mapping[str, Any], language: str) -> str | None:
    """One sentence about the film in a language: our own of a bundled film, else the catalogue's, if any."""
    said: Mapping[str, str] = _about(film["id"]) or film.get("hook") or {}
    return said.get(language)


def names_of(said: Iterable[str | None]) -> tuple[str, ...]:
    """A person's names as `directors` tells them, of whatever a catalogue says in its order."""
    names = [name for each in said if (name := " ".join((each or "").split()))]
    latin = [each for each in names if is_latin(each)]
    russian = [each for each in names if is_russian(each)]
    return tuple(latin[:1] + russian[:1]) or tuple(names[:1])


def is_latin(text: str) -> bool:
    """Whether its letters are Latin; digits and signs are in every script."""
    return _is_written_in("LATIN", text)


def is_russian(text: str) -> bool:
    """Whether its letters are Cyrillic."""
    return _is_written_in("CYRILLIC", text)


def _is_written_in(script: str, text: str) -> bool:
    return all(script in unicodedata.name(each, "") for each in text if each.isalpha())


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return dict(json.loads(ENGLISH.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _directors() -> dict[str, dict[str, Any]]:
    return dict(json.loads(DIRECTORS.read_text(encoding="utf-8")))


def _about(film_id: str) -> dict[str, Any] | None:
    line = _lines().get(film_id)
    return dict(json.loads(line)) if line else None


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """By id, each taken apart only for who asks for it: most ask for one."""
    lines = ABOUT.read_text(encoding="utf-8").splitlines()
    return {line.split('"', 4)[3]: line for line in lines}


@dataclass(frozen=True, slots=True)
class Film:
    """A film; `runtime_minutes` is 0 where it is not known, `year` is that of its first release, `rating` is from 0 to 10 where one is known.

    `title` is Russian. From `title_en` on it is what an outside catalogue says, if it does: the English
    title, each director's names as `directors` tells them, codes of countries, a sentence by language.
    """

    id: str
    title: str
    original_title: str
    year: int
    runtime_minutes: int
    genres: tuple[str, ...]
    overview: str | None = None
    poster_url: str | None = None
    rating: float | None = None
    title_en: str | None = None
    directors: tuple[tuple[str, ...], ...] | None = None
    countries: tuple[str, ...] | None = None
    hook: Mapping[str, str] | None = field(default=None, hash=False)

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """From its facts as JSON has them."""
        people, made_in = facts.get("directors"), facts.get("countries")
        return cls(
            **{
                **facts,
                "genres": tuple(facts["genres"]),
                "directors": None if people is None else tuple(map(tuple, people)),
                "countries": None if made_in is None else tuple(made_in),
            }
        )

    def facts(self) -> dict[str, Any]:
        """What an event keeps of its film, as plain JSON values."""
        facts = asdict(self) | {"genres": list(self.genres)}
        if self.directors is not None:
            facts["directors"] = [list(names) for names in self.directors]
        if self.countries is not None:
            facts["countries"] = list(self.countries)
        return {
            name: value for name, value in facts.items() if value is not None or name not in SAID
        }
