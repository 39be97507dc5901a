"""Languages: in which people are told, in which the present reader reads, and in which films speak."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"
# Codes of ISO 639 that CLDR has names for, so that every page can name them; with `mul` (several) and
# `zxx` (none, as in a silent film).
SPOKEN = Path(__file__).with_name("languages.txt")
_TAG = re.compile(r"([a-z]{2,3})(-[a-z]{4})?(-[a-z]{2}|-\d{3})?", re.ASCII | re.IGNORECASE)

_reader: ContextVar[Language] = ContextVar("reader", default=DEFAULT)


@contextmanager
def read_in(language: Language) -> Iterator[None]:
    """For the answer to this request: the language that it prefers."""
    token = _reader.set(language)
    try:
        yield
    finally:
        _reader.reset(token)


def reader() -> Language:
    """The language of who reads the answer; English outside a request."""
    return _reader.get()


def tag(text: str) -> str:
    """A language as BCP 47 writes it: `ru`, `zh-Hant`, `pt-BR`. Raises ValueError where it is none."""
    found = _TAG.fullmatch(text)
    if not found or found[1].lower() not in _spoken():
        raise ValueError("is not a language of BCP 47")
    language, script, region = (part or "" for part in found.groups())
    return language.lower() + script.title() + region.upper()


@lru_cache(maxsize=1)
def _spoken() -> frozenset[str]:
    return frozenset(SPOKEN.read_text(encoding="ascii").split())
