import { expect, test } from "vitest";
import { doorState } from "../events/door";

const START = Date.parse("2026-12-01T16:00:00Z");
const HOUR = 3_600_000;
const event = { starts_at: new Date(START).toISOString(), status: "scheduled" as const };

test("R23: the door is open from two hours before the start to 48 hours after it", () => {
  expect(doorState(event, START - 2 * HOUR - 1)).toBe("opens");
  expect(doorState(event, START - 2 * HOUR)).toBe("open");
  expect(doorState({ ...event, status: "finished" }, START + 48 * HOUR - 1)).toBe("open");
  expect(doorState(event, START + 48 * HOUR)).toBe("closed");
  expect(doorState({ ...event, status: "cancelled" }, START)).toBe("cancelled");
});
