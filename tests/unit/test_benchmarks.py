"""What `make bench` and the tests of budgets hold figures to."""

from benchmarks.report import BUDGETS, Figure, interleaved, ratios, verdict


def test_a_rate_may_not_fall_below_its_budget_and_a_cost_not_exceed_it() -> None:
    rate, cost = BUDGETS["P10"], BUDGETS["P14"]
    assert (rate.holds(300), rate.holds(299), rate.stretches(500)) == (True, False, True)
    assert (cost.holds(6.0), cost.holds(6.01), cost.stretches(4.01)) == (True, False, False)


def test_what_is_missed_is_said() -> None:
    assert "MISSED" in verdict(Figure("dollars", 6.01, "dollars", "P14"))
    assert "MISSED" not in verdict(Figure("dollars", 6.0, "dollars", "P14"))


def test_cases_are_measured_in_turn_and_a_ratio_is_of_medians() -> None:
    told: list[str] = []
    seconds = {"plain": iter((1.0, 2.0, 9.0)), "ours": iter((3.0, 9.0, 1.0))}

    def case(name: str) -> float:
        told.append(name)
        return next(seconds[name])

    cases = {name: (lambda name=name: case(name)) for name in seconds}
    assert ratios(cases, "plain", rounds=3) == {"plain": 1.0, "ours": 1.5}
    assert told == ["plain", "ours"] * 3
    assert interleaved({"one": lambda: 1.0}, rounds=2) == {"one": [1.0, 1.0]}
