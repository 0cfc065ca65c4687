import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, freshPage, riversProject, teachers, test, textOf, wordsOf } from './fixtures.ts'

test('what a pupil writes in a page waits for her teacher: let out it is everybody’s, sent back it is written again', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix, anna] = [await enter(teachers.claire), await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  const project = await riversProject(claire)
  const address = await freshPage(claire, server.origin, 'A page that is read first')
  await Promise.all([alix, anna].map((page) => page.goto(address)))
  const write = async (page: typeof alix, text: string) => {
    await textOf(page).click({ delay: 100 })
    // As long as a hand takes: the editor hears of the caret after the key.
    await page.keyboard.press('Control+End', { delay: 100 })
    await page.keyboard.type(text)
  }
  /** The words that are marked as waiting. */
  const waiting = textOf(alix).locator('.waits')
  await write(alix, 'Everybody reads this. ')
  await expect(textOf(anna)).toContainText('Everybody reads this.')

  await test.step('her words wait, and are hers alone', async () => {
    await claire.goto(`/p/${project}/people`)
    await claire.getByRole('button', { name: /^Actions for Alix M\./ }).click({ delay: 100 })
    await claire.getByRole('menuitem', { name: 'Writing rules' }).click({ delay: 100 })
    const rules = claire.getByRole('dialog', { name: 'Writing rules' })
    await rules.getByText('After approval: a teacher reads first').click({ delay: 100 })
    await rules.getByRole('button', { name: 'Set the rule' }).click({ delay: 100 })
    await expect(alix.getByText('Claire Fontaine reads what you write here before the others do.')).toBeVisible()
    await claire.keyboard.press('Escape')
    await write(alix, 'The Rhône rises in a glacier. ')
    await expect(waiting).toHaveText('The Rhône rises in a glacier. ')
    await expect(alix.getByRole('button', { name: 'Saved, waits to be read' })).toBeVisible()
    await textOf(anna).click({ delay: 100 })
    await anna.keyboard.press('Control+End', { delay: 100 })
    for (const text of ['Anna goes on.', 'And on. ']) {
      await anna.keyboard.press('Enter')
      await anna.keyboard.type(text)
    }
    await expect(textOf(alix)).toContainText('And on.')
    await expect(textOf(anna).locator('p')).toHaveText(['Everybody reads this. ', 'Anna goes on.', 'And on. '])
    expect(await wordsOf(anna)).not.toContain('glacier')
    await alix.reload()
    await expect(waiting).toHaveText('The Rhône rises in a glacier. ')
    await expectNoBarrierInAnyLight(alix, 'page with words that wait')
  })

  const line = (words: string) => claire.getByRole('listitem').filter({ hasText: words })
  await test.step('her teacher looks at them in the page, and lets them out', async () => {
    await claire.getByRole('link', { name: /^Desk/ }).click({ delay: 100 })
    const item = line('The Rhône rises in a glacier.')
    await expect(item).toContainText('Alix M.')
    await item.getByRole('button', { name: 'Look in the page' }).click({ delay: 100 })
    const preview = item.getByRole('article', { name: 'The page with what waits' })
    await expect(preview.locator('ins')).toContainText('The Rhône rises in a glacier.')
    await expect(preview).toContainText('Everybody reads this.')
    await expectNoBarrierInAnyLight(claire, 'desk with a page')
    await item.getByRole('button', { name: 'Let it out Alix M.' }).click({ delay: 100 })
    await expect(textOf(anna)).toContainText('The Rhône rises in a glacier.')
    await expect(alix.getByText('A teacher has read your words')).toBeVisible()
    await expect(waiting).toHaveCount(0)
  })

  await test.step('what is sent back comes with the reason, and is written again', async () => {
    await write(alix, 'Who cares.')
    await line('Who cares.').getByRole('button', { name: 'Send it back Alix M.' }).click({ delay: 100 })
    await claire.keyboard.type('Say why it matters')
    await claire.getByRole('button', { name: 'Send it back', exact: true }).click({ delay: 100 })
    const panel = alix.getByRole('region', { name: 'Claire Fontaine sent these words back to you' })
    await expect(panel).toContainText('Say why it matters')
    await expect(panel).toContainText('Who cares.')
    await expect(waiting).toHaveCount(0)
    expect(await wordsOf(alix)).toContain('The Rhône rises in a glacier.')
    await expectNoBarrierInAnyLight(alix, 'page with words that were sent back')
    await textOf(alix).click({ delay: 100 })
    await alix.keyboard.press('Control+End', { delay: 100 })
    await panel.getByRole('button', { name: 'Write it again' }).click({ delay: 100 })
    await expect(panel).toHaveCount(0)
    await expect(waiting).toHaveText('Who cares.')
  })

  await test.step('the page says that words wait; some of it is let out, and the rest goes back', async () => {
    await textOf(alix).click({ delay: 100 })
    await alix.keyboard.press('Control+Home', { delay: 100 })
    await alix.keyboard.type('Rivers: ')
    // Where the caret of another stands in them the words are drawn in pieces.
    await expect.poll(async () => (await waiting.allTextContents()).join('')).toBe('Rivers: Who cares.')
    await claire.goto(address)
    await expect(claire.getByText('Words of one pupil wait for a teacher to read them.')).toBeVisible()
    await claire.getByRole('link', { name: 'Open the desk' }).click({ delay: 100 })
    const item = line('Who cares.')
    await expect(item).toContainText('Rivers:')
    await item.getByRole('button', { name: 'Look in the page' }).click({ delay: 100 })
    await expect(item.getByRole('article', { name: 'The page with what waits' }).locator('ins').last()).toBeVisible()
    await item.getByRole('button', { name: 'Only some of it Alix M.' }).click({ delay: 100 })
    await item.getByRole('checkbox', { name: /Who cares\./ }).focus()
    await claire.keyboard.press('Space')
    await item.getByRole('textbox', { name: /^Why not the rest/ }).fill('This is not kind')
    await item.getByRole('button', { name: 'Let out what is ticked' }).click({ delay: 100 })
    await expect(textOf(anna)).toContainText('Rivers: Everybody reads this.')
    expect(await wordsOf(anna)).not.toContain('Who cares')
    const panel = alix.getByRole('region', { name: 'Claire Fontaine sent these words back to you' })
    await expect(panel).toContainText('This is not kind')
    await panel.getByRole('button', { name: 'Done' }).click({ delay: 100 })
    await expect(panel).toHaveCount(0)
    await expect(waiting).toHaveCount(0)
  })

  await test.step('once the rule is lifted she writes freely', async () => {
    await claire.getByRole('link', { name: 'People' }).click({ delay: 100 })
    await claire.getByRole('button', { name: 'Writing rules' }).first().click({ delay: 100 })
    await claire.getByRole('button', { name: 'Lift Alix M.' }).click({ delay: 100 })
    await expect(alix.getByText(/reads what you write here before/)).toHaveCount(0)
    await write(alix, ' Free again.')
    await expect(textOf(anna)).toContainText('Free again.')
    await expect(waiting).toHaveCount(0)
  })
})
