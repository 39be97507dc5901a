import { leaf } from "../format";

/** The day as a leaf of a calendar; beside the date in words it only decorates. */
export function Leaf({ at, zone }: { at: string; zone: string }) {
  const { month, day, weekday } = leaf(at, zone);
  return (
    <span className="leaf" aria-hidden>
      <span>{month}</span>
      <b>{day}</b>
      <span>{weekday}</span>
    </span>
  );
}
