"""P11: three schedules an event, none a booking."""

from tests.component.gateway import Person, World
from tests.component.pump import Pump


def test_an_event_has_three_schedules_however_many_come(
    world: World, host: Person, pump: Pump
) -> None:
    event = host.announce(approval="automatic", capacity=10)
    pump.run()
    assert len(pump.schedules()) == 3
    for person in world.people(4):
        assert person.ask(event).body["status"] == "confirmed"
    pump.run()
    assert len(pump.schedules()) == 3
