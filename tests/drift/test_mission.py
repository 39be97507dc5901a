"""Every row, rule and situation of the mission has functions and tests, and the page says which."""

import pytest

from tests import mission
from tests.drift.template import functions

TESTED = mission.marked()


@pytest.mark.parametrize("row", mission.ROWS)
def test_a_row_is_walked_on_the_running_cloud(row: str) -> None:
    assert [file for file, _ in TESTED[row] if file.startswith("stack/")]


@pytest.mark.parametrize("mark", [*mission.RULES, *mission.SITUATIONS])
def test_a_rule_or_situation_has_a_test_of_its_name(mark: str) -> None:
    assert TESTED[mark]


def test_no_test_is_named_after_what_the_mission_does_not_have() -> None:
    assert set(TESTED) <= {*mission.ROWS, *mission.RULES, *mission.SITUATIONS}


def test_a_row_names_functions_that_are_deployed_and_every_function_has_a_row() -> None:
    named = {name for _, names in mission.ROWS.values() for name in names.split()}
    assert named <= set(functions())
    assert not mission.unserved()


def test_the_page_is_what_the_tests_make() -> None:
    assert mission.PAGE.read_text(encoding="utf-8") == mission.page(), "run: make mission"


def test_the_walkthrough_is_shown_as_it_is_walked() -> None:
    shown = mission.WALKTHROUGH.read_text(encoding="utf-8")
    assert shown == mission.walkthrough(), "run: make mission"
