import { expect, test } from "vitest";
import { instantOf } from "../format";
import { NO_PROGRAMME, weekly } from "../events/programme";

test("every week is at the same hour of the place's clock, also over its change", () => {
  const evenings = weekly(NO_PROGRAMME, "2027-03-18 19:00:00", 3);
  const starts = evenings.map((each) => instantOf(each.starts, "Europe/Berlin"));
  expect(starts).toEqual(["2027-03-25T18:00:00.000Z", "2027-04-01T17:00:00.000Z"]);
});

test("films that were chosen stay in their places when the weeks are made anew", () => {
  const film = { id: "solaris-1972", name: "Solaris, 1972" };
  const before = { title: "", evenings: [{ film, starts: "2027-01-01 19:00:00" }] };
  expect(weekly(before, "2027-02-01 20:00:00", 3)).toEqual([
    { film, starts: "2027-02-08 20:00:00" },
    { film: null, starts: "2027-02-15 20:00:00" },
  ]);
});
