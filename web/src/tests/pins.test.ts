import { expect, test } from "vitest";
import type { Point } from "../ui/pins";
import { APART, pinsOf } from "../ui/pins";

const at = (longitude: number, name: string, vague = false): Point => ({
  latitude: 0,
  longitude,
  vague,
  links: [{ href: `/events/${name}`, label: name }],
});
const tenPixelsADegree = ({ latitude, longitude }: Point) => ({ x: longitude * 10, y: latitude * 10 });
const told = (pins: Point[]) => pins.map(({ links = [] }) => links.map(({ label }) => label).join());

test("a pin tells what would lie under it, and no two overlap", () => {
  const points = [at(0, "a"), at(3, "b"), at(4, "c"), at(6, "d"), at(0, "e")];

  const pins = pinsOf(points, tenPixelsADegree);

  expect(told(pins)).toEqual(["a,b,e", "c,d"]);
  const [one, other] = pins.map((pin) => tenPixelsADegree(pin).x);
  expect(other! - one!).toBeGreaterThanOrEqual(APART);
});

test("what is far enough apart at this zoom has its own pin", () => {
  expect(told(pinsOf([at(0, "a"), at(4, "b")], tenPixelsADegree))).toEqual(["a", "b"]);
});

test("an area keeps its circle", () => {
  expect(pinsOf([at(0, "a", true), at(0, "b"), at(0, "c", true)], tenPixelsADegree)).toHaveLength(3);
});
