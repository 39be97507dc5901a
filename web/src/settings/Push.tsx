import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import { useAct } from "../ui/useAct";

const HERE = ["push-here"];

/** Pushes to this device; shown where the page's worker can get them. */
export function PushSwitch() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: HERE,
    queryFn: async () => {
      const manager = await here();
      return { can: Boolean(manager), on: Boolean(await manager?.getSubscription()) };
    },
  });
  const turn = useAct<boolean>({
    run: (on) => (on ? subscribe(t("settings.push_denied")) : unsubscribe()),
    freshen: [HERE, ["notice-settings"], ["me"]],
  });
  if (!data?.can) return null;
  return (
    <Switch
      label={t("settings.push_here")}
      description={t("settings.push_hint")}
      disabled={turn.isPending}
      checked={turn.isPending ? turn.variables : data.on}
      onChange={(event) => turn.mutate(event.currentTarget.checked)}
    />
  );
}

/** What subscribes this browser; nothing without the page's worker (while developing, on iOS before it is installed). */
async function here(): Promise<PushManager | undefined> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return undefined;
  return (await navigator.serviceWorker.getRegistration())?.pushManager;
}

async function subscribe(denied: string): Promise<void> {
  const manager = await here();
  if (!manager || (await Notification.requestPermission()) !== "granted") throw new Error(denied);
  const { key } = await body(api.GET("/api/v1/public/push-key"));
  const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint = "", keys = {} } = made.toJSON();
  await body(
    api.PUT("/api/v1/me/connections/push", {
      body: { endpoint, keys: { p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" } },
    }),
  );
}

async function unsubscribe(): Promise<void> {
  const made = await (await here())?.getSubscription();
  if (!made) return;
  await body(
    api.DELETE("/api/v1/me/connections/{channel}", {
      params: { path: { channel: "push" } },
      body: { endpoint: made.endpoint },
    }),
  );
  await made.unsubscribe();
}
