import { Container, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "wouter";
import { SignInCard } from "../session/SignInCard";
import { ownPath } from "../session/wanted";

/** The way in, where there is nothing yet to go on with. */
export default function SignIn({ trouble }: { trouble?: string | undefined }) {
  const { t } = useTranslation();
  const [path, go] = useLocation();
  const [asked] = useSearchParams();
  const wanted = asked.get("to") ?? (path === "/sign-in" ? "/" : `${path}${location.search}`);
  const to = ownPath(wanted);
  return (
    <Container size={440} px={0} py="xl">
      <title>{`${t("nav.sign_in")} · Seance`}</title>
      <Stack>
        <Title order={1} ta="center">
          {t("sign_in.title")}
        </Title>
        <Text ta="center" c="dimmed">
          {t("sign_in.lead")}
        </Text>
        <SignInCard to={to} trouble={trouble} onDone={() => go(to, { replace: true })} />
      </Stack>
    </Container>
  );
}
