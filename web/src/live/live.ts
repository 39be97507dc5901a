/** The one live connection of this tab: chats, seats and notices without reloading. See docs/live.md. */
import { useEffect, useSyncExternalStore } from "react";
import { api, body } from "../api/client";
import type { Frame } from "./frames";
import { patience, place } from "./order";

const TALK_EVERY = 4 * 60_000;

let socket: WebSocket | undefined;
let listener: ((frame: Frame) => void) | undefined;
let reconnected: (() => void) | undefined;
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let open = false;
/** How many parts of the page listen to each event, and the newest change of its chat that is known. */
const wanted = new Map<string, { parts: number; last?: number | undefined }>();
const watchers = new Set<() => void>();

/** Connects and stays connected until the function it gives back is called. */
export function connect(onFrame: (frame: Frame) => void, onReconnect: () => void): () => void {
  listener = onFrame;
  reconnected = onReconnect;
  void dial();
  const talk = setInterval(() => [...wanted.keys()].forEach(subscribe), TALK_EVERY);
  const retry = () => {
    if (!socket) void dial();
  };
  window.addEventListener("online", retry);
  return () => {
    listener = undefined;
    clearInterval(talk);
    clearTimeout(timer);
    window.removeEventListener("online", retry);
    socket?.close();
    socket = undefined;
    setOpen(false);
  };
}

/** Listens to an event while a part of the page shows it. */
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
  return useSyncExternalStore((watcher) => (watchers.add(watcher), () => watchers.delete(watcher)), () => open);
}

async function dial(): Promise<void> {
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
    made.onmessage = (message) => hear(JSON.parse(String(message.data)) as Frame);
    made.onclose = () => {
      if (socket !== made) return;
      socket = undefined;
      setOpen(false);
      again();
    };
  } catch {
    again();
  }
}

function again(): void {
  if (!listener) return;
  clearTimeout(timer);
  timer = setTimeout(() => void dial(), patience(attempt++));
}

function hear(frame: Frame): void {
  if (frame.type === "error" && frame.code === "unauthorized") return socket?.close();
  if (frame.type === "subscribed") {
    const known = wanted.get(frame.event_id);
    if (known) known.last = frame.id ?? undefined;
    return;
  }
  if ("id" in frame) {
    const known = wanted.get(frame.event_id);
    const what = place(known?.last, frame.id);
    if (what === "gap") return subscribe(frame.event_id);
    if (what === "pass") return;
    if (known) known.last = frame.id;
  }
  listener?.(frame);
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
