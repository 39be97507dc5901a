import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { me } from "../api/queries";
import { Portrait } from "./Portrait";

/** The button with one's own picture, behind which the menu is. */
export function Face(props: UnstyledButtonProps & ComponentPropsWithRef<"button">) {
  const { t } = useTranslation();
  const { data } = useQuery(me);
  return (
    <UnstyledButton aria-label={t("nav.menu")} {...props}>
      {/* Without initials, which the button's name would have to say. */}
      <Portrait person={{ id: data?.id ?? "", name: "", avatar_url: data?.avatar_url ?? null }} size={34} />
    </UnstyledButton>
  );
}
