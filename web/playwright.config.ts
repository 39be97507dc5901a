import { defineConfig } from "@playwright/test";

// Against a running local cloud: `make up`, then `make browser`; `make test` brings its own up.
export default defineConfig({
  testDir: "tests",
  workers: 2,
  timeout: 400_000,
  retries: 1, // on shared cores something is slow once
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    actionTimeout: 60_000,
    baseURL: process.env.SEANCE_URL ?? "http://127.0.0.1:8080",
    locale: "en-US",
    timezoneId: "Europe/Moscow",
    trace: "on-first-retry",
    // Its requests would pass by what tests answer; the walk without a connection has one.
    serviceWorkers: "block",
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
