import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

test('a teacher begins with a kit, makes one of a template, and takes it away again', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  const project = await riversProject(claire)
  await claire.goto(`/p/${project}/pages`)
  await claire.getByRole('link', { name: 'Kits' }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'Kits' })).toBeVisible()
  const meeting = claire.getByRole('article', { name: 'Two classes meet' })
  await expect(meeting).toContainText('CC BY 4.0')
  await expectNoBarrierInAnyLight(claire)
  await meeting.getByRole('button', { name: 'Copy into this project' }).click()
  await expect(claire.getByText('4 documents are in this project now.')).toBeVisible()
  await expect(claire.getByRole('link', { name: /Who am I\? Three truths and a fib/ })).toBeVisible()

  await claire.getByRole('link', { name: 'Kits' }).click()
  await expect(claire.getByRole('heading', { name: 'This project began with' })).toBeVisible()
  await claire.getByRole('button', { name: 'Make a kit' }).click()
  const dialog = claire.getByRole('dialog', { name: 'Make a kit' })
  // What a pupil wrote in cannot be chosen, and says why.
  await expect(
    dialog.getByRole('checkbox', { name: /A pupil, or somebody who is no longer known/ }).first(),
  ).toBeDisabled()
  await dialog.getByLabel('Name of the kit').fill('Our river notebook')
  await dialog.getByLabel('What it is for').fill('Pupils measure a river and write about it, in four weeks.')
  await dialog.getByRole('button', { name: 'Make a kit' }).click()
  await expect(dialog.getByText('Say who is to be named as the author.')).toBeVisible()
  await expectNoBarrierInAnyLight(claire)
  await dialog.getByLabel('Author').fill('C. Fontaine, Lyon')
  await dialog.getByRole('button', { name: 'Make a kit' }).click()
  await expect(dialog).toBeHidden()
  const own = claire.getByRole('article', { name: 'Our river notebook' })
  await expect(own).toContainText('by C. Fontaine, Lyon')
  await own.getByRole('button', { name: 'Remove' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(own).toHaveCount(0)
})
