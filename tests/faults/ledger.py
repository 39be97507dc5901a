"""What is stored of one event, and whether it agrees (R1, R2, R4)."""

import json
from dataclasses import dataclass
from typing import Any

from tests.memory.dynamo import Tables


@dataclass
class Ledger:
    """Seats, bookings and agendas as they lie in the table; numbers of all shards together."""

    event_id: str
    left: int
    capacity: int
    extra: int
    shards: dict[int, dict[str, int]]
    bookings: dict[str, dict[str, Any]]
    agendas: dict[str, dict[str, list[Any]]]

    @classmethod
    def of(cls, tables: Tables, event_id: str) -> "Ledger":
        """Read straight from the table, past the product."""
        items = tables.items["main"].values()
        seats = [
            each
            for each in items
            if each["item"]["S"] == "seats" and each["event_id"]["S"] == event_id
        ]
        shards = {
            int(each["shard"]["N"]): {
                name: int(each[name]["N"]) for name in ("left", "capacity", "extra")
            }
            for each in seats
        }
        bookings = {
            each["guest_id"]["S"]: {
                "status": each["status"]["S"],
                "requested_at": each["requested_at"]["S"],
                "seats": int(each.get("left", {"N": "1"})["N"]),
                "held": [
                    *([int(each["shard"]["N"])] if "shard" in each else ()),
                    *json.loads(each.get("beside", {"S": "[]"})["S"]),
                ],
                "extra": each["extra_seat"]["BOOL"],
            }
            for each in items
            if each["item"]["S"] == "booking" and each["event_id"]["S"] == event_id
        }
        agendas = {
            each["pk"]["S"].removeprefix("USER#"): json.loads(each["intervals"]["S"])
            for each in items
            if each["item"]["S"] == "agenda"
        }
        left, capacity, extra = (
            sum(shard[name] for shard in shards.values()) for name in ("left", "capacity", "extra")
        )
        return cls(event_id, left, capacity, extra, shards, bookings, agendas)

    @property
    def holders(self) -> set[str]:
        """Who holds a seat."""
        return {
            guest
            for guest, booking in self.bookings.items()
            if booking["status"] in ("confirmed", "moved")
        }

    @property
    def taken(self) -> int:
        """How many seats are held (R21)."""
        return sum(self.bookings[guest]["seats"] for guest in self.holders)

    @property
    def confirmed(self) -> set[str]:
        """Whose seat and time it is."""
        return {
            guest for guest, booking in self.bookings.items() if booking["status"] == "confirmed"
        }

    @property
    def busy(self) -> set[str]:
        """In whose agenda the event stands, the host's too."""
        return {user for user, intervals in self.agendas.items() if self.event_id in intervals}

    def _home(self, shard: int) -> int:
        """Shard 0 took over the seats of those that are gone."""
        return shard if shard in self.shards else 0

    def check(self) -> None:
        """R1: seats and bookings tell the same, in every shard. R4: no agenda clashes."""
        for number, shard in self.shards.items():
            held = [self.bookings[each] for each in self.holders]
            here = [each for each in held for place in each["held"] if self._home(place) == number]
            assert 0 <= shard["left"] <= shard["capacity"]
            assert len(here) == shard["capacity"] - shard["left"]
            assert sum(booking["extra"] for booking in here) == shard["extra"]
        for booking in self.bookings.values():
            holds = booking["status"] in ("confirmed", "moved")
            assert len(booking["held"]) == (booking["seats"] if holds else 0)
        assert self.confirmed <= self.busy
        for intervals in self.agendas.values():
            ordered = sorted((start, end) for start, end, *_ in intervals.values())
            assert all(ordered[i][1] <= ordered[i + 1][0] for i in range(len(ordered) - 1))
