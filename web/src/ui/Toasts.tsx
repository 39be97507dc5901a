import i18next from "i18next";
import { lazy, Suspense, useEffect, useSyncExternalStore, type ComponentType } from "react";
import { notifications, type NotificationData, type NotificationsProps } from "@mantine/notifications";

const load = () => import("./ShownToasts");
const Shown = lazy<ComponentType<NotificationsProps>>(() =>
  load().then(
    ({ Notifications }) => ({ default: Notifications }),
    () => ({ default: () => null }), // without a connection; the place of the trouble tells it, too
  ),
);
/** When the page is likely at rest. */
const SOON = 3_000;
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

/** Where it is told; loaded soon, or with the first that is. */
export function Toasts() {
  const now = useSyncExternalStore(watch, () => wanted);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), SOON);
    return () => clearTimeout(timer);
  }, []);
  return now ? (
    <Suspense>
      <Shown position="top-center" limit={3} notificationMaxHeight={600} />
    </Suspense>
  ) : null;
}
