import { useSyncExternalStore } from "react";
import { dateAndTime, ownZone, relative, zoneName } from "../format";

/** How long ago, or how soon; the exact time when pointed at. */
export function Ago({ at }: { at: string }) {
  useMinute();
  return (
    <time dateTime={at} title={`${dateAndTime(at, ownZone())} ${zoneName(at, ownZone())}`}>
      {relative(at)}
    </time>
  );
}

/** Draws anew with every minute. */
export function useMinute(): number {
  return useSyncExternalStore(tick, () => Math.floor(Date.now() / 60_000));
}

function tick(drawn: () => void): () => void {
  const timer = setInterval(drawn, 5_000);
  return () => clearInterval(timer);
}
