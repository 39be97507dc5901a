"""What the templates say; their tables are made anew in whatever DynamoDB a test runs on."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
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
def templates() -> dict[str, dict[str, Any]]:
    """Every template as plain values, by its path: the root first, then the stacks within it."""
    files = [ROOT / "template.yaml", *sorted((ROOT / "stacks").glob("*.yaml"))]
    return {
        str(file.relative_to(ROOT)): yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 # a SafeLoader
        for file in files
    }


def template() -> dict[str, Any]:
    """The root template."""
    return templates()["template.yaml"]


@lru_cache(maxsize=1)
def all_resources() -> dict[str, dict[str, Any]]:
    """The resources of all templates by logical id, which is given once in the whole house."""
    found: dict[str, dict[str, Any]] = {}
    for path, each in templates().items():
        twice = found.keys() & each["Resources"].keys()
        assert not twice, f"{path} has what another template has: {sorted(twice)}"
        found |= each["Resources"]
    return found


def create_tables(client: Any, names: dict[str, str]) -> None:
    """Create tables by logical name under the given names."""
    for logical_name, table_name in names.items():
        properties = all_resources()[logical_name]["Properties"]
        kept = {key: properties[key] for key in KEPT if key in properties}
        client.create_table(TableName=table_name, **kept)
