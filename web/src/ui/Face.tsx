import { Avatar, UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { me } from "../api/queries";

/** The button with one's own picture, behind which the menu is. */
export function Face(props: UnstyledButtonProps & ComponentPropsWithRef<"button">) {
  const { t } = useTranslation();
  const { data } = useQuery(me);
  return (
    <UnstyledButton aria-label={t("nav.menu")} {...props}>
      <Avatar src={data?.avatar_url} alt="" color="velvet.8" variant="filled" size={34} />
    </UnstyledButton>
  );
}
