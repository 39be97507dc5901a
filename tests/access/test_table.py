"""R6, R7, R15–R18: every operation answers everybody as the table says, and nothing else is told."""

import json
from typing import Any

import pytest

from local.api import DOCUMENT
from tests.access.company import Company
from tests.access.table import (
    AFTER_ITS_END,
    ANYWHERE,
    OF_AN_EVENT,
    OWN_BOOKING,
    ROLES,
    Row,
    rows,
)

READS = frozenset({"GET", "HEAD"})


def test_every_operation_has_its_row() -> None:
    """An operation that the document names and the table does not is one that nobody thought of."""
    paths: dict[str, dict[str, Any]] = json.loads(DOCUMENT.read_text())["paths"]
    named = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    tables = (OF_AN_EVENT, AFTER_ITS_END, OWN_BOOKING, ANYWHERE)
    assert {row.operation for row in rows(*tables)} == named


def test_r6_who_may_do_what_before_the_event(company: Company) -> None:
    """Every row, by everybody."""
    agree(company, *rows(OF_AN_EVENT, OWN_BOOKING), *anywhere(company))


def test_r6_who_may_do_what_after_the_event(company: Company) -> None:
    """Every row, by everybody."""
    agree(company.attend(), *rows(AFTER_ITS_END), *anywhere(company))


def anywhere(company: Company) -> list[Row]:
    """The rows of no event; all of them once, in the other worlds those that may tell of it."""
    if company.visibility == "public" and not company.ended:
        return list(rows(ANYWHERE))
    silent = (
        "/health",
        "/films",
        "/page/api",
        "/unsubscribe",
        "/me/notice-settings",
        "/me/blocked",
    )
    return [
        row for row in rows(ANYWHERE) if row.method in READS and not row.path.startswith(silent)
    ]


def agree(company: Company, *table: Row) -> None:
    """Fail with a line for each cell that is otherwise."""
    if found := wrong(company, *table):
        pytest.fail("\n".join(found), pytrace=False)


def wrong(company: Company, *table: Row) -> list[str]:
    """What differs from the table, and each word that is told to who may not read it.

    What a write did is taken back before the next one; what is refused must have written nothing.
    """
    found = []
    start = len(company.stored.stream)
    for row in table:
        for role in ROLES:
            answer = company.call(role, row.method, row.path)
            expected = row.expected(role, company.visibility)
            where = f"{row.method} {row.path}, {role}, {company.visibility}"
            if answer.status != expected:
                found.append(
                    f"{where}: {answer.status} instead of {expected}: {answer.body and str(answer.body)[:80]}"
                )
            told = f"{answer.headers} {json.dumps(answer.body, ensure_ascii=False)}"
            if leaks := company.leaks(row.reader(role), told, names=not row.says_who_is_who):
                found.append(f"{where}: tells {leaks}")
            if expected >= 400 and (written := told_of(company, start)):
                found.append(f"{where}: refused, and written all the same: {written}")
            company.stored.back(start)
    return found


def told_of(company: Company, start: int) -> list[str]:
    """What was written since, but for the count of a user's writes."""
    return [
        " ".join(each.key) for each in company.stored.stream[start:] if each.key[0] != "idempotency"
    ]
