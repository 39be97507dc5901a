"""Cases and the reports in them in the Main table. A case is open until an operator resolves it, and kept."""

from datetime import UTC, datetime
from typing import Any, Literal

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from ulid import ULID

from seance import ids
from seance.cloud import keys
from seance.cloud.clock import rest_of_day
from seance.cloud.concurrency import decide, transaction, written
from seance.cloud.tables import (
    CauseAttribute,
    InstantAttribute,
    MainItem,
    Position,
    only,
    stamp,
)
from seance.errors import Forbidden, NotFound, TooManyRequests, ValidationFailed, WrongStatus
from seance.reports.targets import Target

MOST_A_DAY = 20  # things that one reports
SHOWN = 10  # reports of a case that an operator reads in the queue
Reason = Literal["spam", "fraud", "harassment", "illegal", "other"]
Status = Literal["open", "resolved"]
Action = Literal["dismiss", "hide", "suspend"]


class CaseItem(MainItem, discriminator="case"):
    """What was reported, with the number of reports; `excerpt` is what it said at the first one."""

    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    target = UnicodeAttribute()
    subject_id = UnicodeAttribute()
    excerpt = UnicodeAttribute()
    status = UnicodeAttribute()
    number = NumberAttribute()
    created_at = InstantAttribute()
    action = UnicodeAttribute(null=True)  # these four since it was resolved
    note = UnicodeAttribute(null=True)
    operator_id = UnicodeAttribute(null=True)
    resolved_at = InstantAttribute(null=True)
    lifted = InstantAttribute(
        null=True
    )  # set by hand: the suspension was taken back then (docs/operations.md)
    cause = CauseAttribute()


class ReportItem(MainItem, discriminator="report"):
    """One user's report; of who has left it has no reporter, and another key."""

    reporter_id = UnicodeAttribute(null=True)
    kind = UnicodeAttribute()
    target = UnicodeAttribute()
    reason = UnicodeAttribute()
    text = UnicodeAttribute(null=True)
    created_at = InstantAttribute()


class ReportedItem(MainItem, discriminator="reported"):
    """Which case about something is open."""

    case_id = UnicodeAttribute()


class ReportsItem(MainItem, discriminator="reports"):
    """How many things a user reported on a day (UTC)."""

    day = UnicodeAttribute()
    number = NumberAttribute()


def add(
    target: Target, reporter_id: str, reason: Reason, text: str | None, moment: datetime
) -> None:
    """Keep a report in the open case about its target, or in a new one; a second one changes nothing.

    Raises `TooManyRequests` beyond `MOST_A_DAY`.
    """

    def work() -> None:
        pointer, day = (keys.reported(target.kind, target.id), keys.reports_a_day(reporter_id))
        found = list(MainItem.batch_get([pointer, day], consistent_read=True))
        open_case, counted = only(ReportedItem, found), only(ReportsItem, found)
        if open_case and ReportItem.find(keys.report(open_case.case_id, reporter_id)):
            return
        case_id = open_case.case_id if open_case else ids.new(moment)
        with transaction() as writes:
            if open_case:
                writes.update(
                    CaseItem.of(keys.case(case_id)),
                    actions=[CaseItem.number.set(CaseItem.number + 1), *stamp(CaseItem)],
                    condition=CaseItem.status == "open",
                )
            else:
                writes.save(_case(case_id, target, moment), condition=CaseItem.pk.does_not_exist())
                writes.save(
                    ReportedItem.of(pointer, case_id=case_id),
                    condition=ReportedItem.pk.does_not_exist(),
                )
            writes.save(
                ReportItem.of(
                    keys.report(case_id, reporter_id),
                    reporter_id=reporter_id,
                    kind=target.kind,
                    target=target.id,
                    reason=reason,
                    text=text,
                    created_at=moment,
                    user_key=keys.reports_by(reporter_id),
                    user_sort=keys.by_start(moment, case_id),
                ),
                condition=ReportItem.pk.does_not_exist(),
            )
            _count(writes, reporter_id, counted, moment)

    decide(work)


def _case(case_id: str, target: Target, moment: datetime) -> CaseItem:
    return CaseItem.of(
        keys.case(case_id),
        id=case_id,
        kind=target.kind,
        target=target.id,
        subject_id=target.subject_id,
        excerpt=target.excerpt,
        status="open",
        number=1,
        created_at=moment,
        time_key=keys.cases("open"),
        time_sort=keys.by_start(moment, case_id),
    )


def _count(writes: Any, reporter_id: str, counted: ReportsItem | None, moment: datetime) -> None:
    """One more of the day, as it was read."""
    day = moment.astimezone(UTC).date().isoformat()
    number = int(counted.number) if counted and counted.day == day else 0
    if number >= MOST_A_DAY:
        raise TooManyRequests(
            f"{MOST_A_DAY} reports a day are the most.",
            retry_after=rest_of_day(moment),
            next_step="wait",
        )
    as_read = (
        (ReportsItem.day == counted.day) & (ReportsItem.number == counted.number)
        if counted
        else ReportsItem.pk.does_not_exist()
    )
    new = ReportsItem.of(keys.reports_a_day(reporter_id), day=day, number=number + 1)
    writes.save(new, condition=as_read)


def find(case_id: str) -> CaseItem | None:
    """One case."""
    return CaseItem.find(keys.case(case_id))


def get(case_id: str) -> CaseItem:
    """One case, or `NotFound`."""
    case = find(case_id)
    if case is None:
        raise NotFound
    return case


def listed(
    status: Status, limit: int, after: Position | None
) -> tuple[list[CaseItem], Position | None]:
    """One page of cases: the open ones from the first, the resolved ones from the last on."""
    page = MainItem.query(
        keys.cases(status),
        index_name="by_time",
        scan_index_forward=status == "open",
        limit=limit,
        last_evaluated_key=after,
    )
    wanted = [(row.pk, row.sk) for row in page]
    found = MainItem.batch_get(wanted, consistent_read=True) if wanted else ()
    cases = {(each.pk, each.sk): each for each in found if isinstance(each, CaseItem)}
    there = [cases[key] for key in wanted if key in cases and cases[key].status == status]
    return there, page.last_evaluated_key


def reports_of(case_id: str) -> list[ReportItem]:
    """Some of the reports of a case."""
    return page_of(case_id, SHOWN, None)[0]


def page_of(
    case_id: str, limit: int, after: Position | None
) -> tuple[list[ReportItem], Position | None]:
    """One page of the reports of a case."""
    partition, prefix = keys.report(case_id, "")
    page = ReportItem.query(
        partition, ReportItem.sk.startswith(prefix), limit=limit, last_evaluated_key=after
    )
    return list(page), page.last_evaluated_key


def number_of(case_id: str) -> int:
    """How many reports a case has, read consistently."""
    partition, prefix = keys.report(case_id, "")
    return sum(
        1
        for _ in ReportItem.query(
            partition, ReportItem.sk.startswith(prefix), consistent_read=True, page_size=100
        )
    )


def correct(case_id: str, shown: int) -> None:
    """The number as the reports have it, while it is still what was shown."""
    set_right: list[Any] = [CaseItem.number.set(number_of(case_id))]
    item, as_read = CaseItem.of(keys.case(case_id)), CaseItem.number == shown
    written(lambda: item.update(actions=set_right, condition=as_read))


def resolve(
    case_id: str, action: Action, note: str, operator_id: str, moment: datetime
) -> CaseItem:
    """The case as it is resolved; the same action a second time answers with the first one.

    Its effects follow from the stream. Reports that come later open another case.
    """

    def work() -> CaseItem:
        case = get(case_id)
        if case.subject_id == operator_id:
            raise Forbidden("Nobody decides on a report of oneself.")
        if case.action == action:
            return case
        if case.status != "open":
            raise WrongStatus("This report is resolved.")
        if (case.kind, action) == ("user", "hide"):
            raise ValidationFailed.of("action", "a user is suspended, not hidden")
        resolution = {
            "status": "resolved",
            "action": action,
            "note": note,
            "operator_id": operator_id,
            "resolved_at": moment,
            "time_key": keys.cases("resolved"),
            "time_sort": keys.by_start(moment, case_id),
        }
        with transaction() as writes:
            writes.update(
                CaseItem.of(keys.case(case_id)),
                actions=[getattr(CaseItem, name).set(each) for name, each in resolution.items()]
                + stamp(CaseItem),
                condition=CaseItem.status == "open",
            )
            writes.delete(ReportedItem.of(keys.reported(case.kind, case.target)))
        for name, value in resolution.items():
            setattr(case, name, value)
        return case

    return decide(work)


def by_user(
    user_id: str, limit: int, after: Position | None
) -> tuple[list[ReportItem], Position | None]:
    """One page of what somebody reported, the first ones first."""
    page = MainItem.query(
        keys.reports_by(user_id), index_name="by_user", limit=limit, last_evaluated_key=after
    )
    return ReportItem.as_now(page), page.last_evaluated_key


def anonymise(user_id: str, limit: int, after: Position | None) -> Position | None:
    """Nobody is told any more what this user reported: one page, and where the next one starts."""
    reports, last = by_user(user_id, limit, after)
    for report in reports:
        decide(lambda each=report: _anonymise(each))  # type: ignore[misc]
    return last


def _anonymise(report: ReportItem) -> None:
    if ReportItem.find((report.pk, report.sk)) is None:
        return  # by a twin of this message
    kept = {
        name: getattr(report, name) for name in ("kind", "target", "reason", "text", "created_at")
    }
    nameless = ReportItem.of(keys.report(report.pk.removeprefix("CASE#"), f"~{ULID()}"), **kept)
    with transaction() as writes:
        writes.delete(report, condition=ReportItem.pk.exists())
        writes.save(nameless)
