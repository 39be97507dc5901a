import { Anchor, Group, Stack, Text } from "@mantine/core";
import { IconStarFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Person, Rating } from "../api/types";
import { number } from "../format";
import { Portrait } from "./Portrait";

/** An average with a star; who sees no stars hears it in words. */
export function Stars({ rating }: { rating: Rating }) {
  const { t } = useTranslation();
  if (rating.average === null)
    return (
      <Text span size="sm" c="dimmed">
        {t("person.no_rating")}
      </Text>
    );
  const average = number(rating.average);
  return (
    <Text span size="sm" title={t("person.rated", { average, count: rating.count })}>
      <IconStarFilled size={13} color="#b7791f" aria-hidden style={{ verticalAlign: "-1px" }} /> {average}
      <Text span c="dimmed">
        {" "}
        ({rating.count})
      </Text>
    </Text>
  );
}

export function PersonLine({
  person,
  as = "guest",
  children,
}: {
  person: Person;
  as?: "host" | "guest";
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const name = person.name || t("common.former_user");
  const rating = as === "host" ? person.host_rating : person.guest_rating;
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <Portrait person={person} />
      <Stack gap={0} miw={0}>
        <Anchor component={Link} href={`/people/${person.id}`} fw={600} c="var(--mantine-color-text)">
          {name}
        </Anchor>
        {rating.average !== null && <Stars rating={rating} />}
        {children}
      </Stack>
    </Group>
  );
}
