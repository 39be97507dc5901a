"""DynamoDB's condition and update expressions, as far as PynamoDB writes them."""

import re
from base64 import b64decode
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

Value = dict[str, Any]  # DynamoDB's JSON of one attribute: {"N": "1"}
Item = dict[str, Value]
FUNCTIONS = ("attribute_exists", "attribute_not_exists", "begins_with", "contains")
TOKEN = re.compile(r"<=|>=|<>|[=<>(),+-]|[#:]?\w+")


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


class OverlapError(Exception):
    """Two paths of one update overlap, which DynamoDB refuses as invalid."""


class Expression:
    """One expression, read from left to right and worked out on the way."""

    def __init__(self, text: str, names: Mapping[str, str], values: Mapping[str, Value]) -> None:
        self.tokens, self.names, self.values = _tokens(text), names, values
        self.place = 0

    def holds(self, item: Item) -> bool:
        """Whether the item (empty: there is none) fulfils the condition."""
        self.place = 0
        held = self._any(item)
        assert self.place == len(self.tokens), f"not understood: {self.tokens[self.place :]}"
        return held

    def applied(self, item: Item) -> Item:
        """The item after the update; every value is worked out from the item before."""
        new = dict(item)
        paths: set[str] = set()
        while self.place < len(self.tokens):
            clause = self._take()
            while True:
                if (path := self.tokens[self.place]) in paths:
                    raise OverlapError
                paths.add(path)
                self._apply(clause, item, new)
                if not self._next(","):
                    break
                self._take()
        return new

    def _apply(self, clause: str, item: Item, new: Item) -> None:
        name = self.names[self._take()]
        if clause == "SET":
            assert self._take() == "="
            new[name] = self._sum(item)
        elif clause == "REMOVE":
            new.pop(name, None)
        else:
            value = self.values[self._take()]
            kind = next(iter(value))
            old = new.get(name)
            if kind == "N":
                new[name] = _number(_decimal(old or {"N": "0"}) + _decimal(value))
            else:
                before = set(old[kind]) if old else set()
                after = before | set(value[kind]) if clause == "ADD" else before - set(value[kind])
                new.pop(name, None)
                if after:
                    new[name] = {kind: sorted(after)}

    def _sum(self, item: Item) -> Value:
        left = self._operand(item)
        assert left is not None, "the expression names an attribute that is not there"
        while self._next("+") or self._next("-"):
            sign = 1 if self._take() == "+" else -1
            right = self._operand(item)
            assert right is not None, "the expression names an attribute that is not there"
            left = _number(_decimal(left) + sign * _decimal(right))
        return left

    def _any(self, item: Item) -> bool:
        held = self._all(item)
        while self._next("OR"):
            self._take()
            held = self._all(item) or held
        return held

    def _all(self, item: Item) -> bool:
        held = self._one(item)
        while self._next("AND"):
            self._take()
            held = self._one(item) and held
        return held

    def _one(self, item: Item) -> bool:
        token = self.tokens[self.place]
        if token == "NOT":
            self._take()
            return not self._one(item)
        if token == "(":
            self._take()
            held = self._any(item)
            assert self._take() == ")"
            return held
        if token in FUNCTIONS:
            return self._function(item)
        left, sign = self._operand(item), self._take()
        if sign == "BETWEEN":
            low = self._operand(item)
            assert self._take() == "AND"
            high = self._operand(item)
            return _compare(left, ">=", low) and _compare(left, "<=", high)
        if sign == "IN":
            return self._in(left, item)
        return _compare(left, sign, self._operand(item))

    def _in(self, left: Value | None, item: Item) -> bool:
        held = False
        while self._take() in "(,":
            held = _compare(left, "=", self._operand(item)) or held
        return held

    def _function(self, item: Item) -> bool:
        name = self._take()
        assert self._take() == "("
        found = self._operand(item)
        if name in ("begins_with", "contains"):
            assert self._take() == ","
            wanted = self._operand(item)
        assert self._take() == ")"
        if name == "contains":
            return bool(found and wanted and wanted["S"] in found["SS"])
        if name == "begins_with":
            return bool(found and wanted and str(found["S"]).startswith(wanted["S"]))
        return {"attribute_exists": found is not None, "attribute_not_exists": found is None}[name]

    def _operand(self, item: Item) -> Value | None:
        token = self._take()
        if token == "size":
            return self._size(item)
        return self.values[token] if token[0] == ":" else item.get(self.names.get(token, token))

    def _size(self, item: Item) -> Value | None:
        """How many members a set or list has, how many bytes a binary, how many letters a text."""
        assert self._take() == "("
        value = self._operand(item)
        assert self._take() == ")"
        if value is None:
            return None
        ((kind, raw),) = value.items()
        return _number(Decimal(len(b64decode(raw) if kind == "B" else raw)))

    def _next(self, token: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place] == token

    def _take(self) -> str:
        self.place += 1
        token: str = self.tokens[self.place - 1]
        return token


def sort_key(value: Value) -> Any:
    """Values in DynamoDB's order: numbers by size, texts by their bytes."""
    ((kind, raw),) = value.items()
    if kind == "N":
        return Decimal(raw)
    if kind == "B":
        return b64decode(raw)
    return raw.encode() if kind == "S" else raw


def _compare(left: Value | None, sign: str, right: Value | None) -> bool:
    if left is None or right is None or left.keys() != right.keys():
        return sign == "<>" and left != right
    a, b = sort_key(left), sort_key(right)
    return bool(
        {"=": a == b, "<>": a != b}[sign]
        if sign in ("=", "<>")
        else {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]
    )


def _decimal(value: Value) -> Decimal:
    return Decimal(value["N"])


def _number(number: Decimal) -> Value:
    return {"N": str(number)}
