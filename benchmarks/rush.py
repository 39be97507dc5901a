"""P9 and P10: whether a rush sells exactly its seats, and how many a second, by shards and by how long a transaction holds.

The model and the product's own code are those of tests/faults/rush.py, in virtual time: the same on every machine.
`make soak` plays 100 seeds of each crowd, this a few of them.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median

from benchmarks.report import Figure, run
from local.api import routers
from seance.web.app import lambda_handler
from tests.faults import rush, town
from tests.faults.rush import HOLDS, percentile

SEEDS = range(3)
FEW, MANY = (200, 50), (1000, 500)  # who ask, and for how many seats
SHARDS = (1, 2, 4, 8, 16)
PATIENCE = 600.0  # seconds for all of it


@dataclass(frozen=True)
class Played:
    """One rush: seats each shard has (nothing: as the product decides), and what came of it."""

    crowd: tuple[int, int]
    hold: float
    shards: int | None
    rate: float  # seats a second
    wait: float  # seconds that 95 of 100 winners do not exceed
    exact: bool


def play(crowd: tuple[int, int], hold: float, seed: int, shards: int | None) -> Played:
    """In a process of its own, for what it changes of the process."""
    bookers, seats = crowd
    with town.connected() as connect:
        if shards:
            os.environ["SEATS_PER_SHARD"] = str(-(-seats // shards))
        with (
            town.founded(lambda_handler(*routers()), connect) as place,
            rush.quickly(place) as ask,
        ):
            try:
                came = rush.run(place, seed, hold, bookers, seats, ask)
            except AssertionError:
                return Played(crowd, hold, shards, 0.0, 0.0, exact=False)
    return Played(crowd, hold, shards, came.seats_a_second, percentile(came.winners, 95), exact=True)  # fmt: skip


def measure() -> list[Figure]:
    """Exactness over all, the rates of the product's own shards, and of other numbers of them."""
    asked: list[tuple[tuple[int, int], float, int, int | None]] = [
        (crowd, hold, seed, None) for crowd in (FEW, MANY) for hold in HOLDS for seed in SEEDS
    ]
    asked += [(FEW, hold, 0, shards) for shards in SHARDS for hold in HOLDS]
    alone = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), alone, max_tasks_per_child=1) as pool:
        played = list(pool.map(play, *zip(*asked, strict=True), timeout=PATIENCE))
    wrong = sum(not each.exact for each in played)
    figures = [Figure(f"rushes of {len(played)} whose seats were not sold exactly", wrong, "rushes", "P9")]  # fmt: skip
    own = [each for each in played if each.crowd == MANY]
    for hold in HOLDS:
        here = [each for each in own if each.hold == hold]
        name = f"500 seats, 1,000 ask, D = {hold * 1000:.0f} ms"
        budget = "P10" if hold == HOLDS[1] else None
        figures += [
            Figure(name, round(median(each.rate for each in here), 1), "seats a second", budget),
            Figure(name, round(max(each.wait for each in here), 2), "s, 95 of 100 winners wait"),
        ]
    for shards in SHARDS:
        for hold in HOLDS:
            rates = [each.rate for each in played if (each.shards, each.hold) == (shards, hold)]
            figures.append(
                Figure(
                    f"D = {hold * 1000:.0f} ms",
                    round(median(rates), 1),
                    "seats a second, 50 seats, 200 ask",
                    at=("shards", float(shards)),
                )
            )
    return figures


if __name__ == "__main__":
    run(measure)
