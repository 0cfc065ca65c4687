import { expectNoBarrier } from './barriers.ts'
import { card, column, freshBoard } from './boards.ts'
import { expect, teachers, test } from './fixtures.ts'

test('a version of a wall is named, its changes are seen and listed, and it comes back for the class', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const objects = [column('aaaa', 'Seen', 'a0'), card('car1', 'A heron', { parent: 's.aaaa' })]
  const address = await freshBoard(claire, server.origin, { kind: 'wall', title: 'Birds', objects })
  await Promise.all([claire.goto(address), alix.goto(address)])
  await claire.getByRole('button', { name: 'Save, print, bring in' }).click()
  await claire.getByRole('menuitem', { name: 'Versions' }).click()
  await claire.getByRole('button', { name: 'Name a version' }).click()
  await claire.getByRole('textbox', { name: 'Name of this version' }).fill('Before the walk')
  await claire.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(claire.getByRole('button', { name: /Before the walk/ })).toBeVisible()

  await alix.getByRole('button', { name: 'Add a card' }).first().click()
  await alix.getByRole('textbox', { name: 'Text', exact: true }).fill('A frog')
  await alix.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(alix.getByText('Saved', { exact: true })).toBeVisible()

  await claire.reload()
  const changes = claire.getByRole('region', { name: 'What changed' })
  await expect(changes.getByRole('button', { name: /Added: Card “A frog”/ })).toContainText('Alix')
  await changes.getByRole('button', { name: /A frog/ }).press('Enter')
  await expect(claire.locator('svg [data-pointed]')).toHaveCount(1)
  await expectNoBarrier(claire, 'the versions of a wall')

  await claire.getByRole('button', { name: /Before the walk/ }).click()
  await claire.getByRole('button', { name: 'Restore this version' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Restore this version' }).click()
  await expect(alix.getByRole('article', { name: 'Card “A frog”' })).toHaveCount(0)
  await expect(alix.getByRole('article', { name: 'Card “A heron”' })).toBeVisible()
})
