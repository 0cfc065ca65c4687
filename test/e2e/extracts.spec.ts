import { expectNoBarrierInAnyLight } from './barriers.ts'
import { menuOf, openChat, say } from './chat-page.ts'
import { expect, freshPage, riversProject, saved, teachers, test, textOf, typeAtEnd } from './fixtures.ts'

test('a teacher keeps what pupils made, from a page and from the chat; it stays when the page is another, and a pupil reads their own', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix] = [await enter(teachers.claire), await enterPupil('Alix M.')]
  const address = await freshPage(claire, server.origin, 'A page to keep something of')
  const project = await riversProject(claire)
  await Promise.all([alix, claire].map((page) => page.goto(address)))
  await typeAtEnd(alix, 'The otter sleeps on the ice.')
  await expect(saved(alix)).toBeVisible()
  await expect(claire.getByText('The otter sleeps on the ice.')).toBeVisible()

  // Nothing is selected yet.
  const tool = claire.getByRole('button', { name: 'Keep the selection' })
  await textOf(claire).click()
  await claire.keyboard.press('Control+End')
  await tool.click()
  await expect(claire.getByText('Select the words or the picture first.')).toBeVisible()
  await textOf(claire).click()
  await claire.keyboard.press('Control+End')
  await claire.keyboard.press('Shift+Home')
  await expect.poll(() => claire.evaluate(() => getSelection()?.toString())).toBe('The otter sleeps on the ice.')
  await claire.keyboard.press('Control+Shift+E')
  await expect(claire.getByText('Kept as an extract.')).toBeVisible()

  // The words go; what was kept stays.
  await textOf(alix).click()
  await alix.keyboard.press('Control+End')
  await alix.keyboard.press('Shift+Home')
  await alix.keyboard.press('Backspace')
  await expect(claire.getByText('The otter sleeps on the ice.')).toHaveCount(0)

  for (const page of [alix, claire]) await openChat(page)
  await say(alix, 'We saw the otter!')
  const menu = await menuOf(claire, 'We saw the otter!')
  await menu.getByRole('menuitem', { name: 'Keep as an extract' }).click()
  await claire.getByRole('button', { name: 'Show extracts' }).first().click()

  const lines = claire.getByRole('main').getByRole('listitem')
  await expect(lines.filter({ hasText: 'We saw the otter!' })).toContainText('Alix M.')
  const passage = lines.filter({ hasText: 'The otter sleeps on the ice.' })
  await expect(passage).toContainText('A page to keep something of')
  await expectNoBarrierInAnyLight(claire, 'the screen of extracts')
  await passage.getByRole('button', { name: 'Read it all' }).click()
  const whole = claire.getByRole('dialog', { name: 'A page to keep something of' })
  await expect(whole).toContainText('The otter sleeps on the ice.')
  await expectNoBarrierInAnyLight(claire, 'an extract')
  await claire.keyboard.press('Escape')

  await alix.goto(`${server.origin}/p/${project}/extracts`)
  const own = alix.getByRole('main').getByRole('listitem')
  await expect(own.filter({ hasText: 'The otter sleeps on the ice.' })).toBeVisible()
  // What a teacher took is not a pupil's to remove.
  await expect(own.getByRole('button', { name: 'Remove extract' })).toHaveCount(0)

  await passage.getByRole('button', { name: 'Remove extract' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Remove extract' }).click()
  await expect(passage).toHaveCount(0)
})
