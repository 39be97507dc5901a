"""The tables: one base model each, connected on first use, one botocore client a process.

PynamoDB opens a client for every model class unless its base has a connection already, so the
bases connect themselves, all through the Main table's, and hand the connection down.
"""

import itertools
import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Self, TypeVar

from botocore.exceptions import ClientError
from pynamodb.attributes import Attribute, DiscriminatorAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.constants import BATCH_GET_PAGE_LIMIT, STRING
from pynamodb.exceptions import GetError
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from seance.cloud import clients, deadline, keys, snapshot
from seance.cloud.config import settings
from seance.cloud.observability import correlation_id

Position = dict[str, dict[str, Any]]  # where a page of a query ended (LastEvaluatedKey)
Kind = TypeVar("Kind", bound=Model)
ASKED_AT_MOST, PAUSE_SECONDS = 5, 0.05  # for unprocessed keys; the pauses double
THROTTLED: Any = {"Error": {"Code": "ProvisionedThroughputExceededException"}}


class InstantAttribute(Attribute[datetime]):
    """A moment in UTC with milliseconds, kept as text that sorts by time."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        """Aware datetime → `2026-12-01T18:00:00.000Z`."""
        return keys.instant(value)

    def deserialize(self, value: str) -> datetime:
        """`2026-12-01T18:00:00.000Z` → aware datetime in UTC."""
        return datetime.fromisoformat(value)


class JsonAttribute(Attribute[Any]):
    """A JSON value as compact text: PynamoDB's own writes six bytes for every Cyrillic letter."""

    attr_type = STRING

    def serialize(self, value: Any) -> str | None:
        """Any JSON value → text; None is absent."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> Any:
        """Text → the value."""
        return json.loads(value)


class CauseAttribute(UnicodeAttribute):
    """The correlation id of the request or message that the item was written for last.

    The stream hands it on to whatever follows from the change. New items have it by themselves, an
    update sets it.
    """

    def __init__(self) -> None:
        super().__init__(null=True, default_for_new=correlation_id)


class _Index(GlobalSecondaryIndex[Any]):
    """What the indexes of the Main table share; `template.yaml` says what they project."""


class ByUser(_Index):
    """Events of a host; bookings and moderated events of a user, whom they follow, reviews about them."""

    class Meta:
        index_name = "by_user"
        projection = AllProjection()

    user_key = UnicodeAttribute(hash_key=True)
    user_sort = UnicodeAttribute(range_key=True)


class ByTime(_Index):
    """Upcoming public events by start; bookings of an event by status and time; reviews by a user."""

    class Meta:
        index_name = "by_time"
        projection = AllProjection()

    time_key = UnicodeAttribute(hash_key=True)
    time_sort = UnicodeAttribute(range_key=True)


class ByCity(_Index):
    """Upcoming public events of a city by start."""

    class Meta:
        index_name = "by_city"
        projection = AllProjection()

    city_key = UnicodeAttribute(hash_key=True)
    city_sort = UnicodeAttribute(range_key=True)


class ByCell(_Index):
    """Upcoming public events of a square degree by start."""

    class Meta:
        index_name = "by_cell"
        projection = AllProjection()

    cell_key = UnicodeAttribute(hash_key=True)
    cell_sort = UnicodeAttribute(range_key=True)


class ByAsking(_Index):
    """Bookings of an event in the order of asking, which no decision changes; keys alone."""

    class Meta:
        index_name = "by_asking"
        projection = AllProjection()

    event_id = UnicodeAttribute(hash_key=True)
    requested_at = InstantAttribute(range_key=True)


class _Limits:
    """Of the client of each table."""

    connect_timeout_seconds = clients.CONNECT_SECONDS
    read_timeout_seconds = clients.TABLE_SECONDS
    max_retry_attempts = clients.ATTEMPTS - 1


class Item(Model):
    """What the bases of the tables share."""

    class Meta:
        table_name = ""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        """The base's, made on first use, for the table that a setting names."""
        base: Any = next(each for each in cls.__mro__ if each.__base__ is Item)
        if base._connection is None:  # noqa: SLF001 # PynamoDB offers no other way
            base.Meta.table_name = getattr(settings(), base.Meta.setting)
            made = super(Item, base)._get_connection()
            if base is MainItem:
                clients.keep_deadline(made.connection.client)
            else:  # a client of its own would be made in 50 ms
                MainItem.connection().add_meta_table(made.get_meta_table())
                made.connection = MainItem.connection()
        return super()._get_connection()

    @classmethod
    def of(cls, key: keys.Key, **attributes: Any) -> Self:
        """An item with its key from `keys`."""
        return cls(*key, **attributes)

    @classmethod
    def find(cls, key: keys.Key, *, consistent: bool = True) -> Self | None:
        """One item, or nothing."""
        try:
            return cls.get(*key, consistent_read=consistent)
        except cls.DoesNotExist:
            return None

    @classmethod
    def keys_of(
        cls, partition: str, limit: int, after: Position | None
    ) -> tuple[list[str], Position | None]:
        """One page of the sort keys of a partition, of whatever kinds its items are."""
        answer = cls._get_connection().query(
            partition,
            attributes_to_get=["sk"],
            limit=limit,
            exclusive_start_key=after,
            consistent_read=True,
        )
        return [item["sk"]["S"] for item in answer["Items"]], answer.get("LastEvaluatedKey")

    @classmethod
    def count_few(cls, partition: str, within: Condition, index_name: str | None, most: int) -> int:
        """How many items of a range the table or an index has, counted up to so many, of a megabyte together at most."""
        answer = cls._get_connection().query(
            partition,
            range_key_condition=within,
            index_name=index_name,
            limit=most,
            select="COUNT",
        )
        return int(answer["Count"])

    @classmethod
    def as_now(cls, rows: Iterable[Any]) -> list[Self]:
        """The rows of an index as they are now, in its order, without those that are gone."""
        wanted = [(row.pk, row.sk) for row in rows]
        found: Iterable[Any] = cls.batch_get(wanted, consistent_read=True) if wanted else ()
        items = {(item.pk, item.sk): item for item in found}
        return [items[key] for key in wanted if key in items]

    @classmethod
    def batch_get(
        cls,
        items: Iterable[Any],
        consistent_read: bool | None = None,
        attributes_to_get: Sequence[str] | None = None,
    ) -> Iterator[Self]:
        """Items by their keys, in any order, a hundred a request.

        What DynamoDB left out is asked for again after a pause, a few times and within the
        deadline; then `GetError`, which passes. PynamoDB asks again at once and for ever.
        """
        pk, sk = cls._hash_key_attribute().attr_name, cls._range_key_attribute().attr_name
        wanted = [{pk: {"S": key[0]}, sk: {"S": key[1]}} for key in dict.fromkeys(items)]
        found: list[dict[str, Any]] = []
        for start in range(0, len(wanted), BATCH_GET_PAGE_LIMIT):
            rest: list[Any] | None = wanted[start : start + BATCH_GET_PAGE_LIMIT]
            for asked in itertools.count(1):
                page, rest = cls._batch_get_page(
                    rest, consistent_read=consistent_read, attributes_to_get=attributes_to_get
                )
                found += page
                if not rest:
                    break
                pause = random.uniform(0, PAUSE_SECONDS * 2**asked)  # noqa: S311 # no secret
                if asked == ASKED_AT_MOST or deadline.left() < pause + clients.ROUND_SECONDS:
                    raise GetError(
                        "keys were left unprocessed", ClientError(THROTTLED, "BatchGetItem")
                    )
                time.sleep(pause)
        return iter([cls.from_raw_data(each) for each in found])

    @classmethod
    def scan_keys(cls, after: Position | None) -> tuple[list[keys.Key], Position | None]:
        """The keys of a megabyte of the table; for tools, no operation scans."""
        start: Any = after  # PynamoDB says a text, and hands it to botocore as it is
        answer = cls._get_connection().scan(
            attributes_to_get=["pk", "sk"], exclusive_start_key=start
        )
        found = [(item["pk"]["S"], item["sk"]["S"]) for item in answer["Items"]]
        return found, answer.get("LastEvaluatedKey")

    @classmethod
    def remove(cls, key: keys.Key) -> None:
        """Delete an item of whatever kind; fine when it is gone already."""
        cls._get_connection().delete_item(*key)

    @classmethod
    def connection(cls) -> Connection:
        """The connection that transactions go through."""
        return cls._get_connection().connection


class MainItem(Item):
    """Base of everything in the Main table."""

    class Meta(_Limits):
        table_name = ""
        setting = "main_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    item = DiscriminatorAttribute()
    user_key = UnicodeAttribute(null=True)
    user_sort = UnicodeAttribute(null=True)
    time_key = UnicodeAttribute(null=True)
    time_sort = UnicodeAttribute(null=True)
    city_key = UnicodeAttribute(null=True)
    city_sort = UnicodeAttribute(null=True)
    cell_key = UnicodeAttribute(null=True)
    cell_sort = UnicodeAttribute(null=True)
    by_user = ByUser()
    by_time = ByTime()
    by_city = ByCity()
    by_cell = ByCell()
    by_asking = ByAsking()


class Unread(GlobalSecondaryIndex[Any]):
    """Unread notices of a user; sparse."""

    class Meta:
        index_name = "unread"
        projection = AllProjection()

    unread_key = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class FeedItem(Item):
    """Base of everything in the Feed table: many, small, and gone after `expires_at`."""

    class Meta(_Limits):
        table_name = ""
        setting = "feed_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    item = DiscriminatorAttribute()
    expires_at = TTLAttribute(null=True)
    unread_key = UnicodeAttribute(null=True)
    unread = Unread()


class WordsItem(Item):
    """Base of everything in the Words table: made from events that are to come, gone after `expires_at`."""

    class Meta(_Limits):
        table_name = ""
        setting = "words_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    item = DiscriminatorAttribute()
    expires_at = TTLAttribute()


def stamp(kind: Any) -> list[Any]:
    """Update actions that make the present request or message the cause of the change."""
    cause = correlation_id()
    return [kind.cause.set(cause) if cause else kind.cause.remove()]


def only(kind: type[Kind], items: Iterable[Model]) -> Kind | None:
    """The one item of this kind among those that a batch brought, if it is there."""
    return next((item for item in items if isinstance(item, kind)), None)


def connect() -> None:
    """Connect both tables, and Words in functions that have it; nothing is sent."""
    for base in (MainItem, FeedItem, *([WordsItem] if settings().words_table else ())):
        base.connection()


def hang_up() -> None:
    """Close the client's connections, which the next request opens again."""
    if MainItem._connection is not None:  # noqa: SLF001 # PynamoDB offers no other way
        MainItem.connection().client.close()


def forget_connections() -> None:
    """For tests: connect anew, to the tables that the environment names now."""
    for base in (MainItem, FeedItem, WordsItem):
        base._connection = None  # noqa: SLF001 # PynamoDB offers no other way


snapshot.shared(connect)
snapshot.own(hang_up)
