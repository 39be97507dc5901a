/** The one live connection of this tab: chats, seats and notices without reloading. See docs/live.md. */
import { useEffect, useSyncExternalStore } from "react";
import { api, body } from "../api/client";
import type { Frame } from "./frames";
import { patience, place, spread } from "./order";

const TALK_EVERY = 4 * 60_000;
const ANSWER_WITHIN = 5_000;

let socket: WebSocket | undefined;
let listener: ((frame: Frame) => void) | undefined;
let reconnected: (() => void) | undefined;
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let open = false;
let dialing = false;
let heard = 0;
/** How many parts of the page listen to each event, and the newest change of its chat that is known. */
const wanted = new Map<string, { parts: number; last?: number | undefined }>();
/** Of whose chats something was missed that was not asked for yet. */
const behind = new Set<string>();
const watchers = new Set<() => void>();

/** Connects and stays connected until the function it gives back is called. */
export function connect(onFrame: (frame: Frame) => void, onReconnect: () => void): () => void {
  listener = onFrame;
  reconnected = onReconnect;
  void dial();
  const talk = setInterval(() => {
    [...wanted.keys()].forEach(subscribe);
    probe();
  }, TALK_EVERY);
  const awake = () => {
    if (document.visibilityState === "visible") probe();
  };
  window.addEventListener("online", probe);
  document.addEventListener("visibilitychange", awake);
  return () => {
    listener = undefined;
    clearInterval(talk);
    clearTimeout(timer);
    window.removeEventListener("online", probe);
    document.removeEventListener("visibilitychange", awake);
    drop();
  };
}

/** Listens to an event while a part of the page shows it. */
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

export function useLiveEvent(eventId: string, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const known = wanted.get(eventId);
    if (known) known.parts += 1;
    else {
      wanted.set(eventId, { parts: 1 });
      subscribe(eventId);
    }
    return () => {
      const left = wanted.get(eventId);
      if (!left || --left.parts) return;
      wanted.delete(eventId);
      say({ action: "unsubscribe", event_id: eventId });
    };
  }, [eventId, on]);
}

export function useLive(): boolean {
  return useSyncExternalStore(watch, () => open);
}

async function dial(): Promise<void> {
  if (dialing || socket) return;
  dialing = true;
  clearTimeout(timer);
  try {
    const { ticket } = await body(api.POST("/api/v1/me/live"));
    if (!listener) return;
    const address = new URL(`/live?ticket=${encodeURIComponent(ticket)}`, location.origin.replace(/^http/, "ws"));
    const made = new WebSocket(address);
    socket = made;
    made.onopen = () => {
      if (attempt) reconnected?.();
      attempt = 0;
      setOpen(true);
      [...wanted.keys()].forEach(subscribe);
    };
    made.onmessage = (message) => {
      heard = Date.now();
      if (socket === made) hear(JSON.parse(String(message.data)) as Frame);
    };
    made.onclose = () => {
      if (socket !== made) return;
      socket = undefined;
      setOpen(false);
      again();
    };
  } catch {
    again();
  } finally {
    dialing = false;
  }
}

/** After a sleep or a time offline a connection may look open and be dead: who does not answer is left. */
function probe(): void {
  const asked = socket;
  if (!asked) return void dial();
  if (asked.readyState !== WebSocket.OPEN) return;
  const since = Date.now();
  say({ action: "ping" });
  setTimeout(() => {
    if (socket !== asked || heard >= since) return;
    drop();
    attempt += 1;
    void dial();
  }, ANSWER_WITHIN);
}

function drop(): void {
  socket?.close();
  socket = undefined;
  setOpen(false);
}

function again(): void {
  if (!listener) return;
  clearTimeout(timer);
  timer = setTimeout(() => void dial(), patience(attempt++));
}

function hear(frame: Frame): void {
  if (frame.type === "error" && frame.code === "unauthorized") {
    socket?.close();
    return;
  }
  if (frame.type === "subscribed") {
    const known = wanted.get(frame.event_id);
    const first = known?.last === undefined;
    if (known) known.last = frame.id ?? undefined;
    // What was read before is as old as it is: between reading and listening something may have been said.
    if (first && frame.chat) listener?.({ type: "reload", event_id: frame.event_id });
    return;
  }
  if ("id" in frame) {
    const known = wanted.get(frame.event_id);
    const what = place(known?.last, frame.id);
    if (what === "gap") {
      catchUp(frame.event_id);
      return;
    }
    if (what === "pass") return;
    if (known) known.last = frame.id;
  }
  listener?.(frame);
}

/** All who listen may have the same gap: a message that was deleted before it was told. */
function catchUp(eventId: string): void {
  if (behind.has(eventId)) return;
  behind.add(eventId);
  setTimeout(() => {
    behind.delete(eventId);
    if (wanted.has(eventId)) subscribe(eventId);
  }, spread(0));
}

function subscribe(eventId: string): void {
  const after = wanted.get(eventId)?.last;
  say({ action: "subscribe", event_id: eventId, ...(after === undefined ? {} : { after }) });
}

function say(words: object): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words));
}

function setOpen(now: boolean): void {
  open = now;
  for (const watcher of watchers) watcher();
}
