"""The product on tables in memory, in virtual time, behind a wire on which things go wrong."""

from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings

from local.api import routers
from seance.web.app import Handler, lambda_handler
from tests.faults import town as towns
from tests.faults.town import Connect, Town

hypothesis_settings.register_profile("soak")  # `make soak`: more examples, other ones each time


@pytest.fixture(scope="session")
def api() -> Handler:
    """The whole API as one handler."""
    return lambda_handler(*routers())


@pytest.fixture(scope="module")
def _client() -> Iterator[Connect]:
    """One client for a file of tests."""
    with towns.connected() as connect:
        yield connect


@pytest.fixture
def town(api: Handler, _client: Connect) -> Iterator[Town]:
    """An empty place where all goes well."""
    with towns.founded(api, _client) as town:
        yield town


@pytest.fixture
def short_way(town: Town) -> Iterator[None]:
    """Without botocore's making, signing and parsing."""
    with towns.short_way(town):
        yield
