import { defineConfig } from '@playwright/test'
import { findChromium } from './test/helpers/tools.mjs'

const chromium = findChromium()

/** A browser that asks nobody and nothing but the server under test. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]

/** The built product in a browser: `npm run build` first. Each worker starts a server of its own with the demonstration. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'node_modules/.cache/preau/e2e',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // A second try on a noisy machine; `npm test` names what needed one.
  retries: 1,
  forbidOnly: process.env.CI === 'true',
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: chromiumArguments,
    },
  },
})
