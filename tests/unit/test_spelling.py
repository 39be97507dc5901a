"""When two spellings are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seance.spelling import LONGEST_KEY, Searched, beginnings, city_key, key, normalise, words


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Тёмный рыцарь", "темный рыцарь"),
        ("ТЁМНЫЙ", "темный"),
        ("Те\N{COMBINING DIAERESIS}мный", "темный"),
        ("Чужой", "чужой"),
        ("Чужои\N{COMBINING BREVE}", "чужой"),
        ("Le Fabuleux Destin d'Amélie Poulain", "le fabuleux destin d amelie poulain"),
        ("Det sjunde inseglet – Ingmar Bergman", "det sjunde inseglet ingmar bergman"),
        ("Søren Łódź Œuvre Straße", "soren lodz oeuvre strasse"),
        ("  WALL·E,  (2008)!  ", "wall e 2008"),
        ("snake_case", "snake case"),
        ("七人の侍", "七人の侍"),
        ("?!…", ""),
        ("", ""),
    ],
)
def test_case_diacritics_and_punctuation_do_not_matter(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_a_normal_text_stays_as_it_is(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert normal == " ".join(normal.split())


@given(st.text(alphabet="абвеёйАБВЕЁЙ -.,«»"))
def test_russian_is_compared_without_case_and_with_e_for_yo(text: str) -> None:
    assert normalise(text.upper()) == normalise(text) == normalise(text.replace("ё", "е"))


@given(st.text())
def test_a_key_is_short_enough_and_never_empty_where_there_is_a_text(text: str) -> None:
    assert len(key(text)) <= LONGEST_KEY
    assert bool(key(text)) or not text.strip()
    assert key(text) == key(text.upper().lower().upper()) or not text.isascii()


@pytest.mark.parametrize(
    "same",
    [
        ["Санкт-Петербург", "санкт петербург", "САНКТ\u2010ПЕТЕРБУРГ", "г. Санкт-Петербург", "город Санкт\u2011Петербург"],
        ["Тула", "г. Тула", "г.Тула", "Г ТУЛА", "гор. Тула"],
        ["Йошкар-Ола", "Йошкар-Ола", "ЙОШКАР ОЛА"],
        ["Köln", "Ko\u0308ln", "Koln", "KÖLN"],
        ["İstanbul", "istanbul", "ISTANBUL", "Istanbul", "ıstanbul"],
        ["L’Aquila", "L'Aquila", "LʼAquila", "l aquila", "LAQUILA", "L\u00b4Aquila"],
        ["Орёл", "орел", "ОРЁЛ", "  орЁл "],
        ["Łódź", "lodz"],
        ["Нью-Йорк", "нью йорк", "Нью – Йорк", "Нью\u00adйорк"],
        ["हिन्दी", "हिन्दी"],
        ["東京", "東京"],
    ],
)  # fmt: skip
def test_a_city_is_the_same_however_it_is_spelled(same: list[str]) -> None:
    assert len({city_key(each) for each in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Тула", "Тулун"), ("Г", ""), ("Город", "Тула"), ("Чехов", "Чехой"), ("हिन्दी", "हन्द"), ("バ", "ハ"), ("🎬", "🎭")],
)  # fmt: skip
def test_other_cities_are_others(one: str, other: str) -> None:
    assert city_key(one) != city_key(other)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("howl's moving castle", "Howl’s Moving Castle"),
        ("howls moving castle", "Howl's Moving Castle"),
        ("pan's labyrinth", "Pans Labyrinth"),
        ("spiderman", "Spider-Man"),
        ("spider man", "Spiderman"),
        ("spider-man", "Spider Man"),
        ("man", "Spider-Man"),
        ("walle", "WALL·E"),
        ("wall-e", "Walle"),
        ("киндзадза", "Кин-дза-дза!"),
        ("кин дза дза", "Киндзадза"),
        ("rocknroll", "Rock 'n' Roll"),
        ("LA Confidential", "L.A. Confidential"),
        ("laconfidential", "L.A. Confidential"),
        ("shield", "S.H.I.E.L.D."),
        ("13", "Ночь ужасов №13"),
        ("№13", "Пятница, 13"),
        ("東京", "東京物語の夜"),
        ("物語", "東京物語の夜"),
        ("東京 夜", "東京物語の夜"),
        ("ёлка", "Елка"),
        ("", "anything"),
    ],
)
def test_a_text_has_what_is_asked_however_it_is_spelled(query: str, text: str) -> None:
    assert Searched([text]).has(words(query))
    assert Searched(["other", text, "words"]).has(words(query), begun=True)


@pytest.mark.parametrize(
    ("query", "text"),
    [("thea", "The Artist"), ("ска", "Москва"), ("ночь 14", "Ночь №13"), ("物東", "東京物語の夜"), ("man spider", "Spiderman")],
)  # fmt: skip
def test_a_text_has_no_words_that_are_not_there(query: str, text: str) -> None:
    assert not Searched([text]).has(words(query))
    assert not Searched([text]).has(words(query), begun=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ночь: Космос!", ["ноч", "кос"]),
        ("L.A. Confidential", ["lac", "aco", "con"]),
        ("Он и ты", ["они", "иты"]),
        ("東京物語", ["東京物", "京物語"]),
        ("R2", []),
    ],
)
def test_how_words_of_a_text_begin(text: str, found: list[str]) -> None:
    assert sorted(beginnings([text])) == sorted(found)


@given(st.text("абв ёa-'東京", max_size=12), st.text("абвa東", min_size=3, max_size=5))
def test_whatever_word_is_found_is_found_by_its_beginning(text: str, word: str) -> None:
    (asked,) = words(word)
    if Searched([text]).has([asked], begun=True):
        assert asked[:3] in beginnings([text])


def test_a_word_may_be_begun_where_that_is_enough() -> None:
    text = Searched(["Spider-Man"])
    assert text.has(words("spiderm"), begun=True)
    assert not text.has(words("spiderm"))
