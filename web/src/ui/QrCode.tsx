import { useTranslation } from "react-i18next";
import { Dialog } from "./Dialog";
import Qr from "./Qr";

export default function QrCode({ text, label, onClose }: { text: string; label: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened onClose={onClose} title={t("event.qr")}>
      <Qr text={text} label={label} />
    </Dialog>
  );
}
