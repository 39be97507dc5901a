import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { IconHeart, IconHeartFilled } from "@tabler/icons-react";
import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api } from "../api/client";
import { cities } from "../api/queries";
import type { Film } from "../api/types";
import { CityField } from "../events/CityField";
import { useSignedIn } from "../session/store";
import { useWanted } from "../session/wanted";
import { Dialog } from "../ui/Dialog";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";

/** "I want to see this in company": said with a city and a word, and taken back by one press. */
export function WishButton({ film }: { film: Film }) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const [opened, setOpened] = useState(false);
  const mine = Boolean(film.wishes?.mine);
  useWanted("wish", signedIn && !mine, () => setOpened(true));
  const withdraw = useAct({
    run: () => api.DELETE("/api/v1/me/wishes/{film_id}", { params: { path: { film_id: film.id } } }),
    said: t("wishes.withdrawn"),
    freshen: about(film),
  });
  const look = { variant: "default", leftSection: <IconHeart size={18} aria-hidden /> } as const;
  if (!signedIn)
    return (
      <Button
        component={Link}
        href={`/sign-in?to=${encodeURIComponent(`/films/${encodeURIComponent(film.id)}`)}&act=wish`}
        {...look}
      >
        {t("wishes.wish")}
      </Button>
    );
  return (
    <>
      {mine ? (
        <Button
          {...look}
          variant="light"
          aria-pressed
          leftSection={<IconHeartFilled size={18} aria-hidden />}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          {t("wishes.wished")}
        </Button>
      ) : (
        <Button {...look} onClick={() => setOpened(true)}>
          {t("wishes.wish")}
        </Button>
      )}
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("wishes.title")}>
        <Wishing film={film} onDone={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

const about = (film: Film) => [["film", film.id], ["wishers", film.id], ["wishes"], ["shelves"]];

function Wishing({ film, onDone }: { film: Film; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { fields, change, clear } = useDraft(`wish.${film.id}`, { city: "", note: "" });
  const city = fields.city.trim();
  const [unknown, setUnknown] = useState(false);
  const wish = useAct({
    run: async () => {
      // Without one it is the profile's.
      const found = city ? (await cache.fetchQuery(cities(city))).items[0] : undefined;
      if (city && !found) return false;
      await api.PUT("/api/v1/me/wishes/{film_id}", {
        params: { path: { film_id: film.id } },
        body: { ...(found && { city_id: found.id }), ...(fields.note.trim() && { note: fields.note.trim() }) },
      });
      return true;
    },
    done: (known) => {
      setUnknown(!known);
      if (!known) return;
      clear();
      onDone();
    },
    freshen: about(film),
    inPlace: true,
  });
  return (
    <form
      onSubmit={(sent) => {
        sent.preventDefault();
        wish.mutate();
      }}
    >
      <Stack>
        <Text>{t("wishes.lead")}</Text>
        {wish.error && <Trouble error={wish.error} />}
        <CityField
          any
          label={t("wishes.city")}
          placeholder={t("wishes.city_hint")}
          value={fields.city}
          error={unknown ? t("wishes.unknown_city") : undefined}
          onChange={(text) => change({ city: text })}
          onChoose={(text) => change({ city: text })}
        />
        <TextInput
          label={t("wishes.note")}
          placeholder={t("wishes.note_hint")}
          maxLength={120}
          value={fields.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={wish.isPending}>
            {t("wishes.wish")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How many wish to see it, how many nearby, and who of those whom one follows. */
export function Wishes({ film, people }: { film: Film; people: string[] }) {
  const { t } = useTranslation();
  const { total = 0, nearby = 0 } = film.wishes ?? {};
  if (!total) return null;
  const words = [
    t("wishes.total", { count: total }),
    nearby ? t("wishes.nearby", { count: nearby }) : "",
    people.length ? t("wishes.with", { names: new Intl.ListFormat(i18next.language).format(people) }) : "",
  ];
  return (
    <Text size="sm" role="status">
      {words.filter(Boolean).join(" · ")}
    </Text>
  );
}
