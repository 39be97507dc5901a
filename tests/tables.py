"""The tables of `template.yaml`, made anew in whatever DynamoDB a test runs on."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

TEMPLATE = Path(__file__).parents[1] / "template.yaml"
KEPT = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")


class _Loader(yaml.CSafeLoader):
    """Reads CloudFormation's short forms (!Ref x) as {"Ref": "x"}."""


def _intrinsic(loader: yaml.CSafeLoader, suffix: str, node: yaml.Node) -> Any:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _intrinsic)


@lru_cache(maxsize=1)
def template() -> dict[str, Any]:
    """The template as plain values."""
    loaded: dict[str, Any] = yaml.load(TEMPLATE.read_text(), _Loader)  # noqa: S506 # a SafeLoader
    return loaded


def create_tables(client: Any, names: dict[str, str]) -> None:
    """Create tables by logical name under the given names."""
    for logical_name, table_name in names.items():
        properties = template()["Resources"][logical_name]["Properties"]
        kept = {key: properties[key] for key in KEPT if key in properties}
        client.create_table(TableName=table_name, **kept)
