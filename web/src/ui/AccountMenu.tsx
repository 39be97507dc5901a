import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconFlag, IconLogout, IconSettings, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { me } from "../api/queries";
import { useMyId } from "../session/store";
import { Face } from "./Face";
import { useLeave } from "./useLeave";

/** What the menu of who is signed in offers; comes opened, for it was asked for. */
export default function AccountMenu() {
  const { t } = useTranslation();
  const { data } = useQuery(me);
  const id = useMyId();
  const leave = useLeave();
  return (
    <Menu position="bottom-end" width={200} defaultOpened withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Face />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{data?.name}</Menu.Label>
        <Menu.Item component={Link} href={`/people/${id}`} leftSection={<IconUser size={16} />}>
          {t("nav.profile")}
        </Menu.Item>
        <Menu.Item component={Link} href="/settings" leftSection={<IconSettings size={16} />}>
          {t("nav.settings")}
        </Menu.Item>
        {data?.operator && (
          <Menu.Item component={Link} href="/operator" leftSection={<IconFlag size={16} />}>
            {t("nav.operator")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t("nav.sign_out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
