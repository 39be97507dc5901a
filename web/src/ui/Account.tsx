import { Avatar, UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { me } from "../api/queries";

const AccountMenu = lazy(() => import("./AccountMenu"));

/** Who is signed in; the menu is loaded when it is first opened. */
export function Account() {
  const [asked, setAsked] = useState(false);
  if (!asked) return <Face aria-haspopup="menu" aria-expanded={false} onClick={() => setAsked(true)} />;
  return (
    <Suspense fallback={<Face aria-haspopup="menu" />}>
      <AccountMenu />
    </Suspense>
  );
}

export function Face(props: UnstyledButtonProps & ComponentPropsWithRef<"button">) {
  const { t } = useTranslation();
  const { data } = useQuery(me);
  return (
    <UnstyledButton aria-label={t("nav.menu")} {...props}>
      <Avatar src={data?.avatar_url} alt="" color="velvet.8" variant="filled" size={34} />
    </UnstyledButton>
  );
}
