import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Case } from "../api/types";
import { Ago } from "../ui/Ago";
import { Empty } from "../ui/Empty";
import { Endless } from "../ui/Endless";
import { PersonLine } from "../ui/People";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { useKeepFocus } from "../ui/useKeepFocus";
import { Words } from "../ui/Words";

/** What was reported, the longest waiting first; the API refuses whoever is no operator. */
export default function Operator() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const status = asked.get("status") === "resolved" ? "resolved" : "open";
  const list = useInfiniteQuery(read.cases(status));
  const frame = useKeepFocus<HTMLDivElement>();
  return (
    <Stack maw={720} {...frame}>
      <title>{`${t("operator.title")} · Seance`}</title>
      <Title order={1} size="h2">
        {t("operator.title")}
      </Title>
      <SegmentedControl
        aria-label={t("operator.title")}
        value={status}
        onChange={(value) => setAsked(value === "resolved" ? { status: value } : {}, { replace: true })}
        data={[
          { value: "open", label: t("operator.open") },
          { value: "resolved", label: t("operator.resolved") },
        ]}
      />
      <Endless
        list={list}
        height={220}
        draw={(cases) => (
          <Stack>
            {cases.map((each) => (
              <Reported key={each.id} reported={each} />
            ))}
          </Stack>
        )}
        empty={<Empty title={t("operator.empty")} />}
      />
    </Stack>
  );
}

function Reported({ reported }: { reported: Case }) {
  const { t } = useTranslation();
  const { kind, subject, excerpt, reports, count } = reported;
  const place = placeOf(reported);
  return (
    <Card withBorder component="article" aria-label={`${t(`operator.kind_${kind}`)}, ${subject.name}`}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Badge variant="default">{t(`operator.kind_${kind}`)}</Badge>
            <Text size="sm" c="dimmed">
              {t("operator.reports", { count })} · <Ago at={reported.created_at} />
            </Text>
          </Group>
          {place && (
            <Anchor component={Link} href={place} size="sm">
              {t("operator.look")}
            </Anchor>
          )}
        </Group>
        <PersonLine person={subject} />
        {excerpt && (
          <blockquote className="speech">
            <Words>{excerpt}</Words>
          </blockquote>
        )}
        <Stack gap={4} component="ul" m={0} pl="md">
          {reports.map((each, index) => (
            <li key={index}>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                <b>{t(`reasons.${each.reason}`)}</b>
                {each.text && `: ${each.text}`} ({each.reporter?.name ?? t("common.former_user")},{" "}
                <Ago at={each.created_at} />)
              </Text>
            </li>
          ))}
        </Stack>
        {reported.status === "open" ? <Decide id={reported.id} /> : <Decided reported={reported} />}
      </Stack>
    </Card>
  );
}

/** A message and a review stand on the page of their event. */
function placeOf({ kind, target }: Case): string | undefined {
  if (kind === "user") return `/people/${target}`;
  const event = /[0-9A-HJKMNP-TV-Z]{26}/.exec(target)?.[0];
  return event && `/events/${event}`;
}

function Decided({ reported: { action, note, operator, resolved_at } }: { reported: Case }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text fw={600}>{action && t(`operator.was_${action}`)}</Text>
      {note && <Words size="sm">{note}</Words>}
      <Text size="sm" c="dimmed">
        {operator?.name ?? t("common.former_user")}, {resolved_at && <Ago at={resolved_at} />}
      </Text>
    </div>
  );
}

const ACTIONS = ["dismiss", "hide", "suspend"] as const;
interface Decision {
  action: (typeof ACTIONS)[number] | "";
  note: string;
}

function Decide({ id }: { id: string }) {
  const { t } = useTranslation();
  const { fields, change, sent } = useDraft<Decision>(`case.${id}`, { action: "", note: "" });
  const note = fields.note.trim();
  const decide = useAct<(typeof ACTIONS)[number]>({
    run: (action) =>
      body(
        api.POST("/api/v1/operator/reports/{case_id}/resolve", {
          params: { path: { case_id: id } },
          body: { action, note },
        }),
      ),
    said: t("operator.done"),
    done: sent,
    inPlace: true,
    freshen: [["cases"]],
  });
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (fields.action && note) decide.mutate(fields.action);
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label={t("operator.decide")}
          value={fields.action}
          onChange={(action) => change({ action: action })}
        >
          <Stack gap="xs" mt="xs">
            {ACTIONS.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`operator.${each}`)}
                description={each === "suspend" ? t("operator.suspend_hint") : undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t("operator.note")}
          autosize
          minRows={2}
          maxLength={500}
          required
          withAsterisk={false}
          value={fields.note}
          onChange={(typed) => change({ note: typed.currentTarget.value })}
        />
        {decide.error && <Trouble error={decide.error} />}
        <Group>
          <Button
            type="submit"
            color={fields.action === "suspend" ? "red.8" : undefined}
            disabled={!fields.action || !note}
            loading={decide.isPending}
          >
            {t("operator.resolve")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
