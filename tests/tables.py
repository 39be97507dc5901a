"""What the templates say; their tables are made anew in whatever DynamoDB a test runs on."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from local.templates import read_template

ROOT = Path(__file__).parents[1]
KEPT = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")


@lru_cache(maxsize=1)
def templates() -> dict[str, dict[str, Any]]:
    """Every template as plain values, by its path: the root first, then the stacks within it."""
    files = [ROOT / "template.yaml", *sorted((ROOT / "stacks").glob("*.yaml"))]
    return {str(file.relative_to(ROOT)): expanded(read_template(file)) for file in files}


def expanded(node: Any) -> Any:
    """The template with every `Fn::ForEach` written out, as AWS::LanguageExtensions does."""
    if isinstance(node, list):
        return [expanded(each) for each in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for key, each in node.items():
        if key.startswith("Fn::ForEach::"):
            name, values, fragment = each
            for value in values:
                made |= expanded(_with(fragment, name, value))
        else:
            made[key] = expanded(each)
    return made


def _with(node: Any, name: str, value: str) -> Any:
    """A fragment with a value in the place of the loop's name."""
    match node:
        case {"Ref": {"Fn::Sub": str(text)}} if name in text:
            return {"Ref": text.replace(f"${{{name}}}", value)}
        case {"Fn::Sub": str(text)}:
            text = text.replace(f"${{{name}}}", value)
            return {"Fn::Sub": text} if "${" in text else text
        case {"Ref": str(ref)} if ref == name:
            return value
        case dict():
            return {
                key.replace(f"${{{name}}}", value): _with(each, name, value)
                for key, each in node.items()
            }
        case list():
            return [_with(each, name, value) for each in node]
    return node


def template() -> dict[str, Any]:
    """The root template."""
    return templates()["template.yaml"]


@lru_cache(maxsize=1)
def all_resources() -> dict[str, dict[str, Any]]:
    """The resources of all stacks by logical id, which is given once in the whole house, but for the layers."""
    found: dict[str, dict[str, Any]] = {}
    for path, each in templates().items():
        if path == "template.yaml":  # the stacks themselves
            continue
        twice = found.keys() & each["Resources"].keys()
        other = [name for name in twice if found[name] != each["Resources"][name]]
        assert not other, f"{path} has what another template has: {sorted(other)}"
        found |= each["Resources"]
    return found


def create_tables(client: Any, names: dict[str, str]) -> None:
    """Create tables by logical name under the given names."""
    for logical_name, table_name in names.items():
        properties = all_resources()[logical_name]["Properties"]
        kept = {key: properties[key] for key in KEPT if key in properties}
        client.create_table(TableName=table_name, **kept)
