import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { me } from "../api/queries";
import { Portrait } from "./Portrait";

const NOBODY = { id: "", name: "", avatar_url: null };

/** The button with one's own picture, behind which the menu is. */
export function Face(props: UnstyledButtonProps & ComponentPropsWithRef<"button">) {
  const { t } = useTranslation();
  const { data } = useQuery(me);
  return (
    <UnstyledButton aria-label={t("nav.menu")} {...props}>
      <Portrait person={data ?? NOBODY} size={34} />
    </UnstyledButton>
  );
}
