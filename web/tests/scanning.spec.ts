/** A ticket before the camera of who stands at the door, and a browser that keeps the camera to itself. */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { encode } from "uqr";
import { announce, arrive, call, expectAccessible, join, read } from "./people";
import { expect, test } from "./test";

const FILM = path(tmpdir(), "seance-camera.y4m");

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const camera = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${FILM}`];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...camera] });
  },
});

/** What the camera sees: a QR code in grey, a second of it (YUV4MPEG2, 4:2:0). */
function show(text: string): void {
  const [width, height, scale] = [640, 480, 12];
  const { data, size } = encode(text, { border: 4 });
  const [left, top] = [(width - size * scale) >> 1, (height - size * scale) >> 1];
  const luma = Buffer.alloc(width * height, 235);
  for (let y = 0; y < size * scale; y++)
    for (let x = 0; x < size * scale; x++)
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)]) luma[(y + top) * width + x + left] = 16;
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(FILM, Buffer.concat([head, ...Array<Buffer>(10).fill(frame)]));
}

test("M34: a ticket is read by the camera; without one, it is said and the code is typed", async ({ browser }) => {
  const [anna, boris] = await Promise.all([join("Anna"), join("Boris")]);
  const starts_at = new Date(Date.now() + 3_600_000).toISOString();
  const event = await announce(anna, { approval: "automatic", starts_at });
  await call(boris, "POST", `/events/${event.id}/bookings`);
  const { ticket } = await read<{ ticket: { code: string } }>(boris, `/events/${event.id}/bookings/me`);
  show(ticket.code.replace("-", ""));

  const page = await arrive(browser, anna, { permissions: ["camera"], viewport: { width: 360, height: 740 } });
  await page.goto(`/events/${event.id}/door`);
  await page.getByRole("button", { name: "Scan tickets" }).click();
  await expect(page.getByText("Boris is here")).toBeVisible();
  await expect(page.getByRole("button", { name: "Boris came" })).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close the camera" }).click();
  await expect(page.locator("video")).toHaveCount(0);

  const refused = await arrive(browser, anna);
  await refused.goto(`/events/${event.id}/door`);
  await refused.getByRole("button", { name: "Scan tickets" }).click();
  await expect(refused.getByText(/doesn't let Seance use the camera/)).toBeVisible();
});
