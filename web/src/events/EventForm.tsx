import {
  Box,
  Button,
  Chip,
  Fieldset,
  Group,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Refusal } from "../api/client";
import type { Film } from "../api/types";
import { dateAndTime, instantOf, isZone } from "../format";
import { Draft } from "../ui/Draft";
import { PlaceMap } from "../ui/PlaceMap";
import { tell, Trouble } from "../ui/Trouble";
import { useDraft } from "../ui/useDraft";
import { CityField } from "./CityField";
import { Clashes } from "./Clashes";
import { hasMore, IN_MORE, MoreOfPlan } from "./MoreOfPlan";
import { StartPicker } from "./StartPicker";
import { LastPlace, Steps, type PlaceFields } from "./PlanFields";
import { complaints, FIELDS, type Complaints, type Plan } from "./plan";

const KINDS = ["home", "cinema", "outdoor", "online", "other"] as const;

interface Props {
  /** What a draft of it is kept by. */
  about: string;
  film: Film;
  /** Which one is edited. */
  event?: string;
  /** Where the host showed a film last. */
  last?: PlaceFields | undefined;
  start: Plan;
  action: string;
  loading: boolean;
  error: unknown;
  onSend: (plan: Plan) => void;
  /** What comes before the button, by the zone of what is planned. */
  also?: ((zone: string) => ReactNode) | undefined;
  children?: ReactNode;
}

/** The form of an event, new or changed; says what is missing before it is sent, and what the API refuses. */
export function EventForm({ about, film, event, last, start, action, loading, error, onSend, also, children }: Props) {
  const { t } = useTranslation();
  const { fields: plan, change, ...draft } = useDraft(about, start);
  const [sent, setSent] = useState(false);
  const [more, setMore] = useState(() => hasMore(plan, film));
  const missing: Complaints = sent ? complaints(plan) : {};
  const set =
    <Name extends keyof Plan>(name: Name) =>
    (value: Plan[Name]) =>
      change({ [name]: value });
  const refused = error instanceof Refusal ? (error.problem.errors ?? []) : [];
  const wrong = (name: keyof Plan) => {
    const own = missing[name];
    return own ? t(own) : refused.find((each) => FIELDS[each.field ?? ""] === name)?.message;
  };
  const field = (name: "title" | "name" | "area" | "address" | "url" | "description") => ({
    value: plan[name],
    error: wrong(name),
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  });
  const online = plan.kind === "online";
  const link = (
    <TextInput
      name="url"
      type="url"
      label={t("plan.url")}
      description={t("plan.url_hint")}
      maxLength={2000}
      {...field("url")}
    />
  );
  const send = () => {
    setSent(true);
    const [first] = Object.keys(complaints(plan));
    if (!first) return onSend(plan);
    // What is missing may be folded away.
    if (IN_MORE.has(first)) flushSync(() => setMore(true));
    show(first);
  };
  return (
    <form
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        send();
      }}
    >
      <Stack>
        {children}
        <Draft {...draft} />
        <Fieldset legend={t("plan.when")}>
          <StartPicker value={plan.starts} zone={plan.time_zone} onChange={set("starts")} error={wrong("starts")} />
          <Text size="sm" c="dimmed" mt="xs" mih={21}>
            {plan.starts && isZone(plan.time_zone) && plan.duration !== "" && t("plan.ends", { time: ends(plan) })}
          </Text>
          {plan.starts && isZone(plan.time_zone) && plan.duration !== "" && <Clashes plan={plan} but={event} />}
        </Fieldset>
        <Fieldset legend={t("plan.where")}>
          <Stack gap="sm">
            {last && <LastPlace last={last} onTake={change} />}
            <Chip.Group value={plan.kind} onChange={(kind) => set("kind")(kind)}>
              <Group gap="xs" role="radiogroup" aria-label={t("plan.kind")}>
                {KINDS.map((value) => (
                  <Chip key={value} value={value}>
                    {t(`kind.${value}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {online ? (
              link
            ) : (
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <CityField
                  any
                  name="city"
                  required
                  label={t("plan.city")}
                  value={plan.city}
                  onChange={set("city")}
                  onCity={(city) => set("time_zone")(city.time_zone)}
                  error={wrong("city")}
                />
                {plan.kind !== "home" && (
                  <TextInput name="name" label={t("plan.name")} maxLength={120} {...field("name")} />
                )}
                <TextInput
                  name="address"
                  label={t("plan.address")}
                  maxLength={300}
                  autoComplete="street-address"
                  {...field("address")}
                />
              </SimpleGrid>
            )}
            {!online && <Point plan={plan} set={set} wrong={wrong} />}
          </Stack>
        </Fieldset>
        <Fieldset legend={t("plan.who")}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
            <Steps
              label={t("plan.capacity")}
              hint={t("plan.capacity_hint")}
              value={plan.capacity}
              onChange={set("capacity")}
              error={wrong("capacity")}
            />
            <SegmentedControl
              fullWidth
              orientation="vertical"
              aria-label={t("plan.approval")}
              value={plan.approval}
              onChange={(value) => set("approval")(value)}
              data={(["manual", "automatic"] as const).map((value) => ({ value, label: t(`approval.${value}`) }))}
            />
          </SimpleGrid>
        </Fieldset>
        <Button
          variant="subtle"
          aria-expanded={more}
          aria-controls="more"
          style={{ alignSelf: "flex-start" }}
          rightSection={more ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
          onClick={() => setMore(!more)}
        >
          {t("planning.more")}
        </Button>
        <Box id="more">{more && <MoreOfPlan plan={plan} film={film} change={change} wrong={wrong} />}</Box>
        {also?.(isZone(plan.time_zone) ? plan.time_zone : "UTC")}
        {error ? <Trouble error={error} /> : null}
        <Group>
          <Button type="submit" size="md" loading={loading}>
            {action}
          </Button>
          {Object.keys(missing).length > 0 && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t("plan.missing", {
                fields: (Object.keys(missing) as (keyof typeof LABELS)[]).map((name) => t(LABELS[name])).join(", "),
              })}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const LABELS = {
  starts: "plan.starts",
  time_zone: "plan.zone",
  duration: "plan.duration",
  city: "plan.city",
  latitude: "plan.latitude",
  longitude: "plan.longitude",
  url: "plan.url",
  amount: "plan.amount",
  capacity: "plan.capacity",
} as const;

/** Brings a field into sight and goes there; the start is a button with this id. */
function show(name: string): void {
  const field = document.getElementById(name) ?? document.querySelector<HTMLElement>(`[name="${name}"]`);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

function ends(plan: Plan): string {
  const end = new Date(instantOf(plan.starts, plan.time_zone)).getTime() + Number(plan.duration) * 60_000;
  return dateAndTime(new Date(end).toISOString(), plan.time_zone);
}

interface PartProps {
  plan: Plan;
  set: <Name extends keyof Plan>(name: Name) => (value: Plan[Name]) => void;
  wrong: (name: keyof Plan) => string | undefined;
}

/** A map only for who wants one: a city is enough to be found nearby. */
function Point({ plan, set, wrong }: PartProps) {
  const { t } = useTranslation();
  const known = plan.latitude !== "" && plan.longitude !== "";
  const [opened, setOpened] = useState(known);
  const pick = (latitude: number, longitude: number) => {
    set("latitude")(latitude);
    set("longitude")(longitude);
  };
  const half = Boolean(wrong("latitude") ?? wrong("longitude"));
  return (
    <details open={opened || half} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <Text component="summary" size="sm" fw={500}>
        {t("plan.pick")}
      </Text>
      {(opened || half) && (
        <>
          <Text size="xs" c="dimmed" mb={4}>
            {t("plan.pick_hint")}
          </Text>
          <PlaceMap
            label={t("plan.pick")}
            points={known ? [{ latitude: Number(plan.latitude), longitude: Number(plan.longitude) }] : []}
            onPick={pick}
          />
          <Group mt="xs" align="flex-end">
            <NumberInput
              name="latitude"
              label={t("plan.latitude")}
              w={130}
              min={-90}
              max={90}
              decimalScale={5}
              hideControls
              value={plan.latitude}
              onChange={set("latitude")}
              error={wrong("latitude")}
            />
            <NumberInput
              name="longitude"
              label={t("plan.longitude")}
              w={130}
              min={-180}
              max={180}
              decimalScale={5}
              hideControls
              value={plan.longitude}
              onChange={set("longitude")}
              error={wrong("longitude")}
            />
            <Button
              variant="default"
              onClick={() =>
                navigator.geolocation.getCurrentPosition(
                  ({ coords }) => pick(coords.latitude, coords.longitude),
                  () => tell(t("find.near_failed")),
                )
              }
            >
              {t("plan.find_point")}
            </Button>
          </Group>
        </>
      )}
    </details>
  );
}
