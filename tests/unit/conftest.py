"""Pure rules need no network: the sockets are off."""

import pytest
from pytest_socket import disable_socket


@pytest.fixture(autouse=True)
def no_network() -> None:
    """A test that opens a socket fails."""
    disable_socket()
