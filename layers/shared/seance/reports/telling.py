"""What follows from a case that is resolved: it is enforced, and who reported is told so; not what, nor about whom."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from seance.cloud import queues
from seance.cloud.config import settings
from seance.cloud.streams import Change
from seance.notices import store as notices
from seance.notices.model import Message
from seance.people.store import present
from seance.reports import store

PAGE = 100


def enforced(change: Change) -> list[queues.Body]:
    """A message about a case that an operator has just resolved (`seance.accounts.enforcement`)."""
    if change.item != "case" or change.new is None or not change.differs("status"):
        return []
    if change.new["status"] != "resolved":
        return []
    return [change.carry({"case_id": change.new["id"]})]


def of_case(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Message]:
    """What a change of a case tells; `old` and `new` are images of the item. Pure."""
    if new["status"] != "resolved" or (old or {}).get("status") == "resolved":
        return []
    case_id = str(new["id"])
    at = str(new["resolved_at"])
    return [Message("report_resolved", case_id, 1, at, "reporters", case_id=case_id)]


def tell(message: Message) -> int:
    """Tell one page of the reporters, each once (R12); how many were told for the first time."""
    reports, after = store.page_of(message.event_id, PAGE, message.after)  # type: ignore[arg-type]
    if after:
        queues.send(settings().notices_queue_url, [replace(message, after=after).body()])
    user_ids = [each.reporter_id for each in reports if each.reporter_id]
    return sum(notices.add_of_report(each, message) for each in present(user_ids))
