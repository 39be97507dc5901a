import type { Person } from "../api/types";
import { Portrait } from "../ui/Portrait";

const MOST = 20;
// Back, arms and cushion, legs: drawn in lines when free, filled when taken.
const SEAT =
  "M6 10V7a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v3M2.5 11.5a1.8 1.8 0 0 1 3.6 0V14h11.8v-2.5a1.8 1.8 0 0 1 3.6 0V17a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2zM6 19v2M18 19v2";

/**
 * The hall as it fills up: a seat for each, with the faces that the reader may see, or in a large hall a row for
 * all of it. It only draws what stands in words beside it.
 */
export function SeatRow({
  taken,
  capacity,
  mine = 0,
  faces = [],
  small,
}: {
  taken: number;
  capacity: number;
  mine?: number;
  faces?: (Person | null)[];
  small?: boolean;
}) {
  const shown = drawnSeats(taken, capacity);
  const whole = capacity <= MOST;
  return (
    <div className="seats" data-small={small || undefined} aria-hidden>
      {Array.from({ length: shown.seats }, (_, seat) => {
        const person = whole ? faces[seat] : undefined;
        return (
          <span
            key={seat}
            className="seat"
            data-taken={seat < shown.taken || undefined}
            data-mine={(seat >= shown.taken - mine && seat < shown.taken && whole) || undefined}
            style={{ animationDelay: `${seat * 40}ms` }}
          >
            <svg viewBox="0 0 24 24">
              <path d={SEAT} />
            </svg>
            {person && <Portrait person={person} size={22} />}
          </span>
        );
      })}
    </div>
  );
}

/** So many seats and filled ones are drawn; a large hall's are in proportion, and never full or empty before it is. */
export function drawnSeats(taken: number, capacity: number): { seats: number; taken: number } {
  if (capacity <= MOST) return { seats: capacity, taken: Math.min(taken, capacity) };
  const part = Math.round((taken / capacity) * MOST);
  return { seats: MOST, taken: taken >= capacity ? MOST : Math.min(Math.max(part, taken > 0 ? 1 : 0), MOST - 1) };
}
