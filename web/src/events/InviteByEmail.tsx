import { Button, Card, Stack, TextInput, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, body, Refusal } from "../api/client";
import type { Event } from "../api/types";
import { Trouble } from "../ui/Trouble";
import { useAct } from "../ui/useAct";
import { useDraft } from "../ui/useDraft";

/** Asks whoever reads an address to come; whose it is nobody is told. */
export function InviteByEmail({ event }: { event: Event }) {
  const { t } = useTranslation();
  const { fields, change, clear } = useDraft(`invite-email.${event.id}`, { email: "" });
  const invite = useAct<string>({
    run: (email) =>
      body(
        api.POST("/api/v1/events/{event_id}/invitations", {
          params: { path: { event_id: event.id } },
          body: { email, extra_seat: false, seats: 1 },
        }),
      ),
    said: (_sent, email) => t("desk.email_said", { email }),
    done: clear,
    inPlace: true,
  });
  const wrong = invite.error instanceof Refusal ? invite.error.about("email") : undefined;
  return (
    <Card withBorder component="section" aria-label={t("desk.email_title")}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (fields.email.trim()) invite.mutate(fields.email.trim());
        }}
      >
        <Stack gap="sm" align="flex-start">
          <Title order={2} size="h5">
            {t("desk.email_title")}
          </Title>
          <TextInput
            w="100%"
            type="email"
            required
            withAsterisk={false}
            label={t("desk.email")}
            description={t("desk.email_hint")}
            error={wrong}
            value={fields.email}
            onChange={(typed) => change({ email: typed.currentTarget.value })}
          />
          {invite.error && !wrong && <Trouble error={invite.error} />}
          <Button type="submit" loading={invite.isPending}>
            {t("desk.email_send")}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
