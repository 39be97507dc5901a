"""R14 through conflicts and lost answers: both sides write, edit and take back at the same instant."""

from functools import partial
from random import Random
from typing import Any

import pytest

from seance.reviews import transitions
from tests.component.gateway import Answer, Person
from tests.component.reviewing import review, take_back
from tests.faults.town import Town

SEEDS = range(20)
FOUR_DAYS = 4 * 86400.0


def ended(town: Town, guests: int) -> tuple[Person, list[Person], dict[str, Any]]:
    """An event that is over, and who was there."""
    host, *people = town.people(guests + 1)
    event = host.announce(approval="automatic")
    for guest in people:
        assert guest.ask(event).body["status"] == "confirmed"
    town.turns.seconds += FOUR_DAYS
    return host, people, event


def stored(town: Town) -> list[dict[str, Any]]:
    """The reviews."""
    items = town.tables.items["main"].values()
    return [item for item in items if item["item"]["S"] == "review"]


def check_ratings(town: Town) -> None:
    """Profiles say what a recount of the revealed reviews says."""
    recount: dict[tuple[str, str], list[int]] = {}
    for item in stored(town):
        if "revealed_at" in item:
            key = (item["subject_id"]["S"], item["rated_as"]["S"])
            recount.setdefault(key, []).append(int(item["rating"]["N"]))
    for item in town.tables.items["main"].values():
        if item["item"]["S"] == "profile":
            for kind in ("host", "guest"):
                ratings = recount.get((item["id"]["S"], kind), [])
                assert int(item[f"{kind}_rating_total"]["N"]) == sum(ratings)
                assert int(item[f"{kind}_rating_count"]["N"]) == len(ratings)


@pytest.mark.parametrize("seed", SEEDS)
def test_r14_both_sides_at_once_reveal_each_other(town: Town, seed: int) -> None:
    host, (guest,), event = ended(town, 1)
    town.trouble(seed, hold=0.05, lost=0.2, deaf=0.1)

    answers = town.at_once(
        partial(review, host, guest, event, 2), partial(review, guest, host, event, 4)
    )

    assert all(answer.status in (200, 201) for answer in answers)
    assert all("revealed_at" in item for item in stored(town))
    assert len(stored(town)) == 2
    check_ratings(town)


@pytest.mark.parametrize("seed", SEEDS)
def test_r14_ratings_are_exact_whoever_writes_and_takes_back_at_once(town: Town, seed: int) -> None:
    host, guests, event = ended(town, 3)
    town.trouble(seed, hold=0.02, lost=0.1, deaf=0.05)
    chance = Random(seed)
    pairs = [pair for guest in guests for pair in ((guest, host), (host, guest))]

    def something() -> Answer:
        author, subject = chance.choice(pairs)
        if chance.random() < 0.3:
            return take_back(author, subject, event)
        return review(author, subject, event, chance.randint(1, 5))

    for _ in range(3):
        answers = town.at_once(*[something] * 6)
        assert {answer.status for answer in answers} <= {200, 201, 204}
        check_ratings(town)

    town.calm()
    town.turns.seconds += FOUR_DAYS * 4
    town.trouble(seed, hold=0.02, lost=0.1, deaf=0.05)

    def time_is_over() -> Answer:
        transitions.close(event["id"])
        return Answer(204, None, {})

    answers = town.at_once(*[time_is_over] * 2, *[something] * 3)
    assert {answer.status for answer in answers} <= {204, 409}
    assert all("revealed_at" in item for item in stored(town))
    check_ratings(town)
