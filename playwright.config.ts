import { defineConfig } from '@playwright/test'
import { findChromium, findChromiumShell } from './test/helpers/tools.mjs'

const chromium = findChromium()
const shell = findChromiumShell() ?? chromium

/** Stories of what the browser does around the page: its first start, what it keeps, what it takes from and gives to the disk. */
const wholeBrowser = ['**/{first-sentence,offline-start,chat-attachments}.spec.ts']

/** Of the long run alone, `EVERY_SIGHT=true`: at no other time are its stories there to be told, or skipped. */
const longRun = process.env.EVERY_SIGHT === 'true' ? [] : ['**/accessible-layers.spec.ts']

/** A browser that asks nobody and nothing but the server under test. */
const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, and nobody who has to allow it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

/**
 * Chromium draws its own toolbar with pages of its own, a process more for each window, and nobody sees it. The last list
 * of features counts: the first ones are Playwright's.
 */
const withoutFeatures = [
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...[
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
  ],
  ...['NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  ...['ThirdPartyStoragePartitioning', 'InitialWebUI', 'WebUIReloadButton', 'WebUIToolbar', 'WebUILocationBar'],
  ...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup'],
]

const launched = (executablePath: string | null) => ({
  ...(executablePath === null ? {} : { executablePath }),
  args: [...chromiumArguments, `--disable-features=${withoutFeatures.join(',')}`],
})

/** The built product in a browser: `npm run build` first. Each worker starts a server of its own with the demonstration. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'node_modules/.cache/preau/e2e',
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // The second try is for its trace: a test that needs it fails `npm test`, unless second-tries.mjs lists it with a reason.
  retries: 1,
  forbidOnly: process.env.CI === 'true',
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // A trace of each test would cost as much as the test.
    trace: { mode: 'on-first-retry', screenshots: false },
    // Nobody waits for what glides, but in the stories that ask for it.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'shell', testIgnore: [...wholeBrowser, ...longRun], use: { launchOptions: launched(shell) } },
    { name: 'browser', testMatch: wholeBrowser, use: { launchOptions: launched(chromium) } },
  ],
})
