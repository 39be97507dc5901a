"""Reads templates, CloudFormation's short forms (`!Ref x`) as its long ones (`{"Ref": "x"}`)."""

from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """A safe loader that knows the short forms."""


def _intrinsic(loader: yaml.CSafeLoader, suffix: str, node: yaml.Node) -> Any:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}  # type: ignore[arg-type]


_Loader.add_multi_constructor("!", _intrinsic)


def read_template(file: Path) -> dict[str, Any]:
    """A template as plain values."""
    read: dict[str, Any] = yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 # a SafeLoader
    return read
