import { Alert, Button, Card, Checkbox, Divider, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ByCode } from "./ByCode";
import { ByPassword } from "./ByPassword";
import { config } from "./config";
import { isOfTab, useEnded } from "./store";

interface Props {
  /** Where the issuer's page leads back to. */
  to: string;
  trouble?: string | undefined;
  onDone?: () => void;
  /** In a dialog, which is a frame already. */
  bare?: boolean;
}

/** Signing in: on the issuer's page, and where the installation allows it here, by a code or a password. */
export function SignInCard({ to, trouble, onDone, bare = false }: Props) {
  const { t } = useTranslation();
  const ended = useEnded();
  const [tabOnly, setTabOnly] = useState(isOfTab);
  const settings = useQuery({ queryKey: ["config"], queryFn: config, staleTime: Infinity });
  const issuer = useMutation({ mutationFn: async () => (await import("./issuer")).signIn(to, tabOnly) });
  const Here = settings.data?.code_endpoint ? ByCode : settings.data?.password_endpoint ? ByPassword : null;
  const failed = issuer.error?.message ?? settings.error?.message ?? trouble;
  return (
    <Card withBorder={!bare} padding={bare ? 0 : "lg"} mih={Here === ByPassword ? 380 : undefined}>
      <Stack>
        {ended && !failed && (
          <Alert color="yellow" role="status">
            {t("sign_in.ended")}
          </Alert>
        )}
        {failed && (
          <Alert color="red" role="alert" title={t("sign_in.failed")}>
            {failed}
          </Alert>
        )}
        {Here && (
          <>
            <Here tabOnly={tabOnly} onDone={onDone} />
            <Divider label={t("sign_in.or")} />
          </>
        )}
        <Button variant={Here ? "default" : "filled"} loading={issuer.isPending} onClick={() => issuer.mutate()}>
          {t(Here === ByCode ? "sign_in.with_password" : "sign_in.by_issuer")}
        </Button>
        <Checkbox
          label={t("sign_in.tab_only")}
          description={t("sign_in.tab_only_hint")}
          checked={tabOnly}
          onChange={(event) => setTabOnly(event.currentTarget.checked)}
        />
      </Stack>
    </Card>
  );
}
