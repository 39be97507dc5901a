"""A proposal's votes: how many may vote, and what remains of who leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from seance.errors import TooManyRequests, WrongStatus
from seance.proposals.model import MOST_VOTERS, Proposal, Voter, vote, without
from tests.unit.examples import GUEST, HOST, NOW

TIME = NOW + timedelta(days=3)
PROPOSAL = Proposal(
    id="p1",
    host_id=HOST,
    films=({"id": "solaris-1972", "title": "Солярис"},),
    times=(TIME,),
    plan={"title": None, "visibility": "public"},
    closes_at=NOW + timedelta(days=1),
    created_at=NOW,
)


def test_the_last_voter_is_counted_and_the_next_is_refused() -> None:
    almost = replace(PROPOSAL, numbered=MOST_VOTERS - 1)
    full, _ = vote(almost, None, GUEST, ["solaris-1972"], [TIME], NOW)
    assert full.numbered == MOST_VOTERS
    with pytest.raises(TooManyRequests):
        vote(full, None, "another", ["solaris-1972"], [TIME], NOW)


def test_nobody_votes_once_it_has_closed() -> None:
    with pytest.raises(WrongStatus):
        vote(PROPOSAL, None, GUEST, ["solaris-1972"], [TIME], PROPOSAL.closes_at)


def test_a_vote_goes_with_who_leaves_while_it_is_open_and_stays_once_it_is_fixed() -> None:
    voted, voter = vote(PROPOSAL, Voter(GUEST), GUEST, ["solaris-1972"], [TIME], NOW)
    assert voted.best() == ("solaris-1972", TIME, 1)
    assert without(voted, voter).best() is None
    fixed = replace(voted, status="fixed")
    assert without(fixed, voter) == fixed
