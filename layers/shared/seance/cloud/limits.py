"""Who may write now, or search: so many times a minute; no writes for an account that is closed or suspended.

One item a user for each in the Idempotency table, which no stream reads and which forgets by itself;
one conditional update a request says all. Each minute counts in an attribute of its own, named
after it, so a new minute needs no second request, and requests that arrive together are all counted.
"""

from datetime import timedelta
from typing import Any

from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable
from pynamodb.exceptions import TableError
from pynamodb.expressions.operand import Path

from seance.cloud.clock import now
from seance.cloud.concurrency import decide, written
from seance.cloud.config import settings
from seance.cloud.tables import MainItem
from seance.errors import Forbidden, Suspended, TooManyRequests

MINUTE = 60  # seconds
KEPT_MINUTES = 5  # who pauses longer leaves a few bytes, until the item expires
CLOSED_FOR = timedelta(days=1)  # longer than any token lives

_closed, _suspended, _expiration = Path("closed"), Path("suspended"), Path("expiration")


def admit(user_id: str) -> None:
    """Count one write of this user; refused when there are too many, or the user has left or is suspended."""
    if _counted(_key(user_id), settings().writes_per_minute):
        return
    found = _read(user_id)
    if "closed" in found:
        raise Forbidden.left()
    if "suspended" in found:
        raise Suspended
    raise TooManyRequests(
        f"{settings().writes_per_minute} writes a minute are the most.",
        retry_after=_rest(),
        next_step="wait",
    )


def admit_search(user_id: str) -> None:
    """Count one search of this user; refused when there are too many."""
    if not _counted(f"searches#{user_id}", settings().searches_per_minute):
        raise TooManyRequests(
            f"{settings().searches_per_minute} searches a minute are the most.",
            retry_after=_rest(),
            next_step="wait",
        )


def _counted(item: str, most: int) -> bool:
    """Whether it was not yet `most` times in this minute; counted then."""
    seconds = int(now().timestamp())
    minute = seconds // MINUTE
    count = Path(f"m{minute}")
    below: Any = count < {"N": str(most)}  # PynamoDB leaves it untyped
    barred = _closed.exists() | _suspended.exists()
    condition = ~barred & (count.does_not_exist() | below)
    actions = [
        count.add({"N": "1"}),
        _expiration.set({"N": str(seconds + KEPT_MINUTES * MINUTE)}),
        *(Path(f"m{minute - back}").remove() for back in range(1, KEPT_MINUTES + 1)),
    ]
    return decide(lambda: written(lambda: _update(item, actions, condition)))


def _rest() -> int:
    """Seconds until the next minute."""
    return MINUTE - int(now().timestamp()) % MINUTE


def close(user_id: str) -> None:
    """From now on this user writes nothing; forgotten when the last token has expired."""
    until = int((now() + CLOSED_FOR).timestamp())
    actions = [_closed.set({"BOOL": True}), _expiration.set({"N": str(until)})]
    lets_expire = _suspended.does_not_exist()
    if not decide(lambda: written(lambda: _update(_key(user_id), actions, lets_expire))):
        decide(
            lambda: _update(_key(user_id), actions[:1])
        )  # who comes back under this id is still suspended


def suspend(user_id: str) -> None:
    """R24: from now on this user writes nothing; never forgotten. A second time changes nothing."""
    actions = [_suspended.set({"BOOL": True}), _expiration.remove()]
    decide(lambda: _update(_key(user_id), actions))


def is_closed(user_id: str) -> bool:
    """Whether `close` was called, in the last day at least."""
    return "closed" in _read(user_id)


def is_suspended(user_id: str) -> bool:
    """Whether `suspend` was called, and not taken back by hand."""
    return "suspended" in _read(user_id)


def _read(user_id: str) -> dict[str, Any]:
    table = settings().idempotency_table
    found = decide(lambda: _connection().get_item(table, _key(user_id), consistent_read=True))
    return dict(found.get("Item", {}))


def _update(item: str, actions: list[Any], condition: Any = None) -> None:
    _connection().update_item(
        settings().idempotency_table, item, actions=actions, condition=condition
    )


def _key(user_id: str) -> str:
    return f"writes#{user_id}"


def _connection() -> Connection:
    """The Main table's, which knows this table too from then on: one client a process."""
    connection, table = MainItem.connection(), settings().idempotency_table
    try:
        connection.get_meta_table(table)
    except TableError:
        schema = {"AttributeName": "id", "KeyType": "HASH"}
        text = {"AttributeName": "id", "AttributeType": "S"}
        connection.add_meta_table(
            MetaTable({"TableName": table, "KeySchema": [schema], "AttributeDefinitions": [text]})
        )
    return connection
