"""M22 with TMDB in the place of the bundled films: a small HTTP server on loopback answers for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from local.place import Place
from local.up import up
from tests.catalogues import TMDB_KEY, tmdb
from tests.outside import Outside, serving
from tests.stack.cloud import Cloud
from tests.stack.people import Person
from tests.stack.place import PARAMETERS


@pytest.fixture(scope="module")
def films(place: Place, cloud: Cloud) -> Iterator[Outside]:
    """TMDB with 45 films, deployed as an operator does: key in Secrets Manager, then parameters.

    It stays so: without the server the bundled films answer, and the tests use no others.
    """
    secret = cloud.client("secretsmanager").create_secret(Name="tmdb", SecretString=TMDB_KEY)
    with serving(tmdb(45)) as outside:
        provider = {
            "FilmProvider": "tmdb",
            "FilmProviderKeyArn": secret["ARN"],
            "TmdbApiUrl": outside.url,
        }
        up(replace(place, parameters=PARAMETERS | provider), with_demo=False)
        yield outside


def test_m22_films_of_tmdb_are_found_read_and_shown(
    films: Outside, host: Person, guest: Person
) -> None:
    first = host.see("/films", query="фильм")
    second = host.see("/films", query="фильм", cursor=first["next_cursor"])
    ids = [each["id"] for each in first["items"] + second["items"]]
    assert ids == [f"tmdb-{number}" for number in range(1, 41)]
    film = host.see(f"/films/{ids[6]}") | {"upcoming_count": None, "wishes": None}
    assert film == first["items"][6]
    assert (film["title"], film["runtime_minutes"], film["genres"]) == ("Фильм 7", 97, ["drama"])
    assert "TMDB" in film["attribution"]
    event = host.announce(film_id=film["id"], duration_minutes=None)
    assert (event["film"], event["title"], event["duration_minutes"]) == (film, "Фильм 7", 127)
    assert guest.event(event)["film"] == film

    asked = len(films.asked)
    guest.see("/films", query="Фильм")
    assert len(films.asked) == asked  # what is known is not asked again

    films.fail(503)
    assert guest.event(event)["film"] == film
    assert guest.see("/films", query="alien")["items"][0]["id"] == "alien-1979"
    for silent in (guest.get("/films/tmdb-44"), guest.get("/films", query="такого нет")):
        assert (silent.status_code, silent.json()["code"]) == (503, "upstream_unavailable")
        assert int(silent.headers["Retry-After"]) > 0
    assert guest.announce(film_id="solaris-1972")["film"]["attribution"] is None
