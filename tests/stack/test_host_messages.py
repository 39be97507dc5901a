"""M33: the host tells all guests something, after a trial to oneself."""

from functools import partial

from tests.stack.people import Person
from tests.stack.waiting import eventually


def heard(person: Person) -> list[str]:
    """What the inbox has of it."""
    items = person.see("/me/notices")["items"]
    return [each["text"] for each in items if each["kind"] == "host_message"]


def test_m33_the_host_tells_those_with_a_seat_over_their_channels(
    host: Person, guest: Person
) -> None:
    event = host.announce(approval="automatic")
    guest.ask(event)
    path = f"/events/{event['id']}/announcements"

    assert host.post(path, {"text": "Вход со двора.", "to": "me"}).status_code == 202
    eventually(partial(heard, host))
    assert heard(guest) == []
    assert host.post(path, {"text": "Вход с улицы.", "to": "confirmed"}).status_code == 202

    (text,) = eventually(partial(heard, guest))
    assert text.endswith("Вход с улицы.")
