import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, freshPage, teachers, test, textOf, wordsOf } from './fixtures.ts'

test('a teacher takes words of a page away for good: gone at once for the pupil who has it open, kept for teachers', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix] = [await enter(teachers.claire), await enterPupil('Alix M.')]
  const address = await freshPage(claire, server.origin, 'A page with too much in it')
  await Promise.all([alix, claire].map((page) => page.goto(address)))
  await textOf(alix).click()
  await alix.keyboard.press('Control+End')
  await alix.keyboard.type('Call me at zero six. The river is long.')
  await expect(claire.getByText('The river is long.')).toBeVisible()
  await expect(alix.getByText('Saved', { exact: true })).toBeVisible()
  await expect(alix.getByRole('button', { name: 'Remove for good' })).toHaveCount(0)

  const tool = claire.getByRole('button', { name: 'Remove for good' })
  const choose = async (name: string) => {
    await tool.click()
    await claire.getByRole('menuitem', { name }).click()
  }
  await choose('Remove what is selected for good')
  await expect(claire.getByText('Select the words or the picture first.')).toBeVisible()

  await textOf(claire).click()
  await claire.keyboard.press('Control+End')
  await claire.keyboard.press('Home')
  for (let letter = 0; letter < 'Call me at zero six. '.length; letter++)
    await claire.keyboard.press('Shift+ArrowRight')
  await choose('Remove what is selected for good')
  const dialog = claire.getByRole('dialog', { name: 'Remove this for good?' })
  await expect(dialog).toContainText('Call me at zero six.')
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('A telephone number')
  await expectNoBarrierInAnyLight(claire, 'the dialog that removes for good')
  await dialog.getByRole('button', { name: 'Remove for good' }).click()
  await expect(claire.getByText('Removed for good, from all versions too.')).toBeVisible()
  for (const page of [alix, claire]) await expect.poll(() => wordsOf(page)).toBe('The river is long.')

  await textOf(alix).click()
  await alix.keyboard.press('Control+End')
  await alix.keyboard.type(' So is this.')
  await expect.poll(() => wordsOf(claire)).toBe('The river is long. So is this.')

  await choose('Show what was removed')
  const list = claire.getByRole('dialog', { name: 'Removed for good' })
  await expect(list.getByRole('listitem')).toContainText(['Call me at zero six.'])
  await expect(list.getByRole('listitem')).toContainText(['Written by Alix M.'])
  await expect(list.getByRole('listitem')).toContainText(['Reason: A telephone number'])
  await expectNoBarrierInAnyLight(claire, 'the list of what was removed')
})
