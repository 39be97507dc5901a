import {
  Button,
  Checkbox,
  CloseButton,
  Collapse,
  Group,
  NativeSelect,
  SimpleGrid,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconAdjustments, IconCurrentLocation, IconMapPin } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cities, film, me } from "../api/queries";
import { cityName, filmTitle, ownZone } from "../format";
import { useSignedIn } from "../session/store";
import { tell } from "../ui/Trouble";
import { RADII, USUAL_RADIUS } from "./search";

const VISIBILITIES = ["public", "followers", "invite_only"] as const;
const RARE = ["from", "to", "rating", "seats", "film"];

interface Props {
  asked: URLSearchParams;
  set: (changes: Record<string, string>) => void;
  clear: () => void;
  opened: boolean;
  open: (opened: boolean) => void;
  /** What else can be done with the search. */
  children: ReactNode;
}

/** What is chosen often, by one press; and what is chosen rarely, when it is asked for. */
export function SearchChips({ asked, set, clear, opened, open, children }: Props) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const of = (name: string) => asked.get(name) ?? "";
  const chosen = RARE.filter((name) => asked.has(name)).length;
  const near = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set({ near: `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}` }),
      () => tell(t("find.near_failed")),
    );
  const toggle = (name: string, value: string) => ({
    on: of(name) === value,
    onClick: () => set({ [name]: of(name) === value ? "" : value }),
  });
  const days = (value: "today" | "weekend") => ({
    on: of("when") === value,
    onClick: () => set({ when: of("when") === value ? "" : value, from: "", to: "" }),
  });
  return (
    <div>
      <Group gap={6} className="chips">
        {!of("city") && !asked.has("near") && <OwnCity choose={(city) => set({ city })} />}
        <Chip {...days("today")}>{t("find.when_today")}</Chip>
        <Chip {...days("weekend")}>{t("find.when_weekend")}</Chip>
        <Chip
          on={asked.has("near")}
          onClick={() => (asked.has("near") ? set({ near: "", radius: "" }) : near())}
          icon={<IconCurrentLocation size={14} aria-hidden />}
        >
          {t("find.near")}
        </Chip>
        {asked.has("near") && (
          <NativeSelect
            size="xs"
            radius="xl"
            aria-label={t("find.radius")}
            value={of("radius") || String(USUAL_RADIUS)}
            onChange={(event) => set({ radius: event.currentTarget.value })}
            data={RADII.map((km) => ({ value: String(km), label: t("find.km", { km }) }))}
          />
        )}
        <Chip {...toggle("admission", "free")}>{t("admission.free")}</Chip>
        {signedIn && <Chip {...toggle("visibility", "followers")}>{t("find.friends")}</Chip>}
        <Button
          size="xs"
          radius="xl"
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          aria-expanded={opened}
          leftSection={<IconAdjustments size={14} aria-hidden />}
          onClick={() => open(!opened)}
        >
          {chosen ? t("find.filters_on", { number: chosen }) : t("find.filters")}
        </Button>
        {children}
      </Group>
      <Collapse expanded={opened}>
        <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} mt="sm" spacing="sm">
          <TextInput
            type="date"
            label={t("find.from")}
            value={of("from")}
            onChange={(event) => set({ from: event.currentTarget.value, when: "" })}
          />
          <TextInput
            type="date"
            label={t("find.to")}
            value={of("to")}
            onChange={(event) => set({ to: event.currentTarget.value, when: "" })}
          />
          <NativeSelect
            label={t("find.admission")}
            value={of("admission")}
            onChange={(event) => set({ admission: event.currentTarget.value })}
            data={[
              { value: "", label: t("common.any") },
              { value: "free", label: t("admission.free") },
              { value: "paid", label: t("admission.paid") },
            ]}
          />
          {signedIn && (
            <>
              <NativeSelect
                label={t("find.visibility")}
                value={of("visibility")}
                onChange={(event) => set({ visibility: event.currentTarget.value })}
                data={[
                  { value: "", label: t("common.any") },
                  ...VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) })),
                ]}
              />
              <NativeSelect
                label={t("find.rating")}
                value={of("rating")}
                onChange={(event) => set({ rating: event.currentTarget.value })}
                data={[{ value: "", label: t("common.any") }, "3", "4", "4.5"]}
              />
            </>
          )}
        </SimpleGrid>
        <Group justify="space-between" mt="sm">
          {signedIn && (
            <Checkbox
              label={t("find.seats")}
              checked={asked.has("seats")}
              onChange={(event) => set({ seats: event.currentTarget.checked ? "1" : "" })}
            />
          )}
          <Button variant="subtle" size="compact-sm" onClick={clear}>
            {t("find.clear")}
          </Button>
        </Group>
      </Collapse>
      {asked.has("film") && <OfFilm id={of("film")} leave={() => set({ film: "" })} />}
    </div>
  );
}

function Chip({
  on,
  icon,
  onClick,
  children,
}: {
  on: boolean;
  icon?: ReactNode;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="xs"
      radius="xl"
      variant={on ? "filled" : "default"}
      aria-pressed={on}
      leftSection={icon}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

/** The profile's city, or for a stranger the one that their time zone is called after, if anything is on there. */
function OwnCity({ choose }: { choose: (city: string) => void }) {
  const signedIn = useSignedIn();
  const { data: user } = useQuery({ ...me, enabled: signedIn });
  const ofZone = (ownZone().split("/").pop() ?? "").replaceAll("_", " ");
  const { data } = useQuery({ ...cities(ofZone), enabled: !signedIn, staleTime: 3_600_000 });
  const found = data?.items.find((each) => each.has_events && each.time_zone === ownZone());
  const city = signedIn ? user?.city : found && cityName(found);
  if (!city) return null;
  return (
    <Chip on={false} onClick={() => choose(city)} icon={<IconMapPin size={14} aria-hidden />}>
      {city}
    </Chip>
  );
}

/** Only this film is shown; `?film=` comes from its page. */
function OfFilm({ id, leave }: { id: string; leave: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(film(id));
  return (
    <Group gap="xs" mt="sm">
      <Text size="sm">{t("find.film", { title: data ? filmTitle(data) : "…" })}</Text>
      <CloseButton size="sm" aria-label={t("find.no_film")} onClick={leave} />
    </Group>
  );
}
