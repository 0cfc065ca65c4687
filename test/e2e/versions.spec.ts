import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, freshPage, teachers, test, textOf, wordsOf } from './fixtures.ts'

test('a version is named, read and restored, and the restored page arrives at a pupil who is at work', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const pupil = await enterPupil('Anna S.')
  const address = await freshPage(claire, server.origin, 'To come back to')
  await claire.goto(address)
  await textOf(claire).click()
  await claire.keyboard.type('The first plan.')
  await expect(claire.getByText('Saved', { exact: true })).toBeVisible()

  await claire.getByRole('link', { name: 'Versions' }).click()
  await claire.getByRole('button', { name: 'Name a version' }).click()
  await claire.getByRole('textbox', { name: 'Name of this version' }).fill('Before the visit')
  await claire.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(claire.getByRole('button', { name: /Before the visit/ })).toBeVisible()

  await pupil.goto(address)
  await textOf(pupil).click()
  await pupil.keyboard.press('Control+End')
  await pupil.keyboard.type(' And something wild.')
  await expect(pupil.getByText('Saved', { exact: true })).toBeVisible()

  await claire.getByRole('button', { name: /^Now/ }).click()
  await claire.reload()
  await expect(claire.locator('ins')).toContainText('And something wild.')
  await claire.getByRole('button', { name: /Before the visit/ }).click()
  await claire.getByRole('button', { name: 'Restore this version' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Restore this version' }).click()
  await expect.poll(() => wordsOf(pupil)).toBe('The first plan.')
  await expect.poll(() => wordsOf(claire)).toBe('The first plan.')
  // What was there is kept: it can be read, and brought back in turn.
  await claire.goto(`${address}/versions`)
  await expect(claire.getByRole('navigation', { name: 'Versions, newest first' }).getByRole('listitem')).toHaveCount(3)

  // Who wrote how much: all for the teacher, their own for the pupil.
  await claire.getByRole('button', { name: 'Who wrote how much' }).click({ delay: 100 })
  const all = claire.getByRole('dialog', { name: 'Who wrote how much' })
  await expect(all.getByRole('row', { name: /Claire Fontaine/ })).toContainText('100%')
  // The pupil of the other school by her pseudonym, and her group, of which nobody else wrote.
  await expect(all.getByRole('row').filter({ hasText: '0%20' })).toHaveCount(2)
  await expect(all.getByText('Anna S.')).toHaveCount(0)
  await expectNoBarrierInAnyLight(claire, 'who wrote how much')
  const file = claire.waitForEvent('download')
  await all.getByRole('button', { name: 'Download as a table' }).press('Enter')
  expect((await file).suggestedFilename()).toBe('To come back to.csv')
  await pupil.goto(`${address}/versions`)
  await pupil.getByRole('button', { name: 'Who wrote how much' }).press('Enter')
  const own = pupil.getByRole('dialog', { name: 'Who wrote how much' })
  await expect(own).toContainText('You have typed 20 letters in this page; 0 of them are there now.')
  await expect(own).not.toContainText('Claire')
})

test('a pupil reads versions and cannot restore them', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Read only history')
  const id = address.replace('/page/', '')
  const named = await claire.request.post(`/api/documents/${id}/versions`, {
    headers: { Origin: server.origin },
    data: { name: 'Empty' },
  })
  expect(named.ok()).toBe(true)
  const pupil = await enterPupil('Anna S.')
  await pupil.goto(`${address}/versions`)
  await pupil.getByRole('button', { name: /^Empty/ }).click()
  await expect(pupil.getByRole('button', { name: /^Empty/ })).toHaveAttribute('aria-current', 'true')
  await expect(pupil.getByRole('switch', { name: 'Show what changed' })).toBeVisible()
  await expect(pupil.getByRole('button', { name: 'Restore this version' })).toHaveCount(0)
})
