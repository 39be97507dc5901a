"""Proposals and their voters in the Main table: one partition each, so that one query reads all votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from seance.agenda.model import Agenda
from seance.agenda.store import AgendaItem, agenda_of
from seance.cloud import keys
from seance.cloud.concurrency import transaction
from seance.cloud.tables import (
    CauseAttribute,
    InstantAttribute,
    JsonAttribute,
    MainItem,
    Position,
    only,
    stamp,
)
from seance.errors import NotFound
from seance.people.blocks import block_keys, blocks_of
from seance.people.model import Profile, stranger
from seance.people.store import FollowItem, ProfileItem, profile_of
from seance.proposals.model import MOST_VOTERS, Proposal, Voter, check_visible, without


class ProposalItem(MainItem, discriminator="proposal"):
    """The proposal with its tally; `times`, `starts_at` and the keys of pairs are RFC 3339 in UTC."""

    id = UnicodeAttribute()
    host_id = UnicodeAttribute()
    films = JsonAttribute()
    times = JsonAttribute()
    plan = JsonAttribute()
    closes_at = InstantAttribute()
    created_at = InstantAttribute()
    status = UnicodeAttribute()
    became = UnicodeAttribute(null=True)  # `event_id` is what the index by_asking goes by
    film_id = UnicodeAttribute(null=True)
    starts_at = InstantAttribute(null=True)
    version = NumberAttribute()
    tally = JsonAttribute()
    ballots = NumberAttribute()
    numbered = NumberAttribute()
    asked = NumberAttribute()
    awaited = NumberAttribute()
    cause = CauseAttribute()


class VoterItem(MainItem, discriminator="voter"):
    """One voter's vote, and whether they were asked for it."""

    asked = BooleanAttribute()
    film_ids = JsonAttribute()
    times = JsonAttribute()
    number = NumberAttribute(null=True)
    cause = CauseAttribute()


@dataclass(frozen=True, slots=True)
class Ballot:
    """A proposal that exists for the viewer, with the viewer's own vote and agenda."""

    proposal: Proposal
    voter: Voter | None
    host: Profile
    agenda: Agenda


def proposal_of(item: ProposalItem) -> Proposal:
    """The value of an item."""
    values: dict[str, Any] = {
        each.name: getattr(item, each.name, None) for each in fields(Proposal)
    }
    for number in ("version", "ballots", "numbered", "asked", "awaited"):
        values[number] = int(values[number])
    values |= {
        "films": tuple(item.films),
        "times": _read(item.times),
        "event_id": item.became,
    }
    return Proposal(**values)


def voter_of(item: VoterItem) -> Voter:
    """The value of an item."""
    return Voter(
        item.sk.removeprefix("VOTER#"),
        item.asked,
        tuple(item.film_ids),
        _read(item.times),
        int(item.number) if item.number else None,
    )


def find(proposal_id: str) -> Proposal | None:
    """One proposal."""
    item = ProposalItem.find(keys.proposal(proposal_id))
    return proposal_of(item) if item else None


def find_many(proposal_ids: Iterable[str]) -> dict[str, Proposal]:
    """Those that exist."""
    wanted = [keys.proposal(each) for each in proposal_ids]
    items = MainItem.batch_get(wanted) if wanted else ()
    return {item.id: proposal_of(item) for item in items if isinstance(item, ProposalItem)}


def look(proposal_id: str, viewer_id: str) -> Ballot:
    """A proposal for a viewer; `NotFound` where it does not exist for them. Two requests."""
    item = ProposalItem.find(keys.proposal(proposal_id))
    if item is None:
        raise NotFound
    proposal = proposal_of(item)
    wanted = [
        keys.voter(proposal_id, viewer_id),
        keys.agenda(viewer_id),
        keys.profile(proposal.host_id),
        keys.follower(proposal.host_id, viewer_id),
        *block_keys(viewer_id, [proposal.host_id]),
    ]
    found = list(MainItem.batch_get(wanted, consistent_read=True))
    own, host = only(VoterItem, found), only(ProfileItem, found)
    voter = voter_of(own) if own else None
    check_visible(
        proposal,
        viewer_id,
        voter,
        follows=only(FollowItem, found) is not None,
        blocked=blocks_of(found).between(proposal.host_id),
    )
    return Ballot(
        proposal,
        voter,
        profile_of(host) if host else stranger(proposal.host_id, proposal.created_at),
        agenda_of(viewer_id, only(AgendaItem, found)),
    )


def add(proposal: Proposal, asked: Sequence[str]) -> None:
    """The proposal, and who is asked to vote."""
    with transaction() as writes:
        writes.save(_item_of(proposal), condition=ProposalItem.pk.does_not_exist())
        for user_id in asked:
            writes.save(_voter_item(proposal, Voter(user_id, asked=True)))


def save(old: Proposal, new: Proposal, voter: Voter | None = None) -> None:
    """What a vote or a cancellation changes, on the proposal as it was read; `Outrun` where it is another."""
    with transaction() as writes:
        change(writes, old, new)
        if voter:
            writes.save(_voter_item(new, voter))


def remove(proposal_id: str) -> None:
    """The proposal with its votes; it goes last, so what is interrupted can be done again."""
    for voter in voters(proposal_id):
        VoterItem.of(keys.voter(proposal_id, voter.user_id)).delete()
    ProposalItem.of(keys.proposal(proposal_id)).delete()


def forget_voter(proposal_id: str, user_id: str) -> None:
    """Somebody who leaves takes the vote back; raises `Outrun` where somebody votes meanwhile."""
    proposal, item = find(proposal_id), VoterItem.find(keys.voter(proposal_id, user_id))
    if proposal and item:
        with transaction() as writes:
            change(writes, proposal, without(proposal, voter_of(item)))
            writes.delete(item)


def change(writes: TransactWrite, old: Proposal, new: Proposal) -> None:
    """The proposal as one part of a transaction: it must be as it was read, with every vote."""
    before, after = _attributes(old), _attributes(new)
    writes.update(
        ProposalItem.of(keys.proposal(new.id)),
        actions=[
            getattr(ProposalItem, name).set(value)
            for name, value in after.items()
            if value != before[name]
        ]
        + stamp(ProposalItem),
        condition=(ProposalItem.version == old.version) & (ProposalItem.ballots == old.ballots),
    )


def voters(proposal_id: str) -> list[Voter]:
    """Who has voted, in the order of voting; behind them who was only asked."""
    partition, prefix = keys.voter(proposal_id, "")
    page = VoterItem.query(partition, VoterItem.sk.startswith(prefix), consistent_read=True)
    return sorted(
        map(voter_of, page), key=lambda each: (each.number or MOST_VOTERS + 1, each.user_id)
    )


def votes_of(user_id: str, proposal_ids: Iterable[str]) -> dict[str, Voter]:
    """How one voted on these proposals, by their ids."""
    wanted = [keys.voter(each, user_id) for each in proposal_ids]
    items = MainItem.batch_get(wanted) if wanted else ()
    return {
        item.pk.removeprefix("PROPOSAL#"): voter_of(item)
        for item in items
        if isinstance(item, VoterItem)
    }


def of_host(host_id: str, limit: int, after: Position | None) -> tuple[list[str], Position | None]:
    """One page of the ids of a host's proposals, the newest first."""
    return _listed(keys.proposals_of(host_id), limit, after)


def of_voter(user_id: str, limit: int, after: Position | None) -> tuple[list[str], Position | None]:
    """One page of the ids of proposals that a user was asked about or voted on, the newest first."""
    return _listed(keys.user(user_id), limit, after)


def _listed(
    partition: str, limit: int, after: Position | None
) -> tuple[list[str], Position | None]:
    page = MainItem.query(
        partition,
        MainItem.user_sort.startswith("PROPOSAL#"),
        index_name="by_user",
        scan_index_forward=False,
        limit=limit,
        last_evaluated_key=after,
    )
    return [item.pk.removeprefix("PROPOSAL#") for item in page], page.last_evaluated_key


def _item_of(proposal: Proposal) -> ProposalItem:
    return ProposalItem.of(
        keys.proposal(proposal.id),
        user_key=keys.proposals_of(proposal.host_id),
        user_sort=keys.proposal_by_time(proposal.created_at, proposal.id),
        **_attributes(proposal),
    )


def _voter_item(proposal: Proposal, voter: Voter) -> VoterItem:
    return VoterItem.of(
        keys.voter(proposal.id, voter.user_id),
        user_key=keys.user(voter.user_id),
        user_sort=keys.proposal_by_time(proposal.created_at, proposal.id),
        asked=voter.asked,
        film_ids=list(voter.film_ids),
        times=_written(voter.times),
        number=voter.number,
    )


def _attributes(proposal: Proposal) -> dict[str, Any]:
    values = {each.name: getattr(proposal, each.name) for each in fields(proposal)}
    values |= {
        "films": [dict(each) for each in proposal.films],
        "times": _written(proposal.times),
        "plan": dict(proposal.plan),
        "tally": dict(proposal.tally),
    }
    values["became"] = values.pop("event_id")
    return values


def _written(times: Iterable[datetime]) -> list[str]:
    return [keys.instant(each) for each in times]


def _read(times: Iterable[str]) -> tuple[datetime, ...]:
    return tuple(map(datetime.fromisoformat, times))
