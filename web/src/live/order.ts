/** The changes of a chat are numbered without gaps (docs/live.md), and who must ask, does not ask with all others. */

/** What to do with the change `id` when `last` is the newest that is known. */
export function place(last: number | undefined, id: number): "apply" | "pass" | "gap" {
  if (last === undefined || id === last + 1) return "apply";
  return id <= last ? "pass" : "gap";
}

/** How long to wait before connecting for the nth time: 1 s, 2 s, 4 s … 30 s, with some chance in it. */
export function patience(attempt: number, chance = Math.random()): number {
  return Math.min(30_000, 1000 * 2 ** attempt) * (0.75 + chance / 2);
}

/** How long to wait, in milliseconds, where so many may have to ask for the same: together some 100 ask in a second. */
export function spread(crowd: number, chance = Math.random()): number {
  return chance * Math.max(3_000, crowd * 10);
}
