import {
  ActionIcon,
  Anchor,
  Badge,
  Box,
  Button,
  Container,
  Group,
  Indicator,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  IconBell,
  IconCalendarEvent,
  IconLanguage,
  IconMoon,
  IconMovie,
  IconSearch,
  IconSun,
  IconTicket,
} from "@tabler/icons-react";
import { useSyncExternalStore, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { ownEvents, unreadCount } from "../api/queries";
import { chooseLanguage } from "../i18n";
import { useSignedIn } from "../session/store";
import { Account } from "./Account";

const TABS = [
  { href: "/", key: "nav.find", Icon: IconSearch },
  { href: "/films", key: "nav.films", Icon: IconMovie },
  { href: "/bookings", key: "nav.bookings", Icon: IconTicket },
  { href: "/hosting", key: "nav.hosting", Icon: IconCalendarEvent },
  { href: "/inbox", key: "nav.inbox", Icon: IconBell },
] as const;

/** What surrounds every screen: the way around on top, on a phone below. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  return (
    <>
      <a className="skip" href="#content">
        {t("nav.skip")}
      </a>
      <header className="top">
        <Container size="lg" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Group gap="lg" wrap="nowrap" miw={0}>
              <Anchor component={Link} href="/" className="bare brand" fw={800} size="lg">
                <img src="/icon.svg" alt="" width={28} height={28} />
                <span>Seance</span>
              </Anchor>
              {signedIn && <TopTabs />}
            </Group>
            <Group gap={4} wrap="nowrap" style={{ flexShrink: 0 }}>
              <Preferences />
              {signedIn ? (
                <Account />
              ) : (
                <Button component={Link} href="/sign-in" size="xs">
                  {t("nav.sign_in")}
                </Button>
              )}
            </Group>
          </Group>
        </Container>
      </header>
      <main id="content" tabIndex={-1}>
        <Offline />
        <Container size="lg" py="md">
          {children}
        </Container>
      </main>
      {signedIn && <BottomTabs />}
    </>
  );
}

/** What waits for oneself behind a way on top: unread notices, and guests for an answer. */
function useWaits(): (href: string) => { count: number; said: string } {
  const { t } = useTranslation();
  const unread = useQuery({ ...unreadCount, refetchInterval: 60_000 }).data ?? 0;
  const mine = useInfiniteQuery({ ...ownEvents("host", "upcoming"), staleTime: 60_000 }).data;
  const asking = mine?.pages.flatMap((page) => page.items).reduce((sum, each) => sum + each.requests_waiting, 0) ?? 0;
  return (href) =>
    href === "/inbox"
      ? { count: unread, said: t("nav.unread", { count: unread }) }
      : href === "/hosting"
        ? { count: asking, said: t("bar.asking", { count: asking }) }
        : { count: 0, said: "" };
}

function useHere(): (href: string) => "page" | undefined {
  const [path] = useLocation();
  return (href) => ((href === "/" ? path === "/" : path.startsWith(href)) ? "page" : undefined);
}

function TopTabs() {
  const { t } = useTranslation();
  const waits = useWaits();
  const here = useHere();
  return (
    <Group component="nav" aria-label={t("nav.main")} gap={2} visibleFrom="sm" wrap="nowrap">
      {TABS.map(({ href, key }) => (
        <Button
          key={href}
          component={Link}
          href={href}
          size="sm"
          px="sm"
          variant={here(href) ? "light" : "subtle"}
          color={here(href) ? undefined : "gray"}
          c={here(href) ? undefined : "var(--mantine-color-text)"}
          aria-current={here(href)}
        >
          {t(key)}
          {waits(href).count > 0 && (
            <Badge ml={6} size="sm" circle={waits(href).count < 10} aria-label={waits(href).said}>
              {waits(href).count}
            </Badge>
          )}
        </Button>
      ))}
    </Group>
  );
}

function BottomTabs() {
  const { t } = useTranslation();
  const waits = useWaits();
  const here = useHere();
  return (
    <Box component="nav" aria-label={t("nav.main")} className="bottom" hiddenFrom="sm">
      {TABS.map(({ href, key, Icon }) => (
        <Link key={href} href={href} className="tab" aria-current={here(href)}>
          <Indicator disabled={!waits(href).count} label={waits(href).count} size={16}>
            <Icon size={22} aria-hidden />
          </Indicator>
          {t(key)}
        </Link>
      ))}
    </Box>
  );
}

function Preferences() {
  const { t, i18n } = useTranslation();
  const signedIn = useSignedIn();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const other = i18n.language === "ru" ? "en" : "ru";
  const change = async () => {
    await chooseLanguage(other);
    if (signedIn) await (await import("../session/Welcome")).speak(other);
  };
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        lang={other}
        aria-label={t("nav.language")}
        title={t("nav.language")}
        onClick={() => void change()}
      >
        <IconLanguage size={20} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t(dark ? "nav.theme_light" : "nav.theme_dark")}
        title={t(dark ? "nav.theme_light" : "nav.theme_dark")}
        onClick={() => setColorScheme(dark ? "light" : "dark")}
      >
        {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
      </ActionIcon>
    </>
  );
}

function Offline() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(
    (changed) => {
      window.addEventListener("online", changed);
      window.addEventListener("offline", changed);
      return () => {
        window.removeEventListener("online", changed);
        window.removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine,
  );
  return online ? null : (
    <Box role="status" bg="yellow.3" c="black" ta="center" py={6} px="sm" fz="sm">
      {t("trouble.offline")}
    </Box>
  );
}
