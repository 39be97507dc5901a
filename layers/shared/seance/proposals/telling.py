"""Who is told of a proposal: who is asked to vote, its host when they have voted, and who voted for another time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from seance.cloud import queues
from seance.cloud.config import settings
from seance.languages import LANGUAGES
from seance.notices import store as notices
from seance.notices.model import Kind, Message
from seance.people.store import find_profile, followers, present
from seance.proposals import store
from seance.proposals.model import Proposal

PAGE = 100


def of_proposal(old: Mapping[str, Any] | None, new: Mapping[str, Any], at: str) -> list[Message]:
    """What a change of a proposal tells; `old` and `new` are images of the item. Pure."""
    kinds: list[Kind] = []
    if old is None:
        kinds.append("proposal_opened")
    elif new["status"] == "fixed" and old["status"] != "fixed":
        kinds.append("proposal_fixed")
    elif new["status"] == "open" and new["asked"] and old["awaited"] and not new["awaited"]:
        kinds.append("proposal_voted")
    return [
        Message(
            kind,
            event_id=str(new["id"]),
            version=1,
            at=str(new["created_at"]) if old is None else at,
            audience="host" if kind == "proposal_voted" else "voters",
            actor_id=None if kind == "proposal_voted" else str(new["host_id"]),
            proposal_id=str(new["id"]),
        )
        for kind in kinds
    ]


def tell(message: Message) -> int:
    """Tell one page of the audience, each once (R12); how many were told for the first time."""
    proposal = store.find(message.event_id)
    if proposal is None or (message.kind == "proposal_opened" and proposal.status != "open"):
        return 0
    user_ids, after = _page(message, proposal)
    if after:
        queues.send(settings().notices_queue_url, [replace(message, after=after).body()])
    host = find_profile(proposal.host_id, consistent=False)
    titles = {language: proposal.title(language) for language in LANGUAGES}
    return sum(
        notices.add_of_proposal(
            user_id,
            message,
            titles=titles,
            starts_at=proposal.starts_at,
            time_zone=proposal.plan["time_zone"],
            last=max(proposal.times),
            actor_id=host.id if host and message.actor_id else None,
        )
        for user_id in present(user_ids)
    )


def _page(message: Message, proposal: Proposal) -> tuple[list[str], Mapping[str, Any] | None]:
    """The listeners of one page, and where the next one starts."""
    after = message.after or {}
    if message.kind == "proposal_voted":
        return [proposal.host_id], None
    if message.kind == "proposal_opened" and not proposal.asked:
        if proposal.plan["visibility"] == "invite_only":
            return [], None
        ids, last = followers(proposal.host_id, PAGE, after.get("after"))
        return ids, {"after": last} if last else None
    if message.kind == "proposal_opened":
        return [each.user_id for each in store.voters(proposal.id) if each.asked], None
    others = [
        each
        for each in store.voters(proposal.id)
        if (each.number or 0) > after.get("after", 0) and proposal.starts_at not in each.times
    ]
    page = others[:PAGE]
    ids = [each.user_id for each in page]
    return ids, {"after": page[-1].number} if len(others) > PAGE else None
