import { type KeyInput, launch, type Page } from 'puppeteer-core'
import type { Driver, Engine, Place } from './driver.ts'

/** Firefox over WebDriver BiDi. */
export async function openFirefox(executablePath: string): Promise<Engine> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // As much as a school's laptop shows; puppeteer's own 800 × 600 is nobody's.
    defaultViewport: { width: 1280, height: 800 },
    // Nothing is asked of anybody but the server under test.
    extraPrefsFirefox: { 'intl.accept_languages': 'en-GB', 'network.captive-portal-service.enabled': false },
  })
  return {
    version: await browser.version(),
    async open() {
      const context = await browser.createBrowserContext()
      // A tab behind another one draws nothing.
      return driverOf(await context.newPage({ type: 'window' }))
    },
    close: () => browser.close(),
  }
}

/** Guarantee: the journeys name keys as the DOM does, and so does the client. */
const keyOf = (name: string) => name as KeyInput

function driverOf(page: Page): Driver {
  const complaints: string[] = []
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const stroke = async ([first, ...more]: readonly Place[]) => {
    if (first === undefined) return
    await page.mouse.move(...first)
    await page.mouse.down()
    for (const place of more) await page.mouse.move(...place, { steps: 4 })
    if (more.length === 0) await new Promise((done) => setTimeout(done, 90))
    await page.mouse.up()
  }
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: (expression) => page.evaluate(expression),
    type: (text) => page.keyboard.type(text, { delay: 10 }),
    async press(chord) {
      const keys = chord.split('+').map(keyOf)
      for (const key of keys) await page.keyboard.down(key)
      for (const key of keys.toReversed()) await page.keyboard.up(key)
    },
    stroke,
    complaints: async () => complaints,
  }
}
