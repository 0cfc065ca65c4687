import { defineConfig } from '@playwright/test'

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** The built product in a real browser. Each test file starts its own server. */
export default defineConfig({
  testDir: './test/e2e',
  outputDir: './test-results',
  workers: 1,
  timeout: 90_000,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
