import { expectNoBarrierInAnyLight } from './barriers.ts'
import { field, messageOf, openChat, say } from './chat-page.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

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
