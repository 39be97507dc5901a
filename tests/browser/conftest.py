"""The local cloud of the stack tests, with the demo people in it."""

import pytest

from local import demo
from tests.stack.cloud import Cloud
from tests.stack.conftest import cloud, place, telegram, vk

__all__ = ["cloud", "place", "telegram", "vk"]


@pytest.fixture(scope="session")
def stage(cloud: Cloud) -> Cloud:
    """What is deployed, when the demo people have announced and asked."""
    demo.load(cloud.facts)
    return cloud
