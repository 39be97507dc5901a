import { expect, it } from "vitest";
import { counted, leavingKey } from "../events/leaving";

const event = { id: "E", requests_waiting: 3, waitlist_length: 2, seats_taken: 4, seats_left: 1 };

it("counts nobody who is being declined or removed, as the lists show nobody", () => {
  const gone = new Set([
    leavingKey("E", "requested", "boris"),
    leavingKey("E", "requested", "vera"),
    leavingKey("E", "waitlisted", "egor"),
    leavingKey("E", "confirmed", "kira"),
    leavingKey("other", "requested", "ivan"),
  ]);
  expect(counted(event, gone)).toEqual({
    id: "E",
    requests_waiting: 1,
    waitlist_length: 1,
    seats_taken: 3,
    seats_left: 2,
  });
});

it("counts what there is where nobody is leaving, and no less than nobody", () => {
  expect(counted(event, new Set())).toEqual(event);
  const copy = { ...event, requests_waiting: 0, waitlist_length: 0 };
  const gone = new Set([leavingKey("E", "requested", "boris"), leavingKey("E", "waitlisted", "egor")]);
  expect(counted(copy, gone)).toMatchObject({ requests_waiting: 0, waitlist_length: 0 });
});
