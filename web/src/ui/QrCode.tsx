import { useTranslation } from "react-i18next";
import { encode } from "uqr";
import { Dialog } from "./Dialog";

/** A QR code drawn as one path; white around it, also in the dark. */
export default function QrCode({ text, label, onClose }: { text: string; label: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <Dialog opened onClose={onClose} title={t("event.qr")}>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={label}
        style={{ width: "100%", maxWidth: 320, display: "block", margin: "auto" }}
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </Dialog>
  );
}
