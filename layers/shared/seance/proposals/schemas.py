"""Proposals as the API takes and shows them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from seance.agenda.model import Interval
from seance.events.announcing import duration
from seance.events.model import Admission, Approval, Visibility
from seance.events.prices import PriceOut
from seance.events.schemas import AreaOut, PlaceIn, PlaceOut, Plan, place_out
from seance.films.schemas import FilmOut
from seance.people.model import Profile, stranger
from seance.people.schemas import PersonOut
from seance.proposals.model import VOTERS, Proposal, Status, Voter
from seance.proposals.store import Ballot
from seance.web.answers import Out
from seance.web.fields import Body, Identifier, WholeSecond

MOST = 6
MOST_ASKED = 50  # they are written with the proposal, in one transaction


class ProposalIn(Plan):
    """Films and times to choose from, and what the event will be beside these.

    The vote closes at `closes_at`, by default with the first of the times. `ask` are followers of the host who are
    asked to vote, whatever the visibility; without them all followers are, of what they may see.
    """

    film_ids: Annotated[list[Identifier], Field(min_length=1, max_length=MOST)]
    times: Annotated[list[WholeSecond], Field(min_length=1, max_length=MOST)]
    closes_at: WholeSecond | None = None
    ask: list[Identifier] = Field(default_factory=list, max_length=MOST_ASKED)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.film_ids)) < len(self.film_ids) or len(set(self.times)) < len(self.times):
            raise ValueError("each film and each time once")
        if self.closes_at and self.closes_at > max(self.times):
            raise ValueError("the vote closes before the last of the times")
        return self

    def plan(self) -> Plan:
        """What the event will be beside film and start."""
        return Plan(**{name: getattr(self, name) for name in Plan.model_fields})


class VoteIn(Body):
    """In place of the vote before; nothing of both takes it back."""

    film_ids: Annotated[list[Identifier], Field(max_length=MOST)]
    times: Annotated[list[WholeSecond], Field(max_length=MOST)]


class Fixing(Body):
    """The film and the time that the event has."""

    film_id: Identifier
    starts_at: WholeSecond


class FilmChoice(Out):
    """A film, how many voted for it, and whether the reader did."""

    film: FilmOut
    votes: int
    mine: bool


class TimeChoice(Out):
    """A start (UTC); `busy` tells the reader, and nobody else, that they have something else then."""

    starts_at: datetime
    votes: int
    mine: bool
    busy: bool


class PairChoice(Out):
    """At what most can come, so far."""

    film_id: str
    starts_at: datetime
    votes: int


class ShortProposal(Out):
    """A proposal in a list; `title` is the host's, or null: then its films name it."""

    id: str
    host: PersonOut
    title: str | None
    films: list[FilmOut]
    times: list[datetime]
    time_zone: str
    closes_at: datetime
    status: Status
    event_id: str | None
    version: int
    voters: int

    @classmethod
    def of(cls, proposal: Proposal, hosts: Mapping[str, Profile]) -> Self:
        """With its host, one of these; who has left is a stranger."""
        host = hosts.get(proposal.host_id) or stranger(proposal.host_id, proposal.created_at)
        return cls(
            host=PersonOut.of(host),
            films=[FilmOut.listed(each) for each in proposal.films],
            times=list(proposal.times),
            voters=proposal.votes(VOTERS),
            **{name: proposal.plan[name] for name in ("title", "time_zone")},
            **{
                name: getattr(proposal, name)
                for name in ("id", "closes_at", "status", "event_id", "version")
            },
        )


class ProposalOut(Out):
    """A proposal as one user sees it; `title` is the host's, or null: then its films name it.

    `voters` have voted so far. `best` is the pair of film and time that most voted for, both of it.
    """

    id: str
    host: PersonOut
    title: str | None
    description: str
    place: PlaceOut | AreaOut
    films: list[FilmChoice]
    times: list[TimeChoice]
    time_zone: str
    duration_minutes: int | None
    visibility: Visibility
    approval: Approval
    admission: Admission
    price: PriceOut | None
    capacity: int
    closes_at: datetime
    status: Status
    event_id: str | None
    version: int
    voters: int
    best: PairChoice | None
    my_role: Literal["host", "voter", "none"]
    created_at: datetime


def span(proposal: Proposal) -> timedelta:
    """How long the event may take: as its longest film does, where the host gave no length."""
    return max(duration(proposal.plan["duration_minutes"], film) for film in proposal.films)


def proposal_out(seen: Ballot, viewer_id: str) -> ProposalOut:
    """R7: the exact place is the host's alone until there is an event with guests, unless shown to all."""
    proposal, own = seen.proposal, seen.voter or Voter(viewer_id)
    plan = proposal.plan
    hosts = viewer_id == proposal.host_id
    best = proposal.best()
    longest = span(proposal)
    return ProposalOut(
        id=proposal.id,
        host=PersonOut.of(seen.host),
        place=place_out(PlaceIn(**plan["place"]).value(), exact=hosts),
        films=[
            FilmChoice(
                film=FilmOut.of(film),
                votes=proposal.votes(film["id"]),
                mine=film["id"] in own.film_ids,
            )
            for film in proposal.films
        ],
        times=[
            TimeChoice(
                starts_at=time,
                votes=proposal.votes(time.isoformat()),
                mine=time in own.times,
                busy=bool(
                    seen.agenda.clashes(Interval(time, time + longest), but=proposal.event_id)
                ),
            )
            for time in proposal.times
        ],
        price=PriceOut(**plan["price"]) if plan["price"] else None,
        voters=proposal.votes(VOTERS),
        best=best and PairChoice(film_id=best[0], starts_at=best[1], votes=best[2]),
        my_role="host" if hosts else "voter" if seen.voter else "none",
        **{
            name: plan[name]
            for name in (
                "title",
                "description",
                "time_zone",
                "duration_minutes",
                "visibility",
                "approval",
                "admission",
                "capacity",
            )
        },
        **{
            name: getattr(proposal, name)
            for name in ("closes_at", "status", "event_id", "version", "created_at")
        },
    )
