export interface Point {
  latitude: number;
  longitude: number;
  /** Where only the area may be known: a circle of a kilometre instead of a point. */
  vague?: boolean;
  /** What is there; several things in one spot of the map are offered in a list. */
  links?: { href: string; label: string }[];
}

/** Two pins of 28 pixels whose middles are this far apart don't overlap: 28 √2. */
export const APART = 40;

/** The points as pins that nobody can miss: what would lie nearer than that to a pin is told by it. */
export function pinsOf(points: Point[], pixelOf: (point: Point) => { x: number; y: number }): Point[] {
  const pins: (Point & { x: number; y: number })[] = [];
  for (const point of points) {
    const { x, y } = pixelOf(point);
    const near = point.vague ? undefined : pins.find((pin) => !pin.vague && Math.hypot(pin.x - x, pin.y - y) < APART);
    if (near) near.links = [...(near.links ?? []), ...(point.links ?? [])];
    else pins.push({ ...point, x, y });
  }
  return pins;
}
