"""Languages of films and their subtitles, as BCP 47 writes them (M39)."""

import re

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from seance.languages import SPOKEN, read_in, reader, tag


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ru", "ru"),
        ("EN", "en"),
        ("pt-br", "pt-BR"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sah", "sah"),
        ("zxx", "zxx"),
    ],
)
def test_m39_a_language_is_written_in_one_way(text: str, written: str) -> None:
    assert tag(text) == tag(written) == written


@pytest.mark.parametrize(
    "text", ["", "r", "xx", "qqq", "russian", "ru_RU", "ru-", "ru-R", "ru RU", "русский", "en-x-a"]
)
def test_m39_what_is_no_language_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="BCP 47"):
        tag(text)


@given(st.text(max_size=12))
def test_any_text_is_a_language_or_refused(text: str) -> None:
    try:
        assert tag(tag(text)) == tag(text)
    except ValueError:
        assert True


def test_m39_the_languages_are_those_that_a_page_can_name() -> None:
    named = {code for code in Locale("en").languages if re.fullmatch("[a-z]{2,3}", str(code))}

    assert set(SPOKEN.read_text(encoding="ascii").split()) == named - {"und"}


def test_who_reads_is_known_for_one_request_only() -> None:
    with read_in("ru"):
        assert reader() == "ru"
    assert reader() == "en"
