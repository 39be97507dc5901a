"""Who people are to each other."""

import pytest

from seance.errors import NotFound, ValidationFailed
from seance.people.model import Blocks, Rating, check_not_blocked, check_other, stranger
from tests.unit.examples import NOW


def test_an_average_is_exact_and_nobody_has_one_without_ratings() -> None:
    assert Rating(14, 3).average == 4.67
    assert Rating().average is None


def test_a_block_holds_both_ways() -> None:
    blocks = Blocks(frozenset({"a"}), frozenset({"b"}))
    assert [blocks.between(each) for each in "abc"] == [True, True, False]
    check_not_blocked(blocks, "c")
    with pytest.raises(NotFound):
        check_not_blocked(blocks, "b")


def test_nobody_follows_oneself() -> None:
    check_other("a", "b")
    with pytest.raises(ValidationFailed):
        check_other("a", "a")


def test_a_former_user_has_no_name_and_no_address() -> None:
    gone = stranger("a", NOW)
    assert (gone.name, gone.email) == ("—", None)
