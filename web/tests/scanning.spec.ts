/** A ticket before the camera of who stands at the door, and a browser that keeps the camera to itself. */
import { encode } from "uqr";
import type { Page as Window } from "@playwright/test";
import { announce, arrive, call, expectAccessible, join, read } from "./people";
import { expect, test } from "./test";

/** A camera that sees a QR code: the browser of the tests has none, nor a fake one. */
const show = (page: Window, text: string): Promise<unknown> =>
  page.addInitScript(
    ({ data, size }) => {
      const seen = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
      const draw = () => {
        const brush = seen.getContext("2d");
        if (!brush) return;
        brush.fillStyle = "#fff";
        brush.fillRect(0, 0, 640, 480);
        brush.fillStyle = "#000";
        for (const [y, row] of data.entries())
          for (const [x, dark] of row.entries())
            if (dark) brush.fillRect(320 - size * 6 + x * 12, 240 - size * 6 + y * 12, 12, 12);
      };
      setInterval(draw, 100);
      navigator.mediaDevices.getUserMedia = () => Promise.resolve(seen.captureStream(10));
    },
    encode(text, { border: 4 }),
  );

const refuse = (page: Window): Promise<unknown> =>
  page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });

test("M34: a ticket is read by the camera; without one, it is said and the code is typed", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const starts_at = new Date(Date.now() + 3_600_000).toISOString();
  const event = await announce(anna, { approval: "automatic", starts_at });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const { ticket } = await read<{ ticket: { code: string } }>(boris, `/events/${event.id}/bookings/me`);

  const page = await arrive(browser, anna, { viewport: { width: 360, height: 740 } });
  await show(page, ticket.code.replace("-", ""));
  await page.goto(`/events/${event.id}/door`);
  await page.getByRole("button", { name: "Scan tickets" }).click();
  await expect(page.getByText("Boris is here")).toBeVisible();
  await expect(page.getByRole("button", { name: "Boris came" })).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close the camera" }).click();
  await expect(page.locator("video")).toHaveCount(0);

  const refused = await arrive(browser, anna);
  await refuse(refused);
  await refused.goto(`/events/${event.id}/door`);
  await refused.getByRole("button", { name: "Scan tickets" }).click();
  await expect(refused.getByText(/doesn't let Seance use the camera/)).toBeVisible();
});
