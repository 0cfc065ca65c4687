import type { Page } from '@playwright/test'
import { demoPupil, expect, test, textOf } from './fixtures.ts'

/** From the card to the first saved sentence (product.md section 1). */
const withinSeconds = 45

async function savedAfter(page: Page, sentence: string, startedAt: number, how: string) {
  await expect(textOf(page)).toContainText(sentence)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`first saved sentence ${how}: ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(withinSeconds)
}

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: RegExp) {
  for (let presses = 0; presses < 40; presses++) {
    const focused = await page.evaluate(() => {
      const { activeElement } = document
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
    })
    if (name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${name}`)
}

// As most devices are: what glides is seen to glide.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a pupil gets from the link of the card to the first saved sentence by keyboard alone', async ({ browserOf }) => {
  const page = await (await browserOf()).newPage()
  const startedAt = performance.now()
  await page.goto(`/join#${demoPupil('Mathis B.').card.secret}`)
  await expect(page.getByRole('heading', { name: 'Are you Mathis B.?' })).toBeVisible()
  await tabTo(page, /Yes, that’s me/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Choose your shape' })).toBeVisible()
  await tabTo(page, /^Go in$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Hello, Mathis!' })).toBeVisible()
  await tabTo(page, /^Write on “/)
  await page.keyboard.press('Enter')
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.type('Le Rhône prend sa source en Suisse.')
  await savedAfter(page, 'Le Rhône prend sa source en Suisse.', startedAt, 'by keyboard')
})

test('a pupil gets from the door to the first saved sentence by touch, with the code', async ({ browserOf }) => {
  const context = await browserOf({ hasTouch: true, viewport: { width: 820, height: 1180 } })
  const page = await context.newPage()
  const startedAt = performance.now()
  await page.goto('/')
  await page.getByRole('link', { name: /I have a card/ }).tap()
  await page.getByRole('textbox', { name: 'Code on your card' }).tap()
  await page.keyboard.type(demoPupil('Mila D.').card.code)
  await page.getByRole('button', { name: 'Go in' }).tap()
  await page.getByRole('button', { name: 'Yes, that’s me' }).tap()
  await page.getByText('Hexagon', { exact: true }).tap()
  await page.getByRole('button', { name: 'Go in' }).tap()
  await page.getByRole('link', { name: /^Write on “/ }).tap()
  await expect(textOf(page)).toBeEditable()
  await textOf(page).tap()
  await page.keyboard.type('Die Rhône beginnt an einem Gletscher.')
  await savedAfter(page, 'Die Rhône beginnt an einem Gletscher.', startedAt, 'by touch')
})

test('a card that is unknown is said to be so, in French to a French browser', async ({ browserOf, watch }) => {
  watch.allow(/status of 401/)
  const page = await (await browserOf({ locale: 'fr-FR' })).newPage()
  await page.goto('/join')
  await page.getByRole('textbox').first().fill('AAAA-AAAA')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText(/carte/i)
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
})
