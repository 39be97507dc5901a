"""TMDB and Kinopoisk as they answer, with films that nobody has made."""

from typing import Any

from tests.outside import Asked, Said

TMDB_KEY, KINOPOISK_KEY = "tmdb-key-of-the-test", "kinopoisk-key-of-the-test"
TMDB_PAGE = 20


def tmdb_film(number: int) -> dict[str, Any]:
    """As `/movie/{id}` has it."""
    return {
        "id": number,
        "title": f"Фильм {number}",
        "original_title": f"Film {number}",
        "release_date": "2001-05-06",
        "runtime": 90 + number % 60,
        "genres": [{"id": 18, "name": "драма"}, {"id": 10770, "name": "телевизионный фильм"}],
        "overview": "О том, как снимали фильм.",
        "poster_path": "/poster.jpg",
        "vote_average": 7.251,
        "vote_count": 12,
        "tagline": "Его никто не видел.",
        "production_countries": [
            {"iso_3166_1": "NZ", "name": "New Zealand"},
            {"iso_3166_1": "XC", "name": "Czechoslovakia"},
            {"iso_3166_1": "US", "name": "United States of America"},
        ],
        "credits": {
            "crew": [
                {"job": "Producer", "name": "John Producer", "original_name": "John Producer"},
                {"job": "Director", "name": "Jane Director", "original_name": "Jane Director"},
                {"job": "Director", "name": "Вера Режиссёр", "original_name": "Вера Режиссёр"},
            ]
        },
    }


def tmdb(films: int) -> Any:
    """So many films, numbered from 1; every query finds all of them."""

    def answer(asked: Asked) -> Said:
        if asked.headers.get("authorization") != f"Bearer {TMDB_KEY}":
            return Said({"status_code": 7}, 401)
        if asked.path == "/search/movie":
            first = TMDB_PAGE * (int(asked.query["page"]) - 1) + 1
            numbers = range(first, min(first + TMDB_PAGE, films + 1))
            found = [{"id": number, "title": f"Фильм {number}"} for number in numbers]
            return Said({"results": found, "total_pages": -(-films // TMDB_PAGE)})
        number = int(asked.path.rpartition("/")[2])
        data = {"title": f"Movie {number}", "tagline": "Nobody has seen it."}
        english = [{"iso_639_1": "en", "data": data}]
        said = tmdb_film(number) | {"translations": {"translations": english}}
        return Said(said) if number <= films else Said({"status_code": 34}, 404)

    return answer


def kinopoisk_film(number: int, **changes: Any) -> dict[str, Any]:
    """As `/movie/{id}` and a search have it."""
    return {
        "id": number,
        "type": "movie",
        "name": f"Картина {number}",
        "alternativeName": f"Picture {number}",
        "year": 1999,
        "movieLength": 101,
        "genres": [{"name": "драма"}, {"name": "военный"}, {"name": "для взрослых"}],
        "description": "О том, как снимали картину.",
        "poster": {"url": "https://image.openmoviedb.com/poster"},
        "rating": {"kp": 7.251},
        "countries": [{"name": "США"}, {"name": "Корея Южная"}, {"name": "Атлантида"}],
    } | changes


def kinopoisk_details(film: dict[str, Any]) -> dict[str, Any]:
    """What only `/movie/{id}` says beside it."""
    return {
        "slogan": "«Её никто не видел»",
        "persons": [
            {"name": "Джон Продюсер", "enName": "John Producer", "enProfession": "producer"},
            {"name": "Джейн Режиссёр", "enName": "Jane Director", "enProfession": "director"},
            {"name": "Вера Режиссёр", "enName": None, "enProfession": "director"},
        ],
    } | film


def kinopoisk(*films: dict[str, Any]) -> Any:
    """These films, two on a page."""

    def answer(asked: Asked) -> Said:
        if asked.headers.get("x-api-key") != KINOPOISK_KEY:
            return Said({"statusCode": 401}, 401)
        if asked.path == "/movie/search":
            page = int(asked.query["page"])
            return Said({"docs": films[2 * page - 2 : 2 * page], "pages": -(-len(films) // 2)})
        number = int(asked.path.rpartition("/")[2])
        found = next((each for each in films if each["id"] == number), None)
        return Said(kinopoisk_details(found)) if found else Said({"statusCode": 404}, 404)

    return answer
