"""Which catalogue the films come from is a setting."""

from collections.abc import Iterator

import pytest

from seance.cloud import config
from seance.films import provider
from seance.films.schemas import FilmOut


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MAIN_TABLE", "main")
    monkeypatch.setenv("FEED_TABLE", "feed")
    monkeypatch.delenv("FILM_PROVIDER", raising=False)
    forget()
    yield
    forget()


def forget() -> None:
    config.settings.cache_clear()
    provider._made.cache_clear()


def test_the_bundled_catalogue_serves_unless_another_is_set() -> None:
    found = provider.film_provider().get("alien-1979")

    assert found is not None
    assert FilmOut.of(found.facts()).model_dump() == found.facts() | {
        "title_en": "Alien",
        "directors": ["Ridley Scott"],
        "countries": ["GB", "US"],
        "hook": "The crew of a cargo ship answers a signal from an unknown planet.",
        "upcoming_count": None,
        "wishes": None,
        "attribution": None,
    }


def test_the_catalogue_is_read_once() -> None:
    assert provider.film_provider() is provider.film_provider()


def test_an_unknown_provider_is_named_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILM_PROVIDER", "betamax")

    with pytest.raises(RuntimeError, match="'betamax'; the film providers are: bundled"):
        provider.film_provider()
