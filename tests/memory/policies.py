"""What the templates' policies allow a function, judged as IAM does.

A resource is called by its logical id: `Main`, `Main/index/by_time`, `NoticesQueue`. Of `!If` counts the
first: there is a key of a film provider, a bot, a community, Cognito. Source of the logic: "Policy evaluation
logic" and "IAM JSON policy elements: Condition operators" in the IAM guide; an operator that no policy here
uses is refused by name.
"""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, NamedTuple

from tests.drift.template import functions, http_route, statements

LEADING_KEYS = "dynamodb:LeadingKeys"
PSEUDO = {"Partition": "aws", "Region": "eu-central-1", "AccountId": "123456789012"}
NAME = re.compile(r"\$\{(?:AWS::)?(\w+)(?:\.Arn)?\}")
Context = Mapping[str, tuple[str, ...]]


class Grant(NamedTuple):
    """What one line of a policy opens; `key` is a pattern of leading keys, `*` where none is asked for."""

    function: str
    action: str
    resource: str
    key: str

    def __str__(self) -> str:
        return f"{self.function}: {self.action} on {self.resource}, keys {self.key}"


@lru_cache(maxsize=1)
def functions_by_module() -> dict[str, str]:
    """The functions by the dotted name of their module."""
    found = {each["Handler"].removesuffix(".handler"): name for name, each in functions().items()}
    assert len(found) == len(functions()), "two functions have one handler"
    return found


@lru_cache(maxsize=4096)
def function_of(method: str, path: str) -> str | None:
    """The function that a request is routed to; fixed paths come before those with a parameter."""
    method = "GET" if method == "HEAD" else method
    for own, pattern, name in _routes():
        if own == method and pattern.fullmatch(path):
            return name
    return None


def allows(function: str, action: str, resource: str, context: Context) -> bool:
    """Whether some statement allows it and none denies it."""
    said = [
        effect
        for effect, actions, resources, conditions in _read(function)
        if any(fnmatchcase(action, each) for each in actions)
        and any(fnmatchcase(resource, each) for each in resources)
        and all(_holds(*each, context) for each in conditions)
    ]
    return "Allow" in said and "Deny" not in said


def grants() -> Iterator[Grant]:
    """Everything that the functions' policies allow."""
    for function in functions():
        for effect, actions, resources, conditions in _read(function):
            keys = [values for _, name, values in conditions if name == LEADING_KEYS] or [("*",)]
            assert effect == "Allow"
            for action in actions:
                for resource in resources:
                    yield from (Grant(function, action, resource, key) for key in keys[0])


def texts(node: Any) -> tuple[str, ...]:
    """What an action, resource or value of a policy says, one or a list: by logical ids."""
    return tuple(_text(each) for each in (node if isinstance(node, list) else [node]))


@lru_cache(maxsize=1)
def _routes() -> list[tuple[str, re.Pattern[str], str]]:
    routes = [(*route[:2], name) for name in functions() if (route := http_route(name))]
    return [
        (
            method,
            re.compile(
                re.sub(
                    r"\\\{\w+(\\\+)?\\\}", lambda one: ".+" if one[1] else "[^/]+", re.escape(path)
                )
            ),
            name,
        )
        for method, path, name in sorted(routes, key=lambda each: each[1].count("{"))
    ]


@lru_cache
def _read(
    function: str,
) -> list[tuple[str, tuple[str, ...], tuple[str, ...], list[tuple[str, str, tuple[str, ...]]]]]:
    """Effect, actions, resources and conditions of each statement."""
    return [
        (
            each["Effect"],
            texts(each["Action"]),
            texts(each["Resource"]),
            [
                (operator, name, texts(values))
                for operator, tests in each.get("Condition", {}).items()
                for name, values in tests.items()
            ],
        )
        for each in statements(function)
    ]


def _text(node: Any) -> str:
    match node:
        case str():
            return node
        case {"Ref": str(name)} | {"Fn::GetAtt": str(name)}:
            return _name(name.removesuffix(".Arn"))
        case {"Fn::Sub": str(text)}:
            return NAME.sub(lambda found: _name(found[1]), text)
        case {"Fn::If": [_, one, _]}:
            return _text(one)
    raise AssertionError(f"a policy says {node}, which nobody here can read")


def _name(name: str) -> str:
    return PSEUDO.get(name, name.removesuffix("Arn"))


def _holds(operator: str, name: str, values: tuple[str, ...], context: Context) -> bool:
    given = context.get(name, ())
    match operator:
        case "ForAllValues:StringLike":
            return all(any(fnmatchcase(each, value) for value in values) for each in given)
        case "StringEquals":
            return bool(given) and given[0] in values
        case "StringEqualsIfExists":
            return not given or given[0] in values
        case "Null":
            return ("true" if not given else "false") in values
    raise AssertionError(f"a policy has the condition {operator}, which nobody here knows")
