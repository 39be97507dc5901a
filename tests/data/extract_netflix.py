"""Makes netflix_titles.json: what an independent data set says of directors and countries of films of the catalogue.

    PYTHONPATH=layers/shared .venv/bin/python tests/data/extract_netflix.py netflix_titles.csv

The file is "Netflix Movies and TV Shows" by Shivam Bansal, as of 2021
(https://www.kaggle.com/datasets/shivamb/netflix-shows), under CC0 1.0. Only films that both have are
kept, with the errors of the source.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from seance.films.bundled import BundledFilms
from seance.films.model import title_en
from seance.spelling import normalise

EXTRACT = Path(__file__).with_name("netflix_titles.json")
SOURCE = {
    "package": "Netflix Movies and TV Shows, Shivam Bansal, 2021, netflix_titles.csv",
    "licence": "CC0-1.0, https://creativecommons.org/publicdomain/zero/1.0/",
}
COUNTRIES = {
    "Argentina": "AR",
    "Australia": "AU",
    "Bahamas": "BS",
    "Belgium": "BE",
    "Brazil": "BR",
    "Canada": "CA",
    "China": "CN",
    "Czech Republic": "CZ",
    "Denmark": "DK",
    "Finland": "FI",
    "France": "FR",
    "Germany": "DE",
    "Greece": "GR",
    "Hong Kong": "HK",
    "India": "IN",
    "Iran": "IR",
    "Ireland": "IE",
    "Israel": "IL",
    "Italy": "IT",
    "Japan": "JP",
    "Mexico": "MX",
    "Netherlands": "NL",
    "New Zealand": "NZ",
    "Norway": "NO",
    "Poland": "PL",
    "Russia": "RU",
    "South Africa": "ZA",
    "South Korea": "KR",
    "Spain": "ES",
    "Sweden": "SE",
    "Taiwan": "TW",
    "United Kingdom": "GB",
    "United States": "US",
}
# Other films of the same title and year.
NAMESAKES = {"elena-2011", "the-student-2016"}


def shared(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The films that the catalogue has too: by title, and by year but for one."""
    by_title = defaultdict(list)
    for row in rows:
        if row["type"] == "Movie":
            by_title[normalise(row["title"])].append(row)
    found = []
    for film in BundledFilms.load().search("", limit=10_000)[0]:
        names = {normalise(each) for each in (film.original_title, title_en(film.facts()) or "")}
        for row in (row for name in names for row in by_title.get(name, ())):
            if abs(int(row["release_year"]) - film.year) <= 1 and film.id not in NAMESAKES:
                made_in = sorted(COUNTRIES[each] for each in _parts(row["country"]))
                people = _parts(row["director"])
                found.append({"id": film.id, "directors": people, "countries": made_in})
    return sorted(found, key=lambda row: row["id"])


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8", errors="replace", newline="") as file:
        rows = shared(list(csv.DictReader(file)))
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps(SOURCE, indent=1).removesuffix("\n}")
    EXTRACT.write_text(f'{head},\n "films": [\n{lines}\n ]\n}}\n', encoding="utf-8")
