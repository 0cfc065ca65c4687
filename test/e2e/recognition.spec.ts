import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { test } from './with-office.ts'

/* Recognition: what a school lacks for its label, and the campaigns of an office. */

test('a school sees what it lacks for the label, and an office plans a campaign', async ({ enter }) => {
  test.slow()
  const { password } = teachers.claire
  const [claire, lea] = [await enter(teachers.claire), await enter({ email: 'lea@demo.school', password })]

  await claire.goto('/school')
  await claire.getByRole('tab', { name: 'School label' }).click()
  await expect(
    claire.getByRole('heading', { name: 'The head or a member of the management is registered' }),
  ).toBeVisible()
  await expect(claire.getByText(/of 4 conditions are met/)).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'the conditions of the school label')

  await lea.goto('/office/radar')
  await expect(lea.getByText(/registered school/)).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'the radar of an office')

  await lea.goto('/office/campaigns')
  await lea.getByRole('button', { name: 'Plan a campaign' }).click()
  const dialog = lea.getByRole('dialog')
  await dialog.getByRole('button', { name: /Rules/ }).click()
  await lea.getByRole('option', { name: 'School Label, 2017' }).click()
  await dialog.getByLabel('Opens').fill('2026-01-05T08:00')
  await dialog.getByLabel('Ends').fill('2099-03-01T18:00')
  await dialog.getByLabel('Decided by').fill('2099-05-01T18:00')
  await dialog.getByRole('button', { name: 'Plan it' }).click()
  await expect(lea.getByRole('table', { name: 'Campaigns' }).getByText('planned')).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'the campaigns of an office')
})
