"""What people were told, in the words of a test."""

from typing import Any

from tests.component.gateway import Person


def notices(person: Person) -> list[dict[str, Any]]:
    """The inbox, the oldest first."""
    answer = person.get("/me/notices", limit=100)
    assert answer.status == 200
    return list(reversed(answer.body["items"]))


def kinds(person: Person) -> list[str]:
    """The kinds of the notices, the oldest first."""
    return [each["kind"] for each in notices(person)]


def only(person: Person, kind: str) -> dict[str, Any]:
    """The one notice of a kind."""
    (found,) = [each for each in notices(person) if each["kind"] == kind]
    return found
