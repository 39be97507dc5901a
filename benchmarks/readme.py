"""The part of README.md that `make bench` writes: tables of what was measured, and plots by matplotlib."""

from itertools import groupby
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from benchmarks.report import BUDGETS

HERE = Path(__file__).parent
README, PLOTS = HERE / "README.md", HERE / "plots"
MARK = "<!-- What follows is made by `make bench`. -->"
LONGEST = 24  # rows of a table; a plot shows more
WHOLE = 100  # from here on no decimals
COLOURS = {True: "#2b7a4b", False: "#b3261e", None: "#4a6fa5"}
Result = dict[str, Any]


def write(results: list[Result]) -> None:
    """Behind the mark; what is before it is written by hand."""
    PLOTS.mkdir(exist_ok=True)
    parts = [_budgets(results)]
    for name, group in groupby(results, key=lambda each: str(each["benchmark"])):
        parts.append(_chapter(name, list(group)))
    by_hand = README.read_text("utf-8").partition(MARK)[0]
    README.write_text(by_hand + MARK + "\n\n" + "\n".join(parts), "utf-8")


def _budgets(results: list[Result]) -> str:
    rows = []
    for name, budget in BUDGETS.items():
        found = [each for each in results if each["budget"] == name]
        if not found:
            continue
        worst = (min if budget.at_least else max)(found, key=lambda each: float(each["figure"]))
        sign = "≥" if budget.at_least else "≤"
        aim = "" if budget.stretch is None else f"{sign} {budget.stretch:g}"
        met = "missed" if not worst["met"] else "yes"
        if budget.stretches(worst["figure"]):
            met = "yes, and the aim"
        rows.append(
            [name, budget.what, _number(worst), f"{sign} {budget.must:g}", aim, met, f"`{worst['command']}`"]
        )  # fmt: skip
    head = ["budget", "what", "figure", "must", "aim", "met", "command"]
    return f"## Budgets\n\nOf several figures of a budget the worst.\n\n{_table(head, rows)}\n"


def _chapter(name: str, results: list[Result]) -> str:
    first = results[0]
    about = f"Commit {first['commit']}, {first['date']}, Python {first['python']}, {first['machine']}, {first['cores']} cores."  # fmt: skip
    _plot(name, results)
    parts = [f"## {name}\n", about + "\n", f"![{name}](plots/{name}.svg)\n"]
    for unit, group in _by_unit(results):
        lines = [each for each in group if each["at"]]
        if lines:
            parts.append(_lines(unit, lines) + "\n")
        single = [each for each in group if not each["at"]]
        if 0 < len(single) <= LONGEST:
            rows = [[each["name"], _number(each)] for each in single]
            parts.append(_table(["", unit], rows) + "\n")
    return "\n".join(parts)


def _lines(unit: str, results: list[Result]) -> str:
    places = sorted({each["at"][1] for each in results})
    axis = results[0]["at"][0]
    found = {(each["name"], each["at"][1]): each for each in results}
    rows = [
        [name, *(_number(found[name, place]) if (name, place) in found else "" for place in places)]
        for name in dict.fromkeys(each["name"] for each in results)
    ]
    return _table([f"{unit}, by {axis}", *(f"{place:,g}" for place in places)], rows)


def _plot(name: str, results: list[Result]) -> None:
    """A panel for each unit: lines where there is an axis, else bars, with a mark where they must be."""
    groups = _by_unit(results)
    tall = [2.6 if any(each["at"] for each in group) else 0.5 + 0.24 * len(group) for _, group in groups]  # fmt: skip
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": name, "font.size": 8})
    figure, panels = plt.subplots(
        len(groups), figsize=(8, sum(tall) + 0.8 * len(tall)), height_ratios=tall, squeeze=False
    )
    for (unit, group), (axes,) in zip(groups, panels, strict=True):
        lines = [each for each in group if each["at"]]
        (_draw_lines if lines else _draw_bars)(axes, lines or group)
        axes.set_title(unit, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(PLOTS / f"{name}.svg", metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)


def _draw_lines(axes: Axes, results: list[Result]) -> None:
    for name in dict.fromkeys(each["name"] for each in results):
        own = sorted((each["at"][1], each["figure"]) for each in results if each["name"] == name)
        axes.plot([place for place, _ in own], [value for _, value in own], marker="o", label=name)
    axes.set_xscale("log")
    places = sorted({each["at"][1] for each in results})
    axes.set_xticks(places, [f"{place:,g}" for place in places], minor=False)
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.set_xlabel(results[0]["at"][0])
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))


def _draw_bars(axes: Axes, results: list[Result]) -> None:
    colours = [COLOURS[each["met"]] for each in results]
    axes.barh([each["name"] for each in results], [each["figure"] for each in results], color=colours)  # fmt: skip
    axes.invert_yaxis()
    for place, each in enumerate(results):
        if each["must"] is not None:
            axes.plot(each["must"], place, marker="|", color="black", markersize=14)


def _by_unit(results: list[Result]) -> list[tuple[str, list[Result]]]:
    units = dict.fromkeys(str(each["unit"]) for each in results)
    return [(unit, [each for each in results if each["unit"] == unit]) for unit in units]


def _number(result: Result) -> str:
    value = float(result["figure"])
    return f"{value:,.0f}" if value == int(value) or value >= WHOLE else f"{value:,.2f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(each)} |" for each in lines)
