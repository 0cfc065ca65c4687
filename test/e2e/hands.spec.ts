import { expect, freshPage, teachers, test } from './fixtures.ts'

test('a hand goes up in the middle of a page, a teacher sees it at once wherever she is, and answers it', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix, anna] = [await enter(teachers.claire), await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  const address = await freshPage(claire, server.origin, 'A page with questions')
  await Promise.all([claire, alix, anna].map((page) => page.goto(address)))
  const own = (page: typeof alix) => page.getByRole('button', { name: /^Hands: yours|^Hands: you/ })
  const all = claire.getByRole('button', { name: /^Hands:/ })
  await expect(all).toHaveAccessibleName(/^Hands: (no hand is up|\d+ hands? (is|are) up)$/)
  // What the demonstration says is answered first.
  await all.click()
  const dialog = claire.getByRole('dialog', { name: 'Hands' })
  const answered = dialog.getByRole('button', { name: /^Answered/ })
  await expect(dialog.getByRole('list').or(dialog.getByText('No hand is up.')).first()).toBeAttached()
  for (let left = await answered.count(); left > 0; left -= 1) {
    await answered.first().click()
    await expect(answered).toHaveCount(left - 1)
  }
  await expect(dialog.getByText('No hand is up.')).toBeVisible()

  await test.step('by keyboard, without leaving the page', async () => {
    await own(alix).focus()
    await alix.keyboard.press('Enter')
    await alix.getByRole('button', { name: 'Raise my hand' }).click({ delay: 100 })
    await expect(alix.getByText('Your hand is up. You are next.')).toBeVisible()
    await alix.keyboard.press('Escape')
    await expect(own(alix)).toBeFocused()
    await expect(own(alix)).toHaveAccessibleName('Hands: yours is up')
  })
  await expect(dialog.getByRole('listitem')).toContainText(['Alix M.'])
  await own(anna).click({ delay: 100 })
  await anna.getByRole('button', { name: 'I am lost' }).click({ delay: 100 })
  await expect(anna.getByText(/Your teachers know that you are lost\. 1 is before you\./)).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await expect(dialog.getByText('Lost', { exact: true })).toBeVisible()
  // No other pupil hears of it.
  await expect(own(alix)).toHaveAccessibleName('Hands: yours is up')

  await dialog.getByRole('button', { name: 'Answered Alix M.' }).click({ delay: 100 })
  await expect(own(alix)).toHaveAccessibleName('Hands: yours is down')
  await expect(anna.getByText(/You are next\./)).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await expect(dialog.getByRole('button', { name: /^Answered/ })).toBeFocused()
  await claire.keyboard.press('Escape')
  await expect(all).toBeFocused()
  await expect(all).toHaveAccessibleName('Hands: 1 hand is up')
  await anna.getByRole('button', { name: 'Take it down' }).click({ delay: 100 })
  await expect(all).toHaveAccessibleName('Hands: no hand is up')
})
