"""A proposal, its votes and what they add up to. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from typing import Any, Literal

from seance.errors import NotFound, TooManyRequests, ValidationFailed, WrongStatus
from seance.films.model import name_in

Status = Literal["open", "fixed", "cancelled"]
VOTERS = "voters"
MOST_VOTERS = 500  # so that who is invited, in the order of voting, is read at once: 100 kB


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who was asked, or has voted: for these films and times.

    `number` tells the how-manieth voter it is; it stays when the vote changes.
    """

    user_id: str
    asked: bool = False
    film_ids: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()
    number: int | None = None

    def choices(self) -> Counter[str]:
        """What the vote counts for: each film, each time, each pair of both, and one voter."""
        pairs = (pair(film_id, time) for film_id, time in product(self.film_ids, self.times))
        found = [*self.film_ids, *map(datetime.isoformat, self.times), *pairs]
        return Counter([*found, VOTERS] if found else [])


def pair(film_id: str, time: datetime) -> str:
    """Under which name a tally counts who can come to this film at this time."""
    return f"{film_id} {time.isoformat()}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Films (as events keep their facts) and times (UTC) at which the event may begin.

    `plan` has the other fields of the event to be, as the API took them. `tally` counts the votes;
    `ballots` grows with each vote, `numbered` with each new voter. `awaited` are those who were
    asked and have not voted yet.
    """

    id: str
    host_id: str
    films: tuple[Mapping[str, Any], ...]
    times: tuple[datetime, ...]
    plan: Mapping[str, Any]
    closes_at: datetime
    created_at: datetime
    status: Status = "open"
    event_id: str | None = None
    film_id: str | None = None
    starts_at: datetime | None = None
    version: int = 1
    tally: Mapping[str, int] = field(default_factory=dict)
    ballots: int = 0
    numbered: int = 0
    asked: int = 0
    awaited: int = 0

    def title(self, language: str) -> str:
        """What the host called it, or its films, or the one of them that it became."""
        films = [each for each in self.films if self.film_id in (None, each["id"])]
        return self.plan["title"] or " · ".join(name_in(film, language) for film in films)

    def votes(self, choice: str) -> int:
        """How many chose it."""
        return self.tally.get(choice, 0)

    def best(self) -> tuple[str, datetime, int] | None:
        """R20: the film and time at which most can come, the earliest of equals; nothing before a vote for both."""
        pairs = [
            (film["id"], time, self.votes(pair(film["id"], time)))
            for time in self.times
            for film in self.films
        ]
        found = max(pairs, key=lambda each: each[2])
        return found if found[2] else None


def check_visible(
    proposal: Proposal, viewer_id: str, voter: Voter | None, *, follows: bool, blocked: bool
) -> None:
    """R6, R17: to who may not see it the proposal does not exist. Who was asked or voted keeps it."""
    if viewer_id == proposal.host_id:
        return
    if blocked:
        raise NotFound
    visibility = proposal.plan["visibility"]
    if voter or visibility == "public" or (visibility == "followers" and follows):
        return
    raise NotFound


def vote(
    proposal: Proposal,
    voter: Voter | None,
    user_id: str,
    film_ids: Sequence[str],
    times: Sequence[datetime],
    now: datetime,
) -> tuple[Proposal, Voter]:
    """The proposal and the voter with this vote in place of the one before.

    Raises `WrongStatus` once it is fixed, cancelled or closed, and `ValidationFailed` for what is not to choose.
    """
    if proposal.status != "open" or now >= proposal.closes_at:
        raise WrongStatus("The vote is over.")
    _check_known("film_ids", film_ids, [film["id"] for film in proposal.films])
    _check_known("times", times, proposal.times)
    was = voter or Voter(user_id)
    chosen = replace(
        was,
        film_ids=tuple(film["id"] for film in proposal.films if film["id"] in film_ids),
        times=tuple(time for time in proposal.times if time in times),
        number=was.number or proposal.numbered + 1,
    )
    if chosen.number is not None and chosen.number > MOST_VOTERS:
        raise TooManyRequests(f"{MOST_VOTERS} people have voted, and no more can.")
    return _recount(proposal, was, chosen), chosen


def without(proposal: Proposal, voter: Voter) -> Proposal:
    """The proposal without somebody who leaves; what is fixed stays as it was counted."""
    if proposal.status != "open":
        return proposal
    gone = _recount(proposal, voter, Voter(voter.user_id, number=voter.number))
    awaited = proposal.awaited - (voter.asked and voter.number is None)
    return replace(gone, awaited=awaited, numbered=proposal.numbered)


def fix(proposal: Proposal, film_id: str, starts_at: datetime, event_id: str) -> Proposal:
    """R20: this film at this time is the event."""
    if proposal.status != "open":
        raise WrongStatus(f"The proposal is {proposal.status}.")
    _check_known("film_id", [film_id], [film["id"] for film in proposal.films])
    _check_known("starts_at", [starts_at], proposal.times)
    return replace(
        proposal,
        status="fixed",
        event_id=event_id,
        film_id=film_id,
        starts_at=starts_at,
        version=proposal.version + 1,
    )


def cancel(proposal: Proposal) -> Proposal:
    """It comes to nothing; what is fixed is an event, and called off as one."""
    if proposal.status == "cancelled":
        return proposal
    if proposal.status == "fixed":
        raise WrongStatus("The proposal is an event by now.", next_step="cancel_the_event")
    return replace(proposal, status="cancelled", version=proposal.version + 1)


def _recount(proposal: Proposal, was: Voter, chosen: Voter) -> Proposal:
    tally = Counter(proposal.tally)
    tally.subtract(was.choices())
    tally.update(chosen.choices())
    first = was.number is None and chosen.number is not None
    return replace(
        proposal,
        tally={choice: number for choice, number in tally.items() if number},
        ballots=proposal.ballots + 1,
        numbered=proposal.numbered + first,
        awaited=proposal.awaited - (first and was.asked),
    )


def _check_known(name: str, given: Sequence[Any], known: Sequence[Any]) -> None:
    if any(each not in known for each in given):
        raise ValidationFailed.of(name, "this is not one of the proposal's")
