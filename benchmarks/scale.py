"""`make scale`: which limit each crowd of benchmarks/scale.yaml meets first, and at what number.

Demand grows in proportion to the crowd, so a limit is reached at the crowd's number times limit by demand. Units,
calls and mails of a booking are those that tests/budgets/test_bill.py counts. The tables go into docs/scale.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from local.costs import BOOKING, read_prices
from local.telling import tell
from queues.leave import PAGES_AT_ONCE
from seance.accounts import deletion
from seance.bookings import lines
from seance.cloud.queues import MOST_HOPS
from seance.notices import audience

CHECKOUT = Path(__file__).parents[1]
PAGE = CHECKOUT / "docs" / "scale.md"
BEGIN, END = "<!-- from here by `make scale` -->", "<!-- to here -->"
DAYS, DAY, HOUR = 365, 86_400, 3_600
SCHEDULES = 3  # of an event: a day before, an hour before, at its end

READ: dict[str, Any] = yaml.safe_load((CHECKOUT / "benchmarks/scale.yaml").read_text("utf-8"))
CROWDS, ASSUMED = SimpleNamespace(**READ["crowds"]), SimpleNamespace(**READ["assumed"])
QUOTA = SimpleNamespace(**{name: each["is"] for name, each in READ["quotas"].items()})
EACH = SimpleNamespace(**read_prices()[BOOKING])


@dataclass(frozen=True)
class Meeting:
    """A crowd and one limit: what it asks for and what there is, in the same unit."""

    limit: str
    demand: float
    there_is: float
    next_step: str

    def reached_at(self, crowd: float) -> float:
        """The number of the crowd at which nothing is left."""
        return crowd * self.there_is / self.demand


def events_a_year() -> Iterator[Meeting]:
    """Bookings in proportion; evenings, so a peak."""
    a_day = CROWDS.events_a_year / DAYS
    bookings = a_day * ASSUMED.guests / DAY * ASSUMED.peak
    upcoming = a_day * ASSUMED.days_ahead
    changes = bookings * ASSUMED.seats_changed
    yield Meeting("SES: mails a day", a_day * ASSUMED.guests * EACH.mail, QUOTA.mails_a_day, "raise it; one mail a day and reader")  # fmt: skip
    yield Meeting("Lambda: functions at once", bookings * EACH.lambda_call * ASSUMED.call_seconds, QUOTA.functions_at_once, "raise it")  # fmt: skip
    yield Meeting("API Gateway: requests a second", bookings * EACH.api_request, QUOTA.requests_a_second, "raise it; public pages from CloudFront")  # fmt: skip
    yield Meeting("Scheduler: schedules", upcoming * SCHEDULES, QUOTA.schedules, "raise it; make an event's schedules in its last week only")  # fmt: skip
    yield Meeting("Scheduler: reminders that fall due in one minute", a_day * ASSUMED.same_minute, 60 * QUOTA.schedules_fired_a_second, "raise it; a flexible window for the day's reminder")  # fmt: skip
    yield Meeting("DynamoDB: write units of the index partition of all upcoming events", changes, QUOTA.partition_write_units, "the partition in shards by the event's id; DynamoDB splits it for heat before")  # fmt: skip
    yield Meeting("DynamoDB: write units of the biggest city's index partition", changes * ASSUMED.biggest_city, QUOTA.partition_write_units, "the same")  # fmt: skip
    yield Meeting("DynamoDB: write units of a table", bookings * EACH.write_unit, QUOTA.table_write_units, "raise it; provisioned capacity costs a third")  # fmt: skip
    yield Meeting("Search: upcoming events with the most telling word", upcoming * ASSUMED.telling_word, ASSUMED.search_events, "a mask of all its words on each posting; then OpenSearch")  # fmt: skip


def users() -> Iterator[Meeting]:
    """Who visits on a day, most in the evening."""
    visitors = CROWDS.users * ASSUMED.visitors * ASSUMED.busiest_hour / HOUR
    requests = visitors * ASSUMED.requests_of_a_visit
    newcomers = CROWDS.users * ASSUMED.newcomers
    yield Meeting("Cognito: users of a pool", CROWDS.users, QUOTA.users_of_a_pool, "raise it; any OIDC issuer can take its place")  # fmt: skip
    yield Meeting("Cognito: tokens renewed a second", visitors, QUOTA.sign_ins_a_second, "raise it; longer tokens")  # fmt: skip
    yield Meeting("Cognito: sign-ups a second on a campaign's day", newcomers * ASSUMED.busiest_hour / HOUR, QUOTA.sign_ups_a_second, "raise it")  # fmt: skip
    yield Meeting("SES: mails that confirm an address on that day", newcomers, QUOTA.mails_a_day, "raise it before the campaign")  # fmt: skip
    yield Meeting("API Gateway: requests a second", requests, QUOTA.requests_a_second, "raise it")  # fmt: skip
    yield Meeting("Lambda: functions at once", requests * ASSUMED.call_seconds, QUOTA.functions_at_once, "raise it")  # fmt: skip
    yield Meeting("API Gateway: live connections a second", visitors, QUOTA.connections_a_second, "raise it; connect only where something is open that is told live")  # fmt: skip


def seats_in_a_minute() -> Iterator[Meeting]:
    """One event of automatic approval; who finds it full waits in line."""
    seats = CROWDS.seats_in_a_minute / 60
    asked, waiting = seats * ASSUMED.buyers, seats * (ASSUMED.buyers - 1)
    looks = asked * ASSUMED.looks
    at_once = asked * ASSUMED.ask_seconds + looks * ASSUMED.call_seconds
    yield Meeting("seat shards: seats a second", seats, ASSUMED.seats_a_second, "more shards (`MAXIMUM_SHARDS`); reshaping takes transactions of their own then")  # fmt: skip
    yield Meeting("waitlist shards: people who join a second", waiting, lines.SHARDS / ASSUMED.hold_seconds, "more shards: they are found by a query")  # fmt: skip
    yield Meeting("DynamoDB: read units of the event's partition", looks * ASSUMED.view_units, QUOTA.partition_read_units, "the public part from CloudFront, for seconds")  # fmt: skip
    yield Meeting("DynamoDB: write units of a table that was idle", asked * ASSUMED.ask_units, QUOTA.new_table_write_units, "`WarmThroughput` before a known rush")  # fmt: skip
    yield Meeting("Lambda: functions at once", at_once, QUOTA.functions_at_once, "raise it; provisioned concurrency before a known rush")  # fmt: skip
    yield Meeting("Lambda: environments begun in ten seconds, for asking", asked * ASSUMED.ask_seconds, QUOTA.functions_more_in_ten_seconds, "provisioned concurrency before a known rush")  # fmt: skip
    yield Meeting("API Gateway: requests a second", asked + looks, QUOTA.requests_a_second, "raise it")  # fmt: skip
    yield Meeting("SES: mails within an hour", CROWDS.seats_in_a_minute, HOUR * QUOTA.mails_a_second, "raise it")  # fmt: skip


def followers_of_one_host() -> Iterator[Meeting]:
    """An event is announced to them all; in the end the account is deleted."""
    crowd = CROWDS.followers_of_one_host
    yield Meeting("SES: mails a day", crowd, QUOTA.mails_a_day, "raise it; one mail a day and reader")  # fmt: skip
    yield Meeting("the guard: messages behind one another, told", crowd / audience.PAGE, MOST_HOPS, "ranges of the partition side by side, as live frames have them")  # fmt: skip
    yield Meeting("the guard: messages behind one another, deleted", crowd / (deletion.PAGE * PAGES_AT_ONCE), MOST_HOPS, "pages of a hundred, in batches")  # fmt: skip
    yield Meeting("Telegram: messages within twelve hours", crowd * ASSUMED.reached_by_telegram, 12 * HOUR * QUOTA.telegrams_a_second, "Telegram's paid broadcasts")  # fmt: skip
    yield Meeting("DynamoDB: write units of the host's partition, if all follow within an hour", crowd / HOUR, QUOTA.partition_write_units, "none: DynamoDB splits it for heat")  # fmt: skip


def tables() -> str:
    """In Markdown, for each crowd what it meets first at the top."""
    titles = {
        events_a_year: "events a year",
        users: "users",
        seats_in_a_minute: "seats of one event in a minute",
        followers_of_one_host: "followers of one host",
    }
    parts = []
    for meetings, title in titles.items():
        crowd = getattr(CROWDS, meetings.__name__)
        rows = sorted(meetings(), key=lambda each: each.reached_at(crowd))
        parts += [f"### {crowd:,} {title}", ""]
        parts += [
            "| limit | asked for | there is | reached at | next step |",
            "|---|--:|--:|--:|---|",
        ]
        parts += [
            f"| {each.limit} | {told(each.demand)} | {told(each.there_is)} | {told(each.reached_at(crowd))} | {each.next_step} |"
            for each in rows
        ]
        parts.append("")
    return "\n".join(parts)


def told(number: float) -> str:
    """With two digits that say something."""
    return f"{float(f'{number:.2g}'):,.10g}"


def written_anew(page: str) -> str:
    """The page with today's tables."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text("utf-8")), "utf-8")
    tell(tables())
