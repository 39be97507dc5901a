"""Coming up again: quick where nothing changed, and with the data; the contract's defaults."""

import pytest

from local import cloud as local_cloud
from local import page, processes
from local.deploy import SOURCES
from local.down import down
from local.place import CHECKOUT, Place, fingerprint
from local.up import up
from tests.stack.people import Person
from tests.tables import template


@pytest.mark.parametrize(
    ("parameter", "default"),
    [
        ("MinimumNoticeMinutes", 5),
        ("MinimumDurationMinutes", 15),
        ("ChangeNoticeSeconds", 60),
        ("ReviewWindowDays", 14),
        ("MaximumUpcomingEvents", 50),
        ("MaximumLiveBookings", 200),
        ("WritesPerMinute", 60),
        ("AllowPasswordAuth", "false"),
    ],
)
def test_the_template_has_the_defaults_of_the_contract(parameter: str, default: object) -> None:
    assert template()["Parameters"][parameter]["Default"] == default


def test_a_second_up_deploys_nothing_and_keeps_what_runs(
    place: Place, host: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    event = host.announce()
    sources = fingerprint([CHECKOUT / name for name in SOURCES])
    up(place, with_demo=False)  # what was edited since the tests began is deployed here
    capsys.readouterr()
    running = [processes.running(name, place.folder) for name in (local_cloud.NAME, page.NAME)]
    assert all(running)
    written = place.stack_file.read_text()
    up(place, with_demo=False)
    told = capsys.readouterr().out
    if fingerprint([CHECKOUT / name for name in SOURCES]) != sources:
        pytest.skip("The sources were edited during this test.")
    assert told == ""  # nothing to do, so nothing to tell
    assert running == [
        processes.running(name, place.folder) for name in (local_cloud.NAME, page.NAME)
    ]
    assert place.stack_file.read_text() == written
    assert host.event(event)["id"] == event["id"]


def test_down_and_up_keep_the_data_and_go_on_telling(
    place: Place, host: Person, guest: Person
) -> None:
    event = host.announce()
    guest.ask(event)
    asked = host.is_told(event, "booking_requested")
    down(place.folder)
    up(place, with_demo=False)
    assert host.notices(event) == [asked]
    host.approve(event, guest)
    guest.is_mailed(event, guest.is_told(event, "booking_approved"))
    assert host.kinds(event) == ["booking_requested"]
