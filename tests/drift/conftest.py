"""The drift tests run operations on the same in-process cloud as the component tests."""

from tests.component.conftest import api, aws, clock, cloud, pump  # noqa: F401 # fixtures
