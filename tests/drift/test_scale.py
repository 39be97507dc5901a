"""docs/scale.md says what today's counts, constants and quotas come to."""

import pytest

from benchmarks import scale
from benchmarks.scale import Meeting


def test_the_page_has_todays_tables() -> None:
    page = scale.PAGE.read_text("utf-8")
    assert scale.written_anew(page) == page, "make scale writes it anew"


@pytest.mark.parametrize(("demand", "at"), [(500, 200), (50, 2_000)])
def test_a_limit_is_reached_in_proportion(demand: float, at: float) -> None:
    assert Meeting("anything", demand, 1_000, "").reached_at(100) == at
