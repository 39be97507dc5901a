"""Searching the bundled films."""

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.films.bundled import BundledFilms
from seance.films.model import Film
from seance.spelling import normalise

ALL = 10_000


def film(film_id: str, title: str, original_title: str) -> Film:
    return Film(film_id, title, original_title, int(film_id[-4:]), 100, ("drama",))


FILMS = BundledFilms(
    [
        film("aliens-1986", "Чужие", "Aliens"),
        film("alien-1979", "Чужой", "Alien"),
        film("my-alien-1999", "Мой любимый чужой", "My Alien"),
        film("the-dark-knight-2008", "Тёмный рыцарь", "The Dark Knight"),
        film("stalker-1979", "Сталкер", "Сталкер"),
        film("amelie-2001", "Амели", "Le Fabuleux Destin d'Amélie Poulain"),
        film("solaris-2002", "Солярис", "Solaris"),
        film("solaris-1972", "Солярис", "Солярис"),
    ]
)


def ids(query: str) -> list[str]:
    return [each.id for each in FILMS.search(query, ALL)[0]]


@pytest.mark.parametrize(
    ("query", "film_id"),
    [
        ("чужие", "aliens-1986"),
        ("ALIENS", "aliens-1986"),
        ("темный рыцарь", "the-dark-knight-2008"),
        ("тёмный рыцарь", "the-dark-knight-2008"),
        ("amelie", "amelie-2001"),
        ("Amélie", "amelie-2001"),
        ("stalker", "stalker-1979"),
    ],
)
def test_a_film_is_found_by_its_russian_original_and_english_title(
    query: str, film_id: str
) -> None:
    assert ids(query) == [film_id]


@pytest.mark.parametrize("query", ["тем", "рыц", "dark kn", "рыцарь тём", "knight the 2008 темный"])
def test_words_may_be_begun_mixed_and_in_any_order(query: str) -> None:
    assert ids(query) == ["the-dark-knight-2008"]


@pytest.mark.parametrize("query", ["ыцарь", "night", "чужие 1979", "alien zebra", "d'arc"])
def test_every_word_has_to_begin_a_word_of_the_film(query: str) -> None:
    assert ids(query) == []


def test_a_film_titled_so_comes_first_then_titles_that_begin_so_then_others() -> None:
    assert ids("alien") == ["alien-1979", "aliens-1986", "my-alien-1999"]
    assert ids("чужой") == ["alien-1979", "my-alien-1999"]


def test_a_year_chooses_between_films_of_one_title() -> None:
    assert ids("солярис") == ["solaris-1972", "solaris-2002"]
    assert ids("солярис 2002") == ids("2002 solaris") == ["solaris-2002"]


@pytest.mark.parametrize("query", ["", "   ", "!?"])
def test_nothing_asked_lists_all_films_by_title(query: str) -> None:
    found = FILMS.search(query, ALL)[0]

    assert len(found) == 8
    assert [normalise(each.title) for each in found] == sorted(
        normalise(each.title) for each in found
    )


@given(
    query=st.sampled_from(["", "a", "the", "1979", "чуж", "s", "zebra"]),
    limit=st.integers(1, 12),
)
def test_pages_hold_every_film_once_in_the_order_of_the_whole_list(query: str, limit: int) -> None:
    paged, after, more = [], None, True
    while more:
        page, after = FILMS.search(query, limit, after)
        paged += page
        more = after is not None
        assert not more or len(page) == limit

    assert (paged, None) == FILMS.search(query, ALL)


@given(st.permutations(FILMS.search("", ALL)[0]), st.sampled_from(["", "alien", "с", "19"]))
def test_the_order_does_not_depend_on_the_order_of_the_files(films: list[Film], query: str) -> None:
    assert BundledFilms(films).search(query, ALL) == FILMS.search(query, ALL)


@given(st.text(max_size=30))
def test_any_text_may_be_asked(query: str) -> None:
    FILMS.search(query, 5)


def test_a_film_is_got_by_its_id_only() -> None:
    found = FILMS.get("alien-1979")

    assert found is not None
    assert found.title == "Чужой"
    assert FILMS.get("Alien") is None


@pytest.mark.parametrize("query", ["", "а", "the", "властелин колец король", "zebra"])
def test_a_search_takes_a_tenth_of_what_the_index_takes_that_is_made_once(query: str) -> None:
    films = BundledFilms.load()

    def seconds(repeats: int) -> float:
        return min(timeit.repeat(lambda: films.search(query, 20), number=1, repeat=repeats))

    assert seconds(1) > 10 * seconds(50)


@pytest.mark.parametrize(
    ("query", "film_id"),
    [
        ("Howl's Moving Castle", "howls-moving-castle-2004"),
        ("Pan’s Labyrinth", "pans-labyrinth-2006"),
        ("spiderman 2002", "spider-man-2002"),
        ("walle", "wall-e-2008"),
        ("киндзадза", "kin-dza-dza-1986"),
        ("LA Confidential", "l-a-confidential-1997"),
    ],
)
def test_signs_and_spaces_within_a_title_do_not_matter(query: str, film_id: str) -> None:
    assert [each.id for each in BundledFilms.load().search(query, 1)[0]] == [film_id]
