import { defineConfig } from "@playwright/test";

// Against a running local cloud: `make up`, then `make browser`. One person at a time per window,
// so one worker; the machine's own Chromium.
export default defineConfig({
  testDir: "tests",
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: process.env.SEANCE_URL ?? "http://127.0.0.1:8080",
    locale: "en-US",
    timezoneId: "Europe/Moscow",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  outputDir: "../.local/browser",
});
