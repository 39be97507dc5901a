"""The budgets count on the same in-process cloud as the component tests."""

from tests.component.conftest import (  # noqa: F401 # fixtures
    api,
    aws,
    clock,
    cloud,
    guest,
    host,
    pump,
    world,
)
