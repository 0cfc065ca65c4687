import type { Page } from '@playwright/test'
import { allRead } from '#test/helpers/directory.ts'
import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { test } from './with-office.ts'

/* Two teachers become contacts and write to each other; one reports what was written, and the office reads that and no more. */

const profile = { subjects: ['music'], ages: null, languages: [], interests: 'fleuves', about: '' }
const visible = { ...allRead, interests: 'contacts' }

/** Stories of one server share its people: whoever is listed no more hides nothing from the next story either. */
async function list(page: Page, isListed: boolean) {
  await page.goto('/')
  const { origin } = new URL(page.url())
  const data = { ...profile, visible: isListed ? visible : allRead, isListed }
  expect((await page.request.put('/api/me/profile', { data, headers: { Origin: origin } })).status()).toBe(200)
}

async function write(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Your message' }).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('log').getByText(text)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Your message' })).toHaveValue('')
}

test('a teacher asks another with a letter, they write, and what is reported reaches the office', async ({ enter }) => {
  test.slow()
  const { password } = teachers.claire
  const [claire, nadia, lea] = [
    await enter(teachers.claire),
    await enter({ email: 'nadia@demo.school', password }),
    await enter({ email: 'lea@demo.school', password }),
  ]
  await list(claire, true)

  await nadia.goto('/network')
  await nadia.getByRole('button', { name: 'Add as contact: Claire Fontaine' }).click()
  await nadia.getByRole('textbox', { name: /^A few words/ }).fill('Un club de robotique cherche une rivière.')
  await nadia.getByRole('button', { name: 'Send the request' }).click()
  await expect(nadia.getByText('Asked', { exact: true })).toBeVisible()

  await claire.goto('/notices')
  await claire.getByRole('link', { name: /Nadia Benali would like to be your contact/ }).click()
  await expect(claire.getByText('Un club de robotique cherche une rivière.')).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'contacts')
  await claire.getByRole('button', { name: 'Accept Nadia Benali' }).click()
  await claire.getByRole('link', { name: 'Nadia Benali' }).click()
  await write(claire, 'Le Rhône vous attend.')

  await nadia.goto('/network/contacts')
  await nadia.getByRole('link', { name: 'Claire Fontaine' }).click()
  await expect(nadia.getByRole('log').getByText('Le Rhône vous attend.')).toBeVisible()
  await write(nadia, 'Donnez-moi les noms de vos élèves.')

  await claire.reload()
  await expect(claire.getByRole('log').getByText('Donnez-moi les noms de vos élèves.')).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'a conversation')
  await claire
    .getByRole('button', { name: /^Report: Nadia Benali/ })
    .last()
    .click()
  await claire.getByText('It gives away something private').click()
  await claire.getByRole('button', { name: 'Send the report' }).click()
  await expect(claire.getByText('The office has it now.', { exact: false })).toBeVisible()

  await lea.goto('/office')
  await lea.getByRole('link', { name: /Nadia Benali.*Reported message/ }).click()
  const reported = lea.getByRole('article').filter({ hasText: 'Reported' })
  await expect(reported).toContainText('Donnez-moi les noms de vos élèves.')
  await expect(lea.getByRole('article')).toHaveCount(3)
  await expectNoBarrierInAnySight(lea, 'a reported message')
  await lea.getByRole('button', { name: 'Settle' }).click()
  await expect(lea.getByText('Settled', { exact: true })).toBeVisible()
  await list(claire, false)
})
