"""What a function asks of AWS in any test is judged by its policies."""

from collections.abc import Generator

import pytest

from tests.memory import rights


def pytest_sessionstart() -> None:
    """Threads that functions start are heard, too."""
    rights.remember_askers()


def pytest_runtest_setup() -> None:
    """Nothing is denied yet."""
    rights.denied.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """A test in which a function was denied something fails, whatever it says itself."""
    answer = yield
    if rights.denied:
        pytest.fail("\n".join(sorted({str(each) for each in rights.denied})), pytrace=False)
    return answer


def pytest_sessionfinish() -> None:
    """For what looks at grants that nobody needs."""
    rights.keep()
