import { expectNoBarrierInAnyLight } from './barriers.ts'
import { field, messageOf, openChat, say } from './chat-page.ts'
import { expect, freshPage, riversProject, teachers, test } from './fixtures.ts'

test('a teacher stops and frees a pupil’s writing in mid-lesson, and calls all eyes to her', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix, anna] = [await enter(teachers.claire), await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  const address = await freshPage(claire, server.origin, 'A page under rules')
  await Promise.all([alix, anna].map((page) => page.goto(address)))
  const words = (page: typeof alix) => page.locator('.tiptap')
  await words(alix).click()
  await alix.keyboard.type('Typed before the rule. ')
  await expect(words(anna)).toContainText('Typed before the rule.')
  await claire.goto(`/p/${await riversProject(claire)}/people`)

  await test.step('one pupil, with a reason', async () => {
    await claire.getByRole('button', { name: /^Actions for Alix M\./ }).click({ delay: 100 })
    await claire.getByRole('menuitem', { name: 'Writing rules' }).click({ delay: 100 })
    const dialog = claire.getByRole('dialog', { name: 'Writing rules' })
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Read what Anna wrote first')
    await dialog.getByRole('button', { name: 'Set the rule' }).click({ delay: 100 })
    await expect(dialog.getByRole('listitem')).toContainText(['Alix M.'])
    await expect(alix.getByText(/Claire Fontaine asks you to read until .*, and not to write\./)).toBeVisible()
    await expect(alix.getByText('Read what Anna wrote first')).toBeVisible()
    await expect(words(alix)).toHaveAttribute('contenteditable', 'false')
    await words(anna).click()
    await anna.keyboard.press('Control+End')
    await anna.keyboard.type('Anna goes on. ')
    await expect(words(alix)).toContainText('Typed before the rule. Anna goes on.')
    await dialog.getByRole('button', { name: 'Lift Alix M.' }).click({ delay: 100 })
    await expect(words(alix)).toHaveAttribute('contenteditable', 'true')
    await words(alix).click()
    await alix.keyboard.press('Control+End')
    await alix.keyboard.type('Alix too.')
    await expect(words(anna)).toContainText('Anna goes on. Alix too.')
    await claire.keyboard.press('Escape')
  })

  await test.step('all eyes, for some seconds', async () => {
    await claire.getByRole('button', { name: 'Eyes on me' }).click({ delay: 100 })
    await claire.getByRole('menuitem', { name: '60 seconds' }).click({ delay: 100 })
    for (const page of [alix, anna]) {
      const called = page.getByRole('alertdialog', { name: 'Eyes on Claire Fontaine' })
      await expect(called).toContainText('What you were writing is safe.')
      await page.keyboard.press('Escape')
      await expect(called).toBeVisible()
    }
    await claire.getByRole('button', { name: 'Go on now' }).click({ delay: 100 })
    for (const page of [alix, anna]) await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await words(anna).click()
    await anna.keyboard.press('Control+End')
    await anna.keyboard.type(' And on.')
    await expect(words(alix)).toContainText('Alix too. And on.')
  })
})

test('what a pupil writes in the chat waits for her teacher, comes back with a reason, is written anew and let out', async ({
  enter,
  enterPupil,
}) => {
  const [claire, alix, anna] = [await enter(teachers.claire), await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  const project = await riversProject(claire)
  for (const page of [alix, anna]) await openChat(page)
  await claire.goto(`/p/${project}/people`)
  await claire.getByRole('button', { name: /^Actions for Alix M\./ }).click({ delay: 100 })
  await claire.getByRole('menuitem', { name: 'Writing rules' }).click({ delay: 100 })
  const rules = claire.getByRole('dialog', { name: 'Writing rules' })
  await rules.getByText('After approval: a teacher reads first').click({ delay: 100 })
  await rules.getByRole('button', { name: 'Set the rule' }).click({ delay: 100 })
  await expect(alix.getByText('Claire Fontaine reads what you write here before the others do.')).toBeVisible()
  await claire.keyboard.press('Escape')

  await say(alix, 'A sharp first draft')
  await expect(messageOf(alix, 'A sharp first draft')).toContainText('Waits for a teacher, who reads it first')
  await claire.getByRole('link', { name: /^Desk/ }).click({ delay: 100 })
  const line = (words: string) => claire.getByRole('listitem').filter({ hasText: words })
  await expect(line('A sharp first draft')).toContainText('Alix M.')
  await expectNoBarrierInAnyLight(claire, 'desk')
  await line('A sharp first draft').getByRole('button', { name: 'Send it back Alix M.' }).click({ delay: 100 })
  await claire.keyboard.type('Say it so that Anna can answer')
  await claire.getByRole('button', { name: 'Send it back', exact: true }).click({ delay: 100 })
  await expect(line('A sharp first draft')).toHaveCount(0)

  const own = messageOf(alix, 'A sharp first draft')
  await expect(own).toContainText('Sent back: Say it so that Anna can answer')
  await own.getByRole('button', { name: 'Write it again' }).click({ delay: 100 })
  await field(alix).fill('A kind second draft')
  await alix.keyboard.press('Control+Enter')
  await expect(line('A kind second draft')).toBeVisible()
  await expect(messageOf(anna, 'draft')).toHaveCount(0)
  await line('A kind second draft').getByRole('button', { name: 'Let it out Alix M.' }).click({ delay: 100 })
  await expect(messageOf(anna, 'A kind second draft')).toBeVisible()
  await expect(messageOf(alix, 'A kind second draft')).not.toContainText('Waits for a teacher')
  await claire.getByRole('link', { name: 'People' }).click({ delay: 100 })
  await claire.getByRole('button', { name: 'Writing rules' }).first().click({ delay: 100 })
  await rules.getByRole('button', { name: 'Lift Alix M.' }).click({ delay: 100 })
  await expect(alix.getByText(/reads what you write here before/)).toHaveCount(0)
})
