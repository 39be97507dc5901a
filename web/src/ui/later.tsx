/**
 * What is done in a moment unless it is taken back: nothing that others are told of by a single tap.
 * Who leaves the page or looks at another tab means it.
 */
import { notifications } from "@mantine/notifications";
import { useSyncExternalStore } from "react";
import { toast } from "./Toasts";
import { PATIENCE, Undo } from "./undo";

/** How many can be taken back at once: their toasts are in sight. */
const AT_ONCE = 2;

interface Waiting {
  id: string;
  what: readonly string[];
  send: () => Promise<unknown>;
  timer: ReturnType<typeof setTimeout>;
}

let waiting: Waiting[] = [];
let gone: ReadonlySet<string> = new Set();
const watchers = new Set<() => void>();

/** Sends in 8 seconds; `what` is left out of lists from now on, until `send` is through. It tells its own trouble. */
export function later(what: readonly string[], said: string, send: () => Promise<unknown>): void {
  const id = crypto.randomUUID();
  while (waiting.length >= AT_ONCE) void sendNow(waiting[0]);
  const each = { id, what, send, timer: setTimeout(() => void sendNow(each), PATIENCE) };
  waiting.push(each);
  change((now) => what.forEach((one) => now.add(one)));
  toast({
    id,
    color: "gray",
    role: "status",
    autoClose: false,
    onClose: () => void sendNow(each),
    message: <Undo said={said} onUndo={() => takeBack(each)} />,
  });
}

/** What is to be left out of lists. */
export function useGone(): ReadonlySet<string> {
  return useSyncExternalStore(watch, () => gone);
}

/** Before the session goes. */
export async function sendAll(): Promise<void> {
  await Promise.all(waiting.map(sendNow));
}

async function sendNow(each: Waiting | undefined): Promise<void> {
  if (!each || !forget(each)) return;
  await each.send().catch(() => undefined);
  change((now) => each.what.forEach((one) => now.delete(one)));
}

function takeBack(each: Waiting): void {
  if (forget(each)) change((now) => each.what.forEach((one) => now.delete(one)));
}

function forget(each: Waiting): boolean {
  if (!waiting.includes(each)) return false;
  waiting = waiting.filter((other) => other !== each);
  clearTimeout(each.timer);
  notifications.hide(each.id);
  return true;
}

function change(by: (now: Set<string>) => void): void {
  const now = new Set(gone);
  by(now);
  gone = now;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

window.addEventListener("pagehide", () => void sendAll());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") void sendAll();
});
