import type { Page } from '@playwright/test'
import { demoPassword } from '#server/demo/content/schools.ts'
import { expect, test } from './fixtures.ts'

const du = /\b(?:du|dir|dich|dein\w*)\b/
const sie = /\b(?:Sie|Ihnen|Ihr\w*)\b/

/** In one's own settings, from English, with a mouse that is held as long as people hold it. */
async function switchToGerman(page: Page) {
  await page.goto('/me')
  await page.getByRole('main').getByRole('button', { name: 'English Language' }).click({ delay: 100 })
  await page.getByRole('option', { name: 'Deutsch' }).click({ delay: 100 })
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
}

const words = (page: Page) => page.locator('main').innerText()

/** No sentence but what its key is called: the sign of words that did not come. */
const keys =
  /\b(?:app|auth|boards|chat|common|document|documents|editor|errors|files|forum|me|projects|today|ui)\.[a-z]\w+/

test('a pupil and a teacher switch to German: one reads du, the other Sie', async ({ enter, enterPupil, server }) => {
  const pupil = await enterPupil('Yasmine H.')
  await switchToGerman(pupil)
  await expect.poll(() => words(pupil)).toMatch(du)
  expect(await words(pupil)).not.toMatch(sie)
  await expect(pupil.getByText('Deine Lehrkräfte können lesen, was du hier schreibst.')).toBeVisible()

  const teacher = await enter({ email: 'mareike@demo.school', password: demoPassword })
  await switchToGerman(teacher)
  await expect.poll(() => words(teacher)).toMatch(sie)
  expect(await words(teacher)).not.toMatch(du)

  await test.step('on any device, with the words of the screen alone and none missing', async () => {
    const elsewhere = await enterPupil('Yasmine H.')
    const asked = new Set<string>()
    elsewhere.on('request', (request) => void (/\/words-de-/.test(request.url()) && asked.add(request.url())))
    await elsewhere.goto(`${server.origin}/`)
    await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'de')
    await elsewhere.getByRole('link', { name: 'Unsere Seiten' }).click({ delay: 100 })
    await expect(elsewhere.getByRole('heading', { level: 1, name: 'Unsere Seiten' })).toBeVisible()
    expect(await elsewhere.locator('body').innerText()).not.toMatch(keys)
    expect(asked.size).toBeGreaterThan(1)
    const brought = await Promise.all([...asked].map(async (url) => (await elsewhere.request.get(url)).text()))
    expect(brought.join('\n')).not.toMatch(/"(?:schools|classrooms|invitations)\./)
  })
})
