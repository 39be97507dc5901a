"""P11: three schedules an event, none a booking."""

from collections.abc import Callable

from benchmarks.report import BUDGETS
from tests.component.gateway import Person, World
from tests.component.pump import Pump


def test_an_event_has_three_schedules_however_many_come(
    world: World, host: Person, pump: Pump, record_property: Callable[[str, object], None]
) -> None:
    event = host.announce(approval="automatic", capacity=10)
    pump.run()
    made = len(pump.schedules())
    record_property("P11.event", made)
    assert BUDGETS["P11.event"].holds(made)
    for person in world.people(4):
        assert person.ask(event).body["status"] == "confirmed"
    pump.run()
    record_property("P11.booking", (len(pump.schedules()) - made) / 4)
    assert len(pump.schedules()) == made
