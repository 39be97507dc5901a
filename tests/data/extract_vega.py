"""Makes vega_movies.json: what an independent data set says of the films of the catalogue.

    npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
    PYTHONPATH=layers/shared .venv/bin/python tests/data/extract_vega.py package/data/movies.json

Only titles, years, running times and directors of films that both have are kept, with the errors that the
source has on purpose. The package vega-datasets is under the 3-Clause BSD License.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from seance.films.bundled import BundledFilms
from seance.films.model import Film
from seance.spelling import normalise

EXTRACT = Path(__file__).with_name("vega_movies.json")
SOURCE = {
    "package": "vega-datasets 3.2.1 (npm), data/movies.json",
    "licence": "BSD-3-Clause, https://opensource.org/license/bsd-3-clause",
}

# The same film under a title that the catalogue does not have.
ALIASES = {
    "Boot, Das": "das-boot-1981",
    "Harry Potter and the Sorcerer's Stone": "harry-potter-and-the-philosophers-stone-2001",
    "Star Wars Ep. IV: A New Hope": "star-wars-1977",
    "Star Wars Ep. V: The Empire Strikes Back": "the-empire-strikes-back-1980",
    "Star Wars Ep. VI: Return of the Jedi": "return-of-the-jedi-1983",
    "The Planet of the Apes": "planet-of-the-apes-1968",
}

# Another film of the same title: its title and release date there, and which film it is not.
NAMESAKES = {
    ("Alice in Wonderland", "Mar 05 2010", "alice-in-wonderland-1951"),
    ("Beauty and the Beast", "Nov 13 1991", "beauty-and-the-beast-1946"),
    ("Ben-Hur", "Dec 30 2025", "ben-hur-1959"),
    ("Brother", "Jul 20 2001", "brother-1997"),
    ("Casino Royale", "Apr 28 1967", "casino-royale-2006"),
    ("Cinderella", "Feb 15 1950", "cinderella-1947"),
    ("Dune", "Dec 14 1984", "dune-part-one-2021"),
    ("Frankenstein", "Nov 04 1994", "frankenstein-1931"),
    ("Godzilla", "May 19 1998", "godzilla-1954"),
    ("Hamlet", "Dec 25 1996", "hamlet-1964"),
    ("Hamlet", "May 12 2000", "hamlet-1964"),
    ("Hero", "Oct 02 1992", "hero-2002"),
    ("King Kong", "Dec 14 2005", "king-kong-1933"),
    ("King Kong", "Dec 17 1976", "king-kong-1933"),
    ("Little Women", "Dec 21 1994", "little-women-2019"),
    ("Night of the Living Dead", "Oct 19 1990", "night-of-the-living-dead-1968"),
    ("Peter Pan", "Dec 25 2003", "peter-pan-1953"),
    ("Pinocchio", "Dec 25 2002", "pinocchio-1940"),
    ("Planet of the Apes", "Jul 27 2001", "planet-of-the-apes-1968"),
    ("Psycho", "Dec 04 1998", "psycho-1960"),
    ("Solaris", "Nov 27 2002", "solaris-1972"),
    ("The Island", "Jul 22 2005", "the-island-2006"),
    ("The Island", "Jun 13 1980", "the-island-2006"),
    ("The Jungle Book", "Dec 25 1994", "the-jungle-book-1967"),
    ("The Kid", "Jul 07 2000", "the-kid-1921"),
    ("War", "Aug 24 2007", "war-2002"),
    ("Wings", "Aug 12 2027", "wings-1966"),
}


def shared(movies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The movies that the catalogue has too; titles are compared, never years or minutes."""
    films = BundledFilms.load().search("", limit=10_000)[0]
    by_name: dict[str, set[Film]] = defaultdict(set)
    for film in films:
        english = film.id.removesuffix(f"-{film.year}")
        for name in (film.original_title, english):
            by_name[normalise(name)].add(film)
    for title, film_id in ALIASES.items():
        by_name[normalise(title)] |= {film for film in films if film.id == film_id}
    found = []
    for movie in movies:
        title, date = str(movie["Title"]), movie["Release Date"]
        for film in by_name.get(normalise(title), ()):
            if (title, date, film.id) not in NAMESAKES:
                minutes = movie["Running Time min"]
                row = {"id": film.id, "title": title, "year": int(date[-4:]), "minutes": minutes}
                found.append(row | {"director": movie["Director"]})
    return sorted(found, key=lambda row: (row["id"], row["year"]))


if __name__ == "__main__":
    rows = shared(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps(SOURCE, indent=1).removesuffix("\n}")
    EXTRACT.write_text(f'{head},\n "films": [\n{lines}\n ]\n}}\n', encoding="utf-8")
