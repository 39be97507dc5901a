import { Alert, Text } from "@mantine/core";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BarcodeDetector } from "qr/decode.js";

/** No ticket's code is longer. */
const LONGEST = 20;
/** The same ticket stays before the camera for a while. */
const AGAIN = 5_000;
const PAUSE = 200;

/** Reads tickets by the camera for as long as it is shown. */
export default function Scanner({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const view = useRef<HTMLVideoElement>(null);
  const [fault, setFault] = useState<"refused" | "none">();
  const last = useRef({ code: "", at: 0 });
  const read = useEffectEvent((code: string) => {
    const seen = last.current.code === code && Date.now() - last.current.at < AGAIN;
    last.current = { code, at: Date.now() };
    if (!seen && code.length <= LONGEST) onCode(code);
  });
  useEffect(() => {
    let ended = false;
    let camera: MediaStream | undefined;
    const close = () => camera?.getTracks().forEach((track) => track.stop());
    const look = async () => {
      camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const video = view.current;
      if (ended || !video) return close();
      video.srcObject = camera;
      await video.play();
      const detector = await detectorOf();
      while (!ended) {
        const [found] = await detector.detect(video).catch(() => []);
        if (found) read(found.rawValue);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    };
    look().catch((error: unknown) => {
      close();
      if (!ended) setFault(error instanceof DOMException && error.name === "NotAllowedError" ? "refused" : "none");
    });
    return () => {
      ended = true;
      close();
    };
  }, []);
  if (fault)
    return (
      <Alert color="orange" mt="sm" role="alert">
        {t(`scan.${fault}`)}
      </Alert>
    );
  return (
    <>
      <video ref={view} className="camera" muted playsInline aria-label={t("scan.view")} />
      <Text size="sm" c="dimmed">
        {t("scan.hint")}
      </Text>
    </>
  );
}

/** The browser's own, or where it reads no QR codes, one in JavaScript: the page's policy allows no WebAssembly. */
async function detectorOf(): Promise<BarcodeDetector> {
  const own = (globalThis as { BarcodeDetector?: typeof BarcodeDetector }).BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  const Detector = own && formats.includes("qr_code") ? own : (await import("qr/decode.js")).BarcodeDetector;
  return new Detector({ formats: ["qr_code"] });
}
