import {
  Autocomplete,
  Button,
  Card,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../api/client";
import type { Film } from "../api/types";
import { currencyName, dateAndTime, filmTitle, instantOf, isZone } from "../format";
import { Draft } from "../ui/Draft";
import { PlaceMap } from "../ui/PlaceMap";
import { tell, Trouble } from "../ui/Trouble";
import { useDraft } from "../ui/useDraft";
import { CityField } from "./CityField";
import { StartPicker } from "./StartPicker";
import { complaints, FIELDS, type Complaints, type Plan } from "./plan";

const KINDS = ["home", "cinema", "outdoor", "online", "other"] as const;
const VISIBILITIES = ["public", "followers", "invite_only"] as const;
const CURRENCIES = ["RUB", "EUR", "USD", "GBP", "KZT", "BYN", "AMD", "GEL", "RSD"];

interface Props {
  /** What a draft of it is kept by. */
  about: string;
  film: Film;
  start: Plan;
  action: string;
  loading: boolean;
  error: unknown;
  onSend: (plan: Plan) => void;
  children?: ReactNode;
}

/** The form of an event, new or changed; says what is missing before it is sent, and what the API refuses. */
export function EventForm({ about, film, start, action, loading, error, onSend, children }: Props) {
  const { t, i18n } = useTranslation();
  const { fields: plan, change, ...draft } = useDraft(about, start);
  const [sent, setSent] = useState(false);
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
  const send = () => {
    setSent(true);
    const [first] = Object.keys(complaints(plan));
    if (first) show(first);
    else onSend(plan);
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
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <StartPicker value={plan.starts} onChange={set("starts")} error={wrong("starts")} />
            <Autocomplete
              name="time_zone"
              required
              label={t("plan.zone")}
              value={plan.time_zone}
              onChange={set("time_zone")}
              data={ZONES}
              limit={30}
              error={wrong("time_zone")}
            />
            <NumberInput
              name="duration"
              required
              label={t("plan.duration")}
              min={15}
              max={1440}
              allowDecimal={false}
              value={plan.duration}
              onChange={set("duration")}
              error={wrong("duration")}
            />
          </SimpleGrid>
          <Text size="sm" c="dimmed" mt="xs" mih={21}>
            {plan.starts && isZone(plan.time_zone) && plan.duration !== "" && t("plan.ends", { time: ends(plan) })}
          </Text>
        </Fieldset>
        <Fieldset legend={t("plan.where")}>
          <Stack gap="sm">
            <NativeSelect
              label={t("plan.kind")}
              value={plan.kind}
              onChange={(event) => set("kind")(event.currentTarget.value as Plan["kind"])}
              data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {!online && (
                <CityField
                  any
                  name="city"
                  required
                  label={t("plan.city")}
                  value={plan.city}
                  onChange={set("city")}
                  error={wrong("city")}
                />
              )}
              {!online && <TextInput name="area" label={t("plan.area")} maxLength={120} {...field("area")} />}
              {!online && <TextInput name="name" label={t("plan.name")} maxLength={120} {...field("name")} />}
              {!online && (
                <TextInput
                  name="address"
                  label={t("plan.address")}
                  maxLength={300}
                  autoComplete="street-address"
                  {...field("address")}
                />
              )}
              <TextInput
                name="url"
                type="url"
                label={t("plan.url")}
                description={t("plan.url_hint")}
                maxLength={2000}
                {...field("url")}
              />
            </SimpleGrid>
            {!online && <Point plan={plan} set={set} wrong={wrong} />}
            <Checkbox
              label={t(online ? "plan.show_link" : "plan.show_address")}
              checked={plan.show_address}
              onChange={(event) => set("show_address")(event.currentTarget.checked)}
            />
            <WhoSees plan={plan} />
          </Stack>
        </Fieldset>
        <Fieldset legend={t("plan.who")}>
          <Stack gap="sm">
            <Radio.Group
              label={t("plan.visibility")}
              value={plan.visibility}
              onChange={(value) => set("visibility")(value)}
            >
              <Stack gap="xs" mt="xs">
                {VISIBILITIES.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`visibility.${value}`)}
                    description={t(`visibility_hint.${value}`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
              <NumberInput
                name="capacity"
                required
                label={t("plan.capacity")}
                description={t("plan.capacity_hint")}
                min={1}
                max={10000}
                allowDecimal={false}
                value={plan.capacity}
                onChange={set("capacity")}
                error={wrong("capacity")}
              />
              <NativeSelect
                label={t("plan.approval")}
                value={plan.approval}
                onChange={(event) => set("approval")(event.currentTarget.value as Plan["approval"])}
                data={(["manual", "automatic"] as const).map((value) => ({ value, label: t(`approval.${value}`) }))}
              />
            </SimpleGrid>
            <Group align="flex-end">
              <SegmentedControl
                aria-label={t("plan.admission")}
                value={plan.admission}
                onChange={(value) => set("admission")(value)}
                data={(["free", "paid"] as const).map((value) => ({ value, label: t(`admission.${value}`) }))}
              />
              {plan.admission === "paid" && (
                <>
                  <NumberInput
                    name="amount"
                    required
                    label={t("plan.amount")}
                    min={0}
                    decimalScale={2}
                    decimalSeparator={i18n.language === "ru" ? "," : "."}
                    allowedDecimalSeparators={[".", ","]}
                    value={plan.amount}
                    onChange={set("amount")}
                    error={wrong("amount")}
                  />
                  <NativeSelect
                    label={t("plan.currency")}
                    value={plan.currency}
                    onChange={(event) => set("currency")(event.currentTarget.value)}
                    data={CURRENCIES.map((value) => ({ value, label: currencyName(value) }))}
                    error={wrong("currency")}
                  />
                </>
              )}
            </Group>
          </Stack>
        </Fieldset>
        <Fieldset legend={t("plan.words")}>
          <Stack gap="sm">
            <TextInput
              name="title"
              label={t("plan.event_title")}
              description={t("plan.event_title_hint")}
              placeholder={filmTitle(film)}
              maxLength={120}
              {...field("title")}
            />
            <Textarea
              name="description"
              label={t("plan.description")}
              autosize
              minRows={3}
              maxLength={2000}
              {...field("description")}
            />
          </Stack>
        </Fieldset>
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

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((each) => each !== "UTC")];

function ends(plan: Plan): string {
  const end = new Date(instantOf(plan.starts, plan.time_zone)).getTime() + Number(plan.duration) * 60_000;
  return dateAndTime(new Date(end).toISOString(), plan.time_zone);
}

interface PartProps {
  plan: Plan;
  set: <Name extends keyof Plan>(name: Name) => (value: Plan[Name]) => void;
  wrong: (name: keyof Plan) => string | undefined;
}

function Point({ plan, set, wrong }: PartProps) {
  const { t } = useTranslation();
  const known = plan.latitude !== "" && plan.longitude !== "";
  const pick = (latitude: number, longitude: number) => {
    set("latitude")(latitude);
    set("longitude")(longitude);
  };
  return (
    <div>
      <Text size="sm" fw={500}>
        {t("plan.pick")}
      </Text>
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
    </div>
  );
}

/** Before it is announced: what of the place is shown to whom (R7). */
function WhoSees({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const kind = t(`kind.${plan.kind}`);
  const area = [kind, plan.area, plan.city].filter((word) => word.trim()).join(", ");
  const exact = [plan.name || kind, plan.address, plan.area, plan.city, plan.url]
    .filter((word) => word.trim())
    .join(", ");
  const point = plan.kind !== "online" && plan.latitude !== "" && plan.longitude !== "";
  const line = (words: string, map: "plan.preview_point" | "plan.preview_exact_point") =>
    point ? `${words}; ${t(map)}` : words;
  return (
    <Card withBorder bg="var(--mantine-color-default-hover)" component="section" aria-label={t("plan.preview")}>
      <Text size="sm" fw={600}>
        {t("plan.preview")}
      </Text>
      <Text size="sm">
        <Text span c="dimmed">
          {t(`plan.preview_${plan.visibility}`)}:
        </Text>{" "}
        {plan.show_address ? line(exact, "plan.preview_exact_point") : line(area, "plan.preview_point")}
      </Text>
      <Text size="sm">
        <Text span c="dimmed">
          {t("plan.preview_guests")}:
        </Text>{" "}
        {line(exact, "plan.preview_exact_point")}
      </Text>
    </Card>
  );
}
