"""Makes schema_org.json: what schema.org says of the types that Seance's JSON-LD uses.

    git clone --depth 1 https://github.com/schemaorg/schemaorg
    .venv/bin/python tests/data/extract_schema_org.py schemaorg/data/releases/30.0/schemaorg-current-https.jsonld

Of each type its parents and its properties with their ranges, and the members of enumerations. The vocabulary is
under CC BY-SA 3.0.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

EXTRACT = Path(__file__).with_name("schema_org.json")
SOURCE = {
    "vocabulary": "schema.org 30.0, schemaorg-current-https.jsonld",
    "licence": "CC BY-SA 3.0, https://schema.org/docs/terms.html",
}
TYPES = ("GeoCoordinates", "Movie", "Offer", "Person", "Place", "PostalAddress", "ScreeningEvent", "VirtualLocation")  # fmt: skip
ENUMERATIONS = ("EventAttendanceModeEnumeration", "EventStatusType", "ItemAvailability")


def named(value: Any) -> list[str]:
    """The names that a property of the vocabulary leads to, without their prefix."""
    values = value if isinstance(value, list) else [value] if value else []
    return sorted(each["@id"].removeprefix("schema:") for each in values)


def extract(graph: list[dict[str, Any]]) -> dict[str, Any]:
    """The types with all that they descend from."""
    by_name = {each["@id"].removeprefix("schema:"): each for each in graph}
    parents: dict[str, list[str]] = {}
    waiting = list(TYPES)
    while waiting:
        name = waiting.pop()
        parents[name] = named(by_name[name].get("rdfs:subClassOf"))
        waiting += [each for each in parents[name] if each not in parents and each in by_name]
    properties: dict[str, dict[str, list[str]]] = defaultdict(dict)
    members: dict[str, list[str]] = defaultdict(list)
    for name, each in by_name.items():
        for kind in named(each.get("schema:domainIncludes")):
            if kind in parents:
                properties[kind][name] = named(each.get("schema:rangeIncludes"))
        kinds = each["@type"] if isinstance(each["@type"], list) else [each["@type"]]
        for kind in kinds:
            if kind.removeprefix("schema:") in ENUMERATIONS:
                members[kind.removeprefix("schema:")].append(name)
    return {
        "types": {
            name: {"parents": parents[name], "properties": dict(sorted(properties[name].items()))}
            for name in sorted(parents)
        },
        "members": {name: sorted(members[name]) for name in ENUMERATIONS},
    }


if __name__ == "__main__":
    whole = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = {**SOURCE, **extract(whole["@graph"])}
    EXTRACT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
