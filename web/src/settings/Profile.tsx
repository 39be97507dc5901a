import { Button, Group, NativeSelect, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, body } from "../api/client";
import * as read from "../api/queries";
import type { Me } from "../api/types";
import { CityField } from "../events/CityField";
import { told, type Language } from "../i18n";
import { Draft } from "../ui/Draft";
import { Waiting } from "../ui/Endless";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";
import { Part } from "./Part";

/** Who I am to others, and in which language and zone I am told. */
export function ProfilePart() {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(read.me);
  return (
    <Part title={t("settings.profile")}>
      {me ? (
        <ProfileForm me={me} />
      ) : error ? (
        <Trouble error={error} retry={refetch} />
      ) : (
        <Waiting height={100} times={4} />
      )}
    </Part>
  );
}

function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const {
    fields: form,
    change: setForm,
    ...draft
  } = useDraft("profile", {
    name: me.name,
    about: me.about ?? "",
    city: me.city ?? "",
    avatar_url: me.avatar_url ?? "",
    time_zone: me.time_zone,
  });
  // The language may also be changed at the top of the page, so it is taken from there until it is chosen here.
  const [language, setLanguage] = useState<Language>();
  const field = (name: "name" | "about" | "avatar_url") => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => setForm({ [name]: event.currentTarget.value }),
  });
  const change = useAct({
    run: () =>
      body(
        api.PATCH("/api/v1/me", {
          body: {
            ...form,
            ...(language && { language }),
            name: form.name.trim(),
            about: form.about.trim() || null,
            city: form.city.trim() || null,
            avatar_url: form.avatar_url.trim() || null,
          },
        }),
      ),
    said: t("common.saved"),
    done: (changed) => {
      if (language) told(); // what was chosen elsewhere counts no more; the page follows the profile
      cache.setQueryData(["me"], changed);
      draft.sent();
      setLanguage(undefined);
    },
    freshen: [["person", me.id]],
  });
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        change.mutate();
      }}
    >
      <Stack gap="sm">
        <Draft {...draft} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput required label={t("settings.name")} maxLength={80} autoComplete="name" {...field("name")} />
          <CityField any label={t("settings.city")} value={form.city} onChange={(city) => setForm({ city })} />
          <NativeSelect
            label={t("settings.language")}
            value={language ?? me.language}
            onChange={(event) => setLanguage(event.currentTarget.value as Language)}
            data={[
              { value: "ru", label: "Русский" },
              { value: "en", label: "English" },
            ]}
          />
          <Select
            label={t("settings.zone")}
            searchable
            allowDeselect={false}
            limit={50}
            value={form.time_zone}
            onChange={(value) => value && setForm({ time_zone: value })}
            data={[...new Set([form.time_zone, ...Intl.supportedValuesOf("timeZone")])]}
          />
        </SimpleGrid>
        <Textarea label={t("settings.about")} autosize minRows={2} maxLength={2000} {...field("about")} />
        <TextInput
          type="url"
          label={t("settings.avatar")}
          description={t("settings.avatar_hint")}
          maxLength={2000}
          {...field("avatar_url")}
        />
        {change.error && <Trouble error={change.error} />}
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
