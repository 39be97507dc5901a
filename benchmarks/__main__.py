"""`make bench`: every benchmark, each in a process of its own, into results.json and README.md.

`make bench ONLY="search rush"` measures these and keeps the other figures, each with its commit and day.
"""

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import readme
from benchmarks.report import BUDGETS
from local.telling import TroubleError, run, step, tell

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PATIENCE = 900.0  # seconds for one of them


def names() -> list[str]:
    """Every module here that can be measured, by name."""
    return sorted(
        path.stem for path in HERE.glob("*.py") if "\ndef measure() " in path.read_text("utf-8")
    )


def measured(name: str) -> list[dict[str, Any]] | None:
    """What a benchmark measured; nothing where it could not, and has said why."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "figures.json"
        process = subprocess.Popen([sys.executable, "-m", f"benchmarks.{name}", str(into)])
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            tell(f"✗ {name} takes longer than {PATIENCE:.0f} s and is stopped.")
            process.send_signal(signal.SIGINT)  # it stops what it has started
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
        if process.returncode != 0 or not into.exists():
            return None
        found: list[dict[str, Any]] = json.loads(into.read_text("utf-8"))
        return found


def kept(name: str, figures: list[dict[str, Any]], about: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures as results.json has them."""
    made = []
    for each in figures:
        budget = BUDGETS[each["budget"]] if each["budget"] else None
        made.append(
            {
                "benchmark": name,
                "budget": each["budget"],
                "name": each["name"],
                "at": each["at"],
                "figure": each["value"],
                "unit": each["unit"],
                "must": budget and budget.must,
                "stretch": budget and budget.stretch,
                "met": budget and budget.holds(each["value"]),
                "command": f"make bench ONLY={name}",
                **about,
            }
        )
    return made


def machine() -> dict[str, Any]:
    """On what it was measured, and when."""
    asked = ["git", "describe", "--always", "--dirty", "--exclude", "*"]
    commit = subprocess.run(asked, cwd=HERE, capture_output=True, text=True, check=False)
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "machine": f"{platform.system()} {platform.machine()}",
        "commit": commit.stdout.strip() or "unknown",
        "date": datetime.now(UTC).date().isoformat(),
    }


def known() -> list[dict[str, Any]]:
    """What was measured before."""
    found: list[dict[str, Any]] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []
    return found


def keep(results: list[dict[str, Any]]) -> None:
    """After each of them: what comes later may fail."""
    results.sort(key=lambda each: str(each["benchmark"]))
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    readme.write(results)


def main() -> None:
    asked = sys.argv[1:] or names()
    if unknown := set(asked) - set(names()):
        raise TroubleError(
            f"No such benchmark: {', '.join(sorted(unknown))}", f"There are {', '.join(names())}."
        )
    about, failed = machine(), []
    for number, name in enumerate(asked, 1):
        with step(f"{name}, {number} of {len(asked)}"):
            figures = measured(name)
        if figures is None:
            failed.append(name)
            continue
        results = [each for each in known() if each["benchmark"] != name]
        keep(results + kept(name, figures, about))
    results = known()
    missed = [each for each in results if each["met"] is False]
    tell(f"\n{RESULTS.relative_to(HERE.parent)} and README.md beside it are written.")
    for each in missed:
        tell(f"  missed: {each['budget']}, {each['name']}: {each['figure']:g} {each['unit']}")
    if failed:
        raise TroubleError(f"Not measured: {', '.join(failed)}", "Each has said above why.")


if __name__ == "__main__":
    run(main)
