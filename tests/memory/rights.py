"""Hears what each function asks of AWS in the tests, and judges it by the function's policies.

`heard` stands where a request reaches the cloud in memory. Whose request it is, the stack of calls tells: the
innermost code in `functions/`, or the handler around an operation, by the route of its request. What a test asks
by itself has neither, or has the test's own code further in, and is not judged. A denial ends the test (tests/conftest.py);
`make quick` looks at its end for grants that no test needed.

What a request needs: "Actions, resources, and condition keys" of each service in the Service Authorization
Reference; a transaction needs the right to each of its items ("Using IAM with DynamoDB transactions" in its guide).
"""

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.memory import policies
from tests.memory.policies import LEADING_KEYS, PSEUDO, Grant, allows, function_of, grants
from tests.tables import ROOT, all_resources

Body = dict[str, Any]
Asked = tuple[str, str, tuple[str, ...], tuple[tuple[str, str], ...]]  # as in a `Need`
FUNCTIONS = f"{ROOT / 'functions'}/"
APP = str(ROOT / "layers/shared/seance/web/app.py")
FOLDER = "RIGHTS"  # the environment's name of the folder where each process keeps what it heard
ID = re.compile(r"[0-9A-Za-z]{26}")
NAMES = re.compile(r"(\w+?)(?:_TABLE|_ARN|_URL|(?<=_GROUP)|(?<=MAIL_FROM))")
TABLE_ACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


class Need(NamedTuple):
    """What a function asked for; of a key as much as a policy can tell: `USER#`."""

    function: str
    action: str
    resource: str
    keys: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # condition keys of other services

    def __str__(self) -> str:
        keys = f" with {', '.join(self.keys)}" if self.keys else ""
        return f"{self.function} may not {self.action} on {self.resource}{keys}"

    def uses(self, grant: Grant) -> bool:
        """Whether it is a grant's reason."""
        return (
            self.function == grant.function
            and fnmatchcase(self.action, grant.action)
            and fnmatchcase(self.resource, grant.resource)
            and any(fnmatchcase(key, grant.key) for key in self.keys or ("",))
        )


known: dict[Need, bool] = {}  # whether it is allowed
denied: list[Need] = []
_names: dict[str, str] = {}  # of what settings say
_asker = (
    threading.local()
)  # no context variable: the product gives its threads a context of their own


def heard(operation: str, body: Body) -> None:
    """One request of whoever is running now."""
    if (function := _speaker()) is None:
        return
    for action, resource, keys, others in _asked(operation, body):
        need = Need(function, action, resource, keys, others)
        if need not in known:
            context = {name: (value,) for name, value in others} | {LEADING_KEYS: keys}
            known[need] = allows(function, action, resource, context)
        if not known[need]:
            denied.append(need)


def _speaker() -> str | None:
    frame = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(FUNCTIONS):
            module = code.co_filename.removeprefix(FUNCTIONS).removesuffix(".py").replace("/", ".")
            return policies.functions_by_module()[module]
        if "/tests/" in code.co_filename and "/test_" in code.co_filename:
            return None  # what a test does meanwhile
        if code.co_name == "handler" and code.co_filename == APP:
            event = frame.f_locals["event"]
            return function_of(event["requestContext"]["http"]["method"], event["rawPath"])
        frame = frame.f_back  # type: ignore[assignment]  # the outermost has none
    asker: str | None = getattr(_asker, "function", None)
    return asker


def remember_askers() -> None:
    """From now on a pool's thread knows who started it."""
    submit: Callable[..., Future[Any]] = ThreadPoolExecutor.submit

    def known_submit(
        pool: ThreadPoolExecutor, work: Callable[..., Any], /, *given: Any, **named: Any
    ) -> Future[Any]:
        asker = _speaker()

        def run(*given: Any, **named: Any) -> Any:
            _asker.function = asker
            return work(*given, **named)

        return submit(pool, run, *given, **named)

    ThreadPoolExecutor.submit = known_submit  # type: ignore[method-assign, assignment]


def _asked(operation: str, body: Body) -> Iterator[Asked]:
    """All that a request does."""
    if operation not in OTHERS:
        yield from _asked_of_tables(operation, body)
        return
    action, place = OTHERS[operation]
    sender = body.get("FromEmailAddress")
    yield action, place(body), (), (("ses:FromAddress", _named(sender)),) if sender else ()
    if "Target" in body:  # a schedule's
        passed = ("iam:PassedToService", "scheduler.amazonaws.com")
        yield "iam:PassRole", _named(body["Target"]["RoleArn"]), (), (passed,)


def _asked_of_tables(operation: str, body: Body) -> Iterator[Asked]:
    match operation:
        case "TransactWriteItems":
            for each in body["TransactItems"]:
                ((kind, write),) = each.items()
                yield _item(TABLE_ACTIONS[kind], write)
        case "BatchGetItem":
            for table, asked in body["RequestItems"].items():
                keys = tuple(sorted({_kind(_key(table, each)) for each in asked["Keys"]}))
                yield "dynamodb:BatchGetItem", _named(table), keys, ()
        case "Query":
            index = body.get("IndexName")
            table = _named(body["TableName"])
            place = f"{table}/index/{index}" if index else table
            yield "dynamodb:Query", place, (_kind(_hash_value(place, body)),), ()
        case "GetItem" | "PutItem" | "UpdateItem" | "DeleteItem":
            yield _item(operation, body)
        case "Scan":
            yield "dynamodb:Scan", _named(body["TableName"]), (), ()
        case _:
            raise AssertionError(f"what {operation} needs is not known here")


def _item(action: str, body: Body) -> Asked:
    key = _key(body["TableName"], body.get("Item") or body["Key"])
    return f"dynamodb:{action}", _named(body["TableName"]), (_kind(key),), ()


def _key(table: str, item: Body) -> str:
    value: Any = item[_hash_name(_named(table))]
    return str(value["S"] if isinstance(value, dict) else value)


def _kind(key: str) -> str:
    """What policies tell keys apart by: all up to the first `#`, or that it is an id."""
    kind, mark, _ = key.partition("#")
    return kind + mark if mark else ID.sub("?" * 26, key)


def _hash_value(place: str, body: Body) -> str:
    names, values = body.get("ExpressionAttributeNames", {}), body["ExpressionAttributeValues"]
    for name, value in re.findall(r"([#\w]+) = (:\w+)", body["KeyConditionExpression"]):
        if names.get(name, name) == _hash_name(place):
            return str(values[value]["S"])
    raise AssertionError(f"a query of {place} without its key")


@lru_cache
def _hash_name(place: str) -> str:
    """The partition key of a table or an index."""
    table, _, index = place.partition("/index/")
    properties = all_resources()[table]["Properties"]
    for each in properties["GlobalSecondaryIndexes"] if index else ():
        if each["IndexName"] == index:
            properties = each
    return str(properties["KeySchema"][0]["AttributeName"])


def _named(value: str) -> str:
    """The logical id behind a value, by the setting that has it: MAIN_TABLE is Main."""
    if value not in _names:
        for setting, each in os.environ.items():
            if each == value and (found := NAMES.fullmatch(setting)):
                _names[value] = found[1].title().replace("_", "")
    return _names.get(value, value)


def keep() -> None:
    """Write down what this process heard, where somebody wants to know."""
    if folder := os.environ.get(FOLDER):
        file = Path(folder) / f"{os.getpid()}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(sorted(known)))


def all_heard(folder: Path) -> set[Need]:
    """What all processes of a run heard."""
    return {
        Need(
            function, action, resource, tuple(keys), tuple((name, value) for name, value in others)
        )
        for file in folder.glob("*.json")
        for function, action, resource, keys, others in json.loads(file.read_text())
    }


def unused(needs: set[Need]) -> list[Grant]:
    """The grants that nothing needed, each once."""
    by_function: dict[str, list[Need]] = {}
    for need in needs:
        by_function.setdefault(need.function, []).append(need)
    return [
        grant
        for grant in sorted(set(grants()))
        if not any(need.uses(grant) for need in by_function.get(grant.function, ()))
    ]


def _arn(service: str, rest: str) -> Callable[[Body], str]:
    arn = "arn:{Partition}:{service}:{Region}:{AccountId}:{rest}"
    return lambda _: arn.format(service=service, rest=rest, **PSEUDO)


SCHEDULE = _arn("scheduler", "schedule/ScheduleGroup/…")
OTHERS: dict[str, tuple[str, Callable[[Body], str]]] = {  # all but the tables: action and resource
    "SendMessageBatch": ("sqs:SendMessage", lambda body: _named(body["QueueUrl"])),
    "GetQueueAttributes": ("sqs:GetQueueAttributes", lambda body: _named(body["QueueUrl"])),
    "SendEmail": ("ses:SendEmail", _arn("ses", "identity/…")),
    "DeleteSuppressedDestination": ("ses:DeleteSuppressedDestination", lambda _: "*"),
    "Encrypt": ("kms:Encrypt", lambda body: _named(body["KeyId"])),
    "Decrypt": ("kms:Decrypt", lambda body: _named(body["KeyId"])),
    "GetSecretValue": ("secretsmanager:GetSecretValue", lambda body: _named(body["SecretId"])),
    "PostToConnection": (
        "execute-api:ManageConnections",
        _arn("execute-api", "LiveApi/live/POST/@connections/…"),
    ),
    "AdminDeleteUser": ("cognito-idp:AdminDeleteUser", lambda _: "UserPool"),
    "AdminInitiateAuth": ("cognito-idp:AdminInitiateAuth", lambda _: "UserPool"),
    **{
        operation: (f"scheduler:{operation}", SCHEDULE)
        for operation in ("CreateSchedule", "UpdateSchedule", "DeleteSchedule", "GetSchedule")
    },
}
