import { expectNoBarrierInAnyLight } from './barriers.ts'
import { allowRefusedAnswers, expect, freshPage, riversProject, teachers, test, textOf } from './fixtures.ts'

test('a pupil is kept away from a project, is told until when and why, asks another teacher, and comes back', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const [claire, jonas, alix] = [await enter(teachers.claire), await enter(teachers.jonas), await enterPupil('Alix M.')]
  const project = await riversProject(claire)
  const address = await freshPage(claire, server.origin, 'A page to come back to')
  await alix.goto(address)
  await textOf(alix).click()
  await alix.keyboard.type('Written before. ')
  await expect(alix.getByText('Saved', { exact: true })).toBeVisible()

  await claire.goto(`/p/${project}/people`)
  await claire.getByRole('button', { name: /^Actions for Alix M\./ }).click()
  await claire.getByRole('menuitem', { name: 'Writing rules' }).click()
  const rules = claire.getByRole('dialog', { name: 'Writing rules' })
  await rules.getByText('Away: they do not come into this project').click()
  await rules.getByRole('button', { name: 'Set the rule' }).click()
  await expect(rules.getByText('Say why: the pupil reads it.')).toBeVisible()
  await rules.getByRole('textbox', { name: /^Reason/ }).fill('We talk about it tomorrow')
  await rules.getByRole('button', { name: 'Set the rule' }).click()
  await expect(rules.getByRole('listitem')).toContainText(['Away'])

  await expect(alix.getByRole('heading', { name: /: not now$/ })).toBeVisible()
  await expect(alix.getByText(/Claire Fontaine has decided that you stay away from this project until/)).toBeVisible()
  await expect(alix.getByText('Why: We talk about it tomorrow')).toBeVisible()
  await expectNoBarrierInAnyLight(alix, 'the screen of who is kept away')
  await alix.goto(`/p/${project}/pages`)
  await alix.getByRole('button', { name: 'Ask another teacher to look at it' }).click()
  const ask = alix.getByRole('dialog', { name: 'Ask another teacher to look at it' })
  await ask.getByRole('textbox').fill('It was not me')
  await expectNoBarrierInAnyLight(alix, 'the dialog that asks another teacher')
  await ask.getByRole('button', { name: 'Ask' }).click()
  await expect(alix.getByText('You have asked another teacher.')).toBeVisible()

  const items = (page: typeof jonas) => page.getByRole('listitem').filter({ hasText: 'Asks about a sanction' })
  await Promise.all([claire, jonas].map((page) => page.goto(`/p/${project}/desk`)))
  await expect(items(jonas)).toContainText('It was not me')
  await expect(items(claire)).toHaveCount(0)
  // Something that both may decide about: who is on it is seen by the other.
  const waiting = (page: typeof jonas) =>
    page.getByRole('listitem').filter({ hasText: 'Warum ist euer Fluss so braun' })
  await waiting(jonas)
    .getByRole('button', { name: /^Send it back/ })
    .focus()
  await expect(waiting(claire)).toContainText('Jonas Becker is on it')
  await expectNoBarrierInAnyLight(claire, 'the desk with another teacher on it')

  await items(jonas)
    .getByRole('button', { name: /^Lift the sanction/ })
    .click()
  await expect(items(jonas)).toHaveCount(0)
  await alix.reload()
  await expect(alix.getByRole('heading', { name: /: not now$/ })).toHaveCount(0)
  await alix.goto(address)
  await expect(textOf(alix)).toContainText('Written before.')
  await textOf(alix).click()
  await alix.keyboard.press('Control+End')
  await alix.keyboard.type('And after.')
  await expect(alix.getByText('Saved', { exact: true })).toBeVisible()
})
