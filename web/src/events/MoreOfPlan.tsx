import {
  Autocomplete,
  Card,
  Checkbox,
  Group,
  MultiSelect,
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
import "@mantine/core/styles/Pill.css";
import "@mantine/core/styles/PillsInput.css";
import { useTranslation } from "react-i18next";
import type { Film } from "../api/types";
import { currencyName, filmTitle, languageName } from "../format";
import type { Plan } from "./plan";

const VISIBILITIES = ["public", "followers", "invite_only"] as const;
const CURRENCIES = ["RUB", "EUR", "USD", "GBP", "KZT", "BYN", "AMD", "GEL", "RSD"];

/** What films are mostly shown in; another one, set elsewhere, stays. */
const LANGUAGES =
  "ru en fr de it es pt ja zh ko hi fa tr uk be kk hy ka az uz sr hr cs pl hu ro bg sv da no fi nl he ar el la mul zxx";

export interface MoreProps {
  plan: Plan;
  film: Film;
  change: (typed: Partial<Plan>) => void;
  wrong: (name: keyof Plan) => string | undefined;
}

/** Languages by their names, as the reader's alphabet has them. */
function named(...also: string[]): { value: string; label: string }[] {
  const codes = [...new Set([...LANGUAGES.split(" "), ...also.filter(Boolean)])];
  return codes
    .map((value) => ({ value, label: languageName(value) }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** All that a plan can do without. */
export function MoreOfPlan({ plan, film, change, wrong }: MoreProps) {
  const { t, i18n } = useTranslation();
  const online = plan.kind === "online";
  const field = (name: "title" | "name" | "area" | "url" | "description") => ({
    name,
    value: plan[name],
    error: wrong(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <TextInput
        label={t("plan.event_title")}
        description={t("plan.event_title_hint")}
        placeholder={filmTitle(film)}
        maxLength={120}
        {...field("title")}
      />
      <Textarea label={t("plan.description")} autosize minRows={3} maxLength={2000} {...field("description")} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <NumberInput
          name="duration"
          required
          label={t("plan.duration")}
          min={15}
          max={1440}
          allowDecimal={false}
          value={plan.duration}
          onChange={(duration) => change({ duration })}
          error={wrong("duration")}
        />
        <Autocomplete
          name="time_zone"
          required
          label={t("plan.zone")}
          value={plan.time_zone}
          onChange={(time_zone) => change({ time_zone })}
          data={ZONES}
          limit={30}
          error={wrong("time_zone")}
        />
        {plan.kind === "home" && <TextInput label={t("plan.name")} maxLength={120} {...field("name")} />}
        {!online && <TextInput label={t("plan.area")} maxLength={120} {...field("area")} />}
        {!online && (
          <TextInput
            type="url"
            label={t("plan.url")}
            description={t("plan.url_hint")}
            maxLength={2000}
            {...field("url")}
          />
        )}
        <NativeSelect
          name="spoken_language"
          label={t("shown.spoken")}
          value={plan.spoken_language}
          onChange={(event) => change({ spoken_language: event.currentTarget.value })}
          data={[{ value: "", label: t("shown.unsaid") }, ...named(plan.spoken_language)]}
          error={wrong("spoken_language")}
        />
        <MultiSelect
          name="subtitles"
          label={t("shown.subtitles")}
          placeholder={plan.subtitles.length ? undefined : t("shown.none")}
          searchable
          hidePickedOptions
          maxValues={10}
          value={plan.subtitles}
          onChange={(subtitles) => change({ subtitles })}
          data={named(...plan.subtitles)}
          error={wrong("subtitles")}
        />
        <NativeSelect
          label={t("planning.party")}
          value={plan.max_party}
          onChange={(event) => change({ max_party: Number(event.currentTarget.value) })}
          data={[1, 2, 3, 4].map((count) => ({ value: String(count), label: t("planning.seats", { count }) }))}
        />
      </SimpleGrid>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t("plan.admission")}
          value={plan.admission}
          onChange={(admission) => change({ admission })}
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
              onChange={(amount) => change({ amount })}
              error={wrong("amount")}
            />
            <NativeSelect
              label={t("plan.currency")}
              value={plan.currency}
              onChange={(event) => change({ currency: event.currentTarget.value })}
              data={CURRENCIES.map((value) => ({ value, label: currencyName(value) }))}
              error={wrong("currency")}
            />
          </>
        )}
      </Group>
      <Radio.Group
        label={t("plan.visibility")}
        value={plan.visibility}
        onChange={(visibility) => change({ visibility })}
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
      <Checkbox
        label={t(online ? "plan.show_link" : "plan.show_address")}
        checked={plan.show_address}
        onChange={(event) => change({ show_address: event.currentTarget.checked })}
      />
      <WhoSees plan={plan} />
    </Stack>
  );
}

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((each) => each !== "UTC")];

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
