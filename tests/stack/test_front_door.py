"""What is open to everybody: films' pages and shelves (M27, M39)."""

from typing import Any

import httpx

from tests.stack.cloud import Cloud
from tests.stack.people import Person
from tests.stack.waiting import PATIENCE, eventually

RUSSIAN = {"Accept-Language": "ru"}


def public(cloud: Cloud, path: str, **params: Any) -> Any:
    """Read without a token, in Russian."""
    url = f"{cloud.url}/api/v1/public{path}"
    answer = httpx.get(url, params=params, headers=RUSSIAN, timeout=PATIENCE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    return answer.json()


def test_m27_films_are_found_and_read_without_an_account(cloud: Cloud, host: Person) -> None:
    (film,) = public(cloud, "/films", query="тарковский рублёв")["items"]
    assert (film["id"], film["title"]) == ("andrei-rublev-1966", "Андрей Рублёв")

    host.announce(film_id=film["id"])
    counted = eventually(
        lambda: public(cloud, f"/films/{film['id']}"),
        lambda seen: seen["upcoming_count"],
        what="The count of its showings",
    )
    assert counted == film | {name: counted[name] for name in ("upcoming_count", "wishes")}


def test_m39_films_have_substance_and_stand_on_shelves_and_showings_say_their_language(
    cloud: Cloud, host: Person, guest: Person
) -> None:
    event = host.announce(film_id="rashomon-1950", spoken_language="ja", subtitles=["RU"])
    seen = guest.event(event)
    assert (seen["spoken_language"], seen["subtitles"]) == ("ja", ["ru"])
    assert seen["film"]["directors"] == ["Akira Kurosawa"]
    assert (seen["film"]["countries"], bool(seen["film"]["hook"])) == (["JP"], True)

    shelves = public(cloud, "/shelves")["items"]
    assert len(shelves) in (
        11,
        12,
        13,
    )  # with what is shown this week or wished for, if anything is
    shelf = shelves[-1]
    found = public(cloud, "/films", shelf=shelf["id"], limit=len(shelf["films"]))
    assert found["items"] == shelf["films"]
