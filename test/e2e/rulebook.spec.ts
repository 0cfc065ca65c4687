import type { Page } from '@playwright/test'
import { allowRefusedAnswers, expect, teachers } from './fixtures.ts'
import { tabTo } from './keys.ts'
import { expectNoBarrierInAnySight, expectNoBarrierInLayer } from './sights.ts'
import { testWith } from './with-office.ts'

/* Rules are copied, changed with who would be eligible beside them, and stay as they are once a campaign goes by them. */

const test = testWith(`
  insert into mandates (user_id, office_id, post, from_date, created_at)
  select c.user_id, o.school_id, 'director', '2020-01-01', now()
  from offices o, credentials c where c.email = 'claire@demo.school' and o.country_code = 'FR'`)

const eligible = (page: Page) => page.getByRole('complementary', { name: 'Who would be eligible today' })
const found = (page: Page) => eligible(page).getByRole('status')
const staff = (page: Page) => page.getByRole('group', { name: 'So many of the staff are registered' })

async function copy(page: Page) {
  await page.goto('/office/campaigns')
  await page.getByRole('link', { name: 'Look at them: School Label, 2017' }).click()
  await expect(page.getByText('These rules come with Préau', { exact: false })).toBeVisible()
  await expect(staff(page).getByRole('textbox', { name: 'At least' })).toBeDisabled()
  await expectNoBarrierInAnySight(page, 'rules that come with Préau')
  await page.getByRole('button', { name: 'Copy: School Label, 2017' }).press('Enter')
  await page.getByRole('textbox', { name: 'Name of your version' }).fill('France, our own')
  await expectNoBarrierInLayer(page, 'copying rules', '[role="dialog"]')
  await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: /France, our own/ })).toBeVisible()
}

test('rules are copied, changed beside their preview, saved by one of two, and locked by a campaign', async ({
  enter,
  watch,
}) => {
  test.slow()
  allowRefusedAnswers(watch)
  const [claire, lea] = [
    await enter(teachers.claire),
    await enter({ email: 'lea@demo.school', password: teachers.claire.password }),
  ]
  await copy(claire)
  await expectNoBarrierInAnySight(claire, 'rules that are written')
  await lea.goto(claire.url())
  await expect(found(lea)).toHaveText(/of \d+ registered/)

  // All conditions but one go: what is left is met by who has so many staff.
  for (;;) {
    const others = claire.getByRole('button', { name: /^Remove: (The school|The head)/ })
    if ((await others.count()) === 0) break
    await others.first().click()
  }
  const least = staff(claire).getByRole('textbox', { name: 'At least' })
  await least.fill('1')
  await least.press('Tab')
  await expect(found(claire)).toHaveText(/^[1-9]\d* schools? of \d+ registered/)
  await expect(eligible(claire).getByRole('listitem').first()).toBeVisible()
  await least.fill('100')
  await least.press('Tab')
  await expect(found(claire)).toHaveText(/^0 schools of \d+ registered/)

  const shortName = staff(claire).getByRole('textbox', { name: 'Short name' })
  const before = await shortName.inputValue()
  await shortName.fill('Not So')
  await expect(staff(claire).getByText('A short name begins with a letter', { exact: false })).toBeVisible()
  await expect(shortName).toBeFocused()
  await shortName.fill(before)
  await expect(staff(claire).getByText('A short name begins with a letter', { exact: false })).toHaveCount(0)
  await tabTo(claire, claire.getByRole('button', { name: 'Save', exact: true }), 'Tab', 400)
  await claire.keyboard.press('Enter')
  await expect(claire.getByText('Saved.', { exact: true })).toBeVisible()

  await lea.getByRole('textbox', { name: 'Source' }).fill('The office of France')
  await lea.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(lea.getByText('Somebody else has changed this')).toBeVisible()
  await expect(lea.getByText('Conditions: So many of the staff are registered')).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'rules that somebody else saved')
  await lea.getByRole('button', { name: 'Take their version' }).click()
  await expect(lea.getByRole('textbox', { name: 'Source' })).not.toHaveValue('The office of France')

  await claire.goto('/office/campaigns')
  await claire.getByRole('button', { name: 'Plan a campaign' }).click()
  const dialog = claire.getByRole('dialog')
  await dialog.getByRole('button', { name: /Rules/ }).click()
  await claire.getByRole('option', { name: 'School Label, France, our own' }).click()
  await dialog.getByLabel('Opens').fill('2026-01-05T08:00')
  await dialog.getByLabel('Ends').fill('2099-03-01T18:00')
  await dialog.getByLabel('Decided by').fill('2099-05-01T18:00')
  await dialog.getByRole('button', { name: 'Plan it' }).click()
  await claire.getByRole('button', { name: /^Open it: School Label/ }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Open it' }).click()
  await expect(claire.getByText('Opened.')).toBeVisible()
  await lea.reload()
  await expect(lea.getByText('A campaign goes by these rules', { exact: false })).toBeVisible()
  await expect(lea.getByRole('button', { name: 'Copy: School Label, France, our own' })).toBeVisible()
  await expect(lea.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
})
