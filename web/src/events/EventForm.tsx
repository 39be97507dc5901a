import { Box, Button, Fieldset, Group, SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Refusal } from "../api/client";
import type { Film } from "../api/types";
import { dateAndTime, instantOf, isZone } from "../format";
import { Draft } from "../ui/Draft";
import { tellTrouble, Trouble } from "../ui/Trouble";
import { useDraft } from "../ui/useDraft";
import { CardPreview } from "./CardPreview";
import { Clashes } from "./Clashes";
import { hasMore, IN_MORE } from "./more";
import type { MoreProps } from "./MoreOfPlan";
import { Steps, type PlaceFields } from "./PlanFields";
import { useBusy } from "./schedule";
import { StartPicker } from "./StartPicker";
import { WhereFields } from "./WhereFields";
import { complaints, FIELDS, type Complaints, type Plan } from "./plan";

interface Props {
  /** What a draft of it is kept by. */
  about: string;
  film: Film;
  /** Which one is edited. */
  event?: string;
  /** Where the host has shown films. */
  places?: PlaceFields[] | undefined;
  start: Plan;
  action: string;
  loading: boolean;
  error: unknown;
  onSend: (plan: Plan) => void;
  /** What else is asked for, by what is planned. */
  also?: ((plan: Plan) => ReactNode) | undefined;
  children?: ReactNode;
}

/** The form of an event, new or changed; says what is missing before it is sent, and what the API refuses. */
export function EventForm({
  about,
  film,
  event,
  places = [],
  start,
  action,
  loading,
  error,
  onSend,
  also,
  children,
}: Props) {
  const { t } = useTranslation();
  const { fields: plan, change, ...draft } = useDraft(about, start);
  const [sent, setSent] = useState(false);
  const [More, setMore] = useState<ComponentType<MoreProps>>();
  const busy = useBusy(plan, event);
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
  const unfold = async () => {
    const { MoreOfPlan } = await import("./MoreOfPlan");
    flushSync(() => setMore(() => MoreOfPlan));
  };
  const [full] = useState(() => hasMore(plan, film));
  useEffect(() => {
    if (full) void unfold().catch(tellTrouble);
  }, [full]);
  const send = async () => {
    setSent(true);
    const [first] = Object.keys(complaints(plan));
    if (!first) return onSend(plan);
    // What is missing may be folded away.
    if (IN_MORE.has(first)) await unfold().catch(tellTrouble);
    show(first);
  };
  return (
    <form
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send();
      }}
      className="plan"
    >
      <Stack className="plan-fields">
        {children}
        <Draft {...draft} />
        <Fieldset legend={t("plan.when")}>
          <StartPicker
            value={plan.starts}
            zone={plan.time_zone}
            busy={busy}
            onChange={set("starts")}
            error={wrong("starts")}
          />
          <Text size="sm" c="dimmed" mt="xs" mih={21}>
            {plan.starts && isZone(plan.time_zone) && plan.duration !== "" && t("plan.ends", { time: ends(plan) })}
          </Text>
          {plan.starts && isZone(plan.time_zone) && plan.duration !== "" && <Clashes plan={plan} but={event} />}
        </Fieldset>
        <WhereFields plan={plan} places={places} change={change} wrong={wrong} />
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
        {also?.(plan)}
        <Button
          variant="subtle"
          aria-expanded={Boolean(More)}
          aria-controls="more"
          style={{ alignSelf: "flex-start" }}
          rightSection={More ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
          onClick={() => (More ? setMore(undefined) : void unfold().catch(tellTrouble))}
        >
          {t("planning.more")}
        </Button>
        <Box id="more">{More && <More plan={plan} film={film} change={change} wrong={wrong} />}</Box>
      </Stack>
      <CardPreview plan={plan} film={film} />
      <Stack className="plan-act">
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
