import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'

/*
 * A teacher whose school is in a list, by the keyboard too. The demonstration is no country with an office: what the server
 * would say there is said here, and test/server/registration.test.ts has it from the server. Who brings a school, and what follows:
 * programme.spec.ts.
 */

const school = {
  id: '0b9ec9b4-3a39-4f0c-9f5b-3a4c5a0a1d11',
  name: 'Collège Évariste Galois',
  town: 'Bourg-la-Reine',
  countryCode: 'FR',
  nationalCode: '0140011L',
  region: 'Versailles',
}

async function inCountryWithOffice(page: Page) {
  const asked: unknown[] = []
  await page.route('**/api/register', async (route) => {
    if (route.request().method() === 'GET')
      return route.fulfill({ json: { sendsMail: true, countries: [{ countryCode: 'FR', office: 'Bureau' }] } })
    asked.push(route.request().postDataJSON())
    return route.fulfill({ status: 204 })
  })
  await page.route('**/api/schools?**', (route) => route.fulfill({ json: { schools: [school] } }))
  return asked
}

/** A look at each step in all sizes and lights takes its time. */
test.beforeEach(() => test.slow())

test('a teacher finds their school, says who they are, and is sent to their mailbox', async ({ page, server }) => {
  const asked = await inCountryWithOffice(page)
  await page.goto(`${server.origin}/register`)
  await page.getByLabel(/Name and town/).fill('galois bourg')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 school', { exact: true })).toBeVisible()
  await expectNoBarrierInAnySight(page, 'sign-up')
  await page.getByRole('button', { name: `This one ${school.name}, ${school.town}` }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'You' })).toBeVisible()
  await page.getByLabel('Your name').fill('Léa Martin')
  await page.getByLabel('E-mail').fill('lea@ac.test')
  await page.getByRole('radio', { name: 'Librarian' }).check({ force: true })
  await expectNoBarrierInAnySight(page, 'sign-up')
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await expect(page.getByText('A letter to lea@ac.test is on its way.')).toBeVisible()
  const said = { displayName: 'Léa Martin', email: 'lea@ac.test', post: 'librarian', locale: 'en' }
  expect(asked).toEqual([{ ...said, school: { id: school.id } }])
})
