import { Group, Rating, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Review } from "../api/types";
import { shortDate } from "../format";
import { Report } from "../safety/Report";
import { useMyId } from "../session/store";
import { Words } from "./Words";

export function ReviewLine({ review, about = false }: { review: Review; about?: boolean }) {
  const { t } = useTranslation();
  const me = useMyId();
  return (
    <Stack gap={2} component="article">
      <Group gap="xs">
        <Text fw={600} size="sm">
          {review.author.name || t("common.former_user")}
        </Text>
        {about && (
          <Text size="sm" c="dimmed">
            {t("reviews.about", { name: review.subject.name || t("common.former_user") })}
          </Text>
        )}
        <span role="img" aria-label={t("reviews.stars", { rating: review.rating })}>
          <Rating value={review.rating} readOnly size="xs" aria-hidden />
        </span>
        <Text size="xs" c="dimmed">
          {shortDate(review.created_at)}
        </Text>
        {me && review.id && review.author.id !== me && (
          <Report kind="review" id={review.id} eventId={review.event_id} of={review.author.name} />
        )}
      </Group>
      {review.text && <Words>{review.text}</Words>}
    </Stack>
  );
}
