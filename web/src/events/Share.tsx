import { ActionIcon, Anchor, Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconBrandTelegram, IconBrandVk, IconCalendarPlus, IconCopy, IconQrcode } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../api/client";
import { me } from "../api/queries";
import type { Event, PublicEvent } from "../api/types";
import { eventTitle } from "../format";
import { copy } from "../ui/copy";
import { useAct } from "../ui/useAct";
import { ticketCode } from "./standing";
import { useCalendarFile } from "./useCalendarFile";

const QrCode = lazy(() => import("../ui/QrCode"));

/** Ways to carry an event out of the page. */
export function Share({ event }: { event: Event | PublicEvent }) {
  const { t } = useTranslation();
  const [qr, setQr] = useState(false);
  const calendar = useCalendarFile(event.id);
  return (
    <Group gap="xs">
      <Icon label={t("event.copy_link")} onClick={() => void copy(event.short_url)}>
        <IconCopy size={18} />
      </Icon>
      <Icon label={t("event.qr")} onClick={() => setQr(true)}>
        <IconQrcode size={18} />
      </Icon>
      {event.share_urls["vk"] && (
        <Icon label={t("event.share_vk")} href={titled(event.share_urls["vk"], "title", event)}>
          <IconBrandVk size={18} />
        </Icon>
      )}
      {event.share_urls["telegram"] && (
        <Icon label={t("event.share_telegram")} href={titled(event.share_urls["telegram"], "text", event)}>
          <IconBrandTelegram size={18} />
        </Icon>
      )}
      {"calendar_url" in event && !ticketCode(event) && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCalendarPlus size={16} aria-hidden />}
          loading={calendar.isPending}
          onClick={() => calendar.mutate()}
        >
          {t("event.calendar")}
        </Button>
      )}
      {"my_role" in event && event.my_role === "host" && event.status === "scheduled" && <Post event={event} />}
      {qr && (
        <Suspense>
          <QrCode
            text={event.short_url}
            label={t("event.qr_for", { title: eventTitle(event) })}
            onClose={() => setQr(false)}
          />
        </Suspense>
      )}
    </Group>
  );
}

/** The link, whose text begins with the title, with that as the reader's language has it. */
function titled(link: string, parameter: string, event: Event | PublicEvent): string {
  const url = new URL(link);
  const text = url.searchParams.get(parameter) ?? "";
  url.searchParams.set(
    parameter,
    text.replace(event.title, () => eventTitle(event)),
  );
  return url.href;
}

/** Onto what the host has connected. */
function Post({ event }: { event: Event }) {
  const { t } = useTranslation();
  const there = useQuery(me).data?.connections.filter((each) => each !== "push");
  const post = useAct<"telegram" | "vk">({
    run: (channel) =>
      api.POST("/api/v1/events/{event_id}/share", {
        params: { path: { event_id: event.id } },
        body: { channel, text: "" },
      }),
    said: t("event.posted"),
  });
  if (there?.length === 0)
    return (
      <Anchor component={Link} href="/settings/notifications" size="sm">
        {t("event.connect_to_post")}
      </Anchor>
    );
  return there?.map((channel) => (
    <Button
      key={channel}
      variant="subtle"
      size="compact-sm"
      loading={post.isPending && post.variables === channel}
      onClick={() => post.mutate(channel)}
    >
      {t(`event.post_to_${channel}`)}
    </Button>
  ));
}

function Icon({
  label,
  href,
  onClick,
  children,
}: {
  label: string;
  href?: string | undefined;
  onClick?: () => void;
  children: React.ReactNode;
}) {
  const link = href ? ({ component: "a", href, target: "_blank", rel: "noopener noreferrer" } as const) : {};
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} title={label} onClick={onClick} {...link}>
      {children}
    </ActionIcon>
  );
}
