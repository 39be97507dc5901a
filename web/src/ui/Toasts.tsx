import i18next from "i18next";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { notifications, type NotificationData } from "@mantine/notifications";

const Shown = lazy(async () => ({ default: (await import("./ShownToasts")).Notifications }));
const watchers = new Set<() => void>();
let wanted = false;

/** Tells something on top of the page. */
export function toast(data: NotificationData): void {
  wanted = true;
  for (const watcher of watchers) watcher();
  notifications.show({ closeButtonProps: { "aria-label": i18next.t("common.close") }, ...data });
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

/** Where it is told; loaded with the first that is. */
export function Toasts() {
  const now = useSyncExternalStore(watch, () => wanted);
  return now ? (
    <Suspense>
      <Shown position="top-center" limit={3} />
    </Suspense>
  ) : null;
}
