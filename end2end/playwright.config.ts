import { defineConfig } from "@playwright/test";

// Chromium comes from the system's package manager: see `prepare`.
export const browserArguments = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // A plain-http name as a school has one.
  "--host-resolver-rules=MAP school.example 127.0.0.1",
];

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  // A busy machine may lose a race against a time-out; what passes only the second time is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: browserArguments },
  },
  projects: [
    { name: "scripts-on" },
    { name: "scripts-off", use: { javaScriptEnabled: false }, testIgnore: /(weight|keyboard|secrets|design-values|styleguide)\.spec\.ts/ },
  ],
});
