import { Box, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Notice } from "../api/types";
import { changesOf, wordsOf } from "../events/changes";
import { Ago } from "../ui/Ago";
import { Portrait } from "../ui/Portrait";
import { Poster } from "../ui/Poster";
import { When } from "../ui/When";
import { Words } from "../ui/Words";
import { Answers } from "./Answers";
import { placeOf, sentenceOf } from "./told";

/** What was told of one event in a day: the event once, then each thing with who did it. */
export function NoticeGroup({ notices, onRead }: { notices: Notice[]; onRead: (notice: Notice) => void }) {
  const newest = notices[0];
  if (!newest) return null;
  const { film, event_title: title, starts_at: at, time_zone: zone, count, kind } = newest;
  const several = count !== null && kind !== "guests_coming";
  return (
    <Box component="article" className="told">
      {film && <Poster film={film} />}
      <Stack gap={6} miw={0} flex={1}>
        {title !== null && (
          <div>
            <Title order={3} size="h5" lineClamp={2}>
              {title}
            </Title>
            {at && zone && !several && (
              <Text size="sm" c="dimmed" component="div">
                <When at={at} zone={zone} size="sm" />
              </Text>
            )}
          </div>
        )}
        {notices.map((notice) => (
          <Line key={notice.id} notice={notice} onRead={() => onRead(notice)} />
        ))}
      </Stack>
    </Box>
  );
}

function Line({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation();
  const fresh = !notice.read_at;
  const { message } = wordsOf(notice);
  const place = placeOf(notice);
  const who = notice.actor ?? notice.people[0];
  const read = () => fresh && onRead();
  const sentence = sentenceOf(notice);
  return (
    <Group className="told-line" data-fresh={fresh || undefined} gap="sm" wrap="nowrap" align="flex-start">
      {who ? <Portrait person={who} size={32} /> : <IconBell className="told-bell" aria-hidden />}
      <Stack gap={4} miw={0} flex={1}>
        <Text size="sm" fw={fresh ? 700 : 400}>
          {fresh && <span className="unseen">{t("inbox.is_new")} </span>}
          {place ? (
            <Link href={place} className="bare whole" onClick={read}>
              {sentence}
            </Link>
          ) : (
            sentence
          )}{" "}
          <Text span size="xs" c="dimmed" fw={400}>
            <Ago at={notice.created_at} />
          </Text>
        </Text>
        {notice.changes.length > 0 && (
          <Text component="dl" size="sm" className="changes">
            {changesOf(notice).map((change) => (
              <div key={change.field}>
                <dt>{t(`field.${change.field}`)}</dt>
                <dd>
                  <Text component="del" inherit c="dimmed">
                    {change.old}
                  </Text>{" "}
                  →{" "}
                  <Text component="ins" inherit fw={600} td="none">
                    {change.new}
                  </Text>
                </dd>
              </div>
            ))}
          </Text>
        )}
        {message && (
          <blockquote className="speech">
            <Words size="sm">{message}</Words>
          </blockquote>
        )}
        {notice.event_id && <Answers notice={{ ...notice, event_id: notice.event_id }} onAnswer={read} />}
        {fresh && !place && (
          <Group>
            <Button variant="subtle" size="compact-sm" onClick={onRead}>
              {t("inbox.read")}
            </Button>
          </Group>
        )}
      </Stack>
    </Group>
  );
}
