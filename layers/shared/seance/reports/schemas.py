"""Reports as the API takes and shows them; cases as operators read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Self, cast

from pydantic import Field

from seance.people.model import Profile
from seance.people.schemas import PersonOut
from seance.reports.store import SHOWN, Action, CaseItem, Reason, ReportItem, Status
from seance.reports.targets import Kind
from seance.web.answers import Out
from seance.web.fields import ULID_PATTERN, Announced, Body, Identifier, LongText


class ReportIn(Body):
    """What is wrong with what; `event_id` for a message and a review. A review's `id` is in its answer."""

    kind: Kind
    id: Annotated[Identifier, Field(max_length=300)]
    event_id: Annotated[str, Field(pattern=ULID_PATTERN)] | None = None
    reason: Reason
    text: LongText | None = None


class ReportOut(Out):
    """It is kept, and an operator will look into it."""

    kind: Kind
    id: str


class Resolution(Body):
    """What an operator does about it, and why; `hide` hides the thing, `suspend` also suspends whose it is."""

    action: Action
    note: Announced


class Said(Out):
    """One report; without its reporter where that one has left."""

    reporter: PersonOut | None
    reason: Reason
    text: str | None
    created_at: datetime


class CaseOut(Out):
    """What was reported: whose it is, what it said at the first report, and some of the reports."""

    id: str
    kind: Kind
    target: str = Field(
        description="The id; before a message's the event's, before a review's subject event and author."
    )
    subject: PersonOut
    excerpt: str
    status: Status
    count: int
    reports: list[Said] = Field(max_length=SHOWN)
    created_at: datetime
    action: Action | None
    note: str | None
    operator: PersonOut | None
    resolved_at: datetime | None

    @classmethod
    def of(
        cls, case: CaseItem, reports: Sequence[ReportItem], people: Mapping[str, Profile]
    ) -> Self:
        """From the items; `people` are those in them."""
        return cls(
            id=case.id,
            kind=cast(Kind, case.kind),
            target=case.target,
            subject=PersonOut.of(people[case.subject_id]),
            excerpt=case.excerpt,
            status=cast(Status, case.status),
            count=int(case.number),
            reports=[
                Said(
                    reporter=PersonOut.of(people[each.reporter_id]) if each.reporter_id else None,
                    reason=cast(Reason, each.reason),
                    text=each.text,
                    created_at=each.created_at,
                )
                for each in reports
            ],
            created_at=case.created_at,
            action=cast(Action | None, case.action),
            note=case.note,
            operator=PersonOut.of(people[case.operator_id]) if case.operator_id else None,
            resolved_at=case.resolved_at,
        )


def people_in(cases: Sequence[CaseItem], reports: Sequence[ReportItem]) -> set[str]:
    """The ids of everybody who stands in them."""
    named = [each for case in cases for each in (case.subject_id, case.operator_id)]
    return {each for each in (*named, *(each.reporter_id for each in reports)) if each}
