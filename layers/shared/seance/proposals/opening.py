"""From the fields of a request to a proposal, checked as the events are that it may become."""

from datetime import datetime

from seance import ids
from seance.cloud import keys
from seance.cloud.config import settings
from seance.cloud.tables import MainItem
from seance.errors import NotAFollower, ValidationFailed
from seance.events import announcing
from seance.events.model import check_length, check_price, check_start
from seance.people.blocks import blocks
from seance.people.store import FollowItem
from seance.proposals.model import Proposal
from seance.proposals.schemas import ProposalIn


def new(asked: ProposalIn, host_id: str, now: datetime, request: bytes | None = None) -> Proposal:
    """A checked proposal; a request that is sent again makes the same id, for its time is the first to choose.

    Raises `ValidationFailed`, and `NotAFollower` for who is asked and does not follow.
    """
    for time in asked.times:
        check_start(time, now, settings().minimum_notice, "times")
    closes_at = asked.closes_at or min(asked.times)
    if closes_at <= now:
        raise ValidationFailed.of("closes_at", "must be in the future")
    check_price(asked.admission, asked.price.value() if asked.price else None)
    films = tuple(announcing.film(each, "film_ids") for each in asked.film_ids)
    for film in films:
        length = announcing.duration(asked.duration_minutes, film)
        check_length(length, settings().minimum_duration)
    _check_follow(host_id, asked.ask)
    return Proposal(
        ids.new(min(asked.times), request),
        host_id,
        films,
        tuple(asked.times),
        {
            **asked.plan().model_dump(mode="json"),
            "time_zone": asked.time_zone or announcing.zone(asked.place.value()),
        },
        closes_at,
        now,
        asked=len(set(asked.ask)),
        awaited=len(set(asked.ask)),
    )


def _check_follow(host_id: str, asked: list[str]) -> None:
    found = MainItem.batch_get([keys.follower(host_id, each) for each in asked]) if asked else ()
    followers = {item.follower_id for item in found if isinstance(item, FollowItem)}
    if followers < set(asked) or blocks(host_id, asked).all & set(asked):
        raise NotAFollower
