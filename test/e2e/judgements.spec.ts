import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { demoPassword } from '#server/demo/content/schools.ts'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'
import { allowRefusedAnswers, expect, teachers, test } from './fixtures.ts'

const nadia = { email: 'nadia@demo.school', password: demoPassword }

async function waterProject(page: Page): Promise<string> {
  const { projects }: { projects: { id: string; kind: string }[] } = await (
    await page.request.get('/api/projects')
  ).json()
  return projects.find(({ kind }) => kind === 'school')?.id ?? ''
}

const cell = (page: Page, pupil: string, criterion: string) =>
  page.getByRole('gridcell').getByRole('button', { name: new RegExp(`^${pupil}, ${criterion}`) })

const criterion = 'Mener une démarche scientifique'

test('two teachers judge blind, see and agree; the pupil assesses herself and reads what is shown to her', async ({
  enter,
  enterPupil,
}) => {
  const [claire, hers, jade] = [await enter(teachers.claire), await enter(nadia), await enterPupil('Jade F.')]
  const project = await waterProject(claire)
  const judging = `/p/${project}/judgements`

  await jade.goto('/')
  if (!(await jade.getByRole('link', { name: 'How far have you come?' }).isVisible())) await jade.goto(judging)
  else await jade.getByRole('link', { name: 'How far have you come?' }).click()
  const own = jade.locator('section').filter({ has: jade.getByRole('heading', { name: new RegExp(criterion) }) })
  await own.getByText('With help').click()
  await own.getByLabel('In my own words').fill('I read the scale with Tiago')
  await own.getByRole('button', { name: 'Save' }).click()
  await expect(jade.getByText('Saved. Your teachers can read it.')).toBeVisible()
  await expectNoBarrierInAnyLight(jade, 'a pupil’s own judgements')

  // By keyboard alone: to the pupil's line, along it, and a figure.
  await claire.goto(judging)
  await cell(claire, 'Jade F.', criterion).focus()
  await claire.keyboard.press('3')
  await expect(cell(claire, 'Jade F.', criterion)).toHaveAccessibleName(/Alone, judged by you$/)
  await expectNoBarrierInAnyLight(claire, 'judging')

  await hers.goto(judging)
  const hersCell = cell(hers, 'Jade F.', criterion)
  await expect(hersCell).toHaveAccessibleName(/not judged by you$/)
  await hersCell.focus()
  await hers.keyboard.press('2')
  await expect(hersCell).toHaveAccessibleName(/to agree on$/)
  await hers.keyboard.press('Enter')
  await expect(hers.getByText('Claire Fontaine : Alone')).toBeVisible()
  await expect(hers.getByText('I read the scale with Tiago')).toBeVisible()
  await hers.getByRole('button', { name: 'Agree', exact: true }).click()
  const agreeing = hers.getByRole('dialog')
  await agreeing.getByText('Alone', { exact: true }).click()
  await agreeing.getByLabel('For the pupil').fill('You explain what you measured')
  await agreeing.getByRole('button', { name: 'Agree', exact: true }).click()
  await expect(hersCell).toHaveAccessibleName(/agreed$/)

  await jade.reload()
  await expect(jade.getByText('Your teachers say:')).toHaveCount(0)
  await hers.getByRole('tab', { name: 'Summary' }).click()
  await hers.getByRole('button', { name: 'Show Jade F.' }).click()
  await expect(hers.getByRole('button', { name: 'No longer show Jade F.' })).toBeVisible()
  await expectNoBarrierInAnyLight(hers, 'summary')
  await jade.reload()
  await expect(jade.getByText('You explain what you measured')).toBeVisible()

  // Now there is a sheet for her parents, in the language that they speak.
  await hers.getByRole('button', { name: 'For the parents Jade F.' }).click()
  const coming = hers.waitForEvent('download')
  await hers.getByRole('menuitem', { name: 'Deutsch' }).click()
  const sheet = await readPdf(await readFile(await (await coming).path()))
  expect(sheet).toMatchObject({ title: 'Für die Eltern von Jade F.', language: 'de' })
  expect(sheet.text).toContain('You explain what you measured')
  expect(sheet.text).not.toContain('I read the scale')
})

test('a lesson is observed by taps, and of two who save one rubric neither loses a word', async ({ enter, watch }) => {
  allowRefusedAnswers(watch)
  const [claire, hers] = [await enter(teachers.claire), await enter(nadia)]
  const judging = `/p/${await waterProject(claire)}/judgements`
  await claire.goto(judging)
  await claire.getByRole('tab', { name: 'Observe' }).click()
  await claire.getByRole('button', { name: 'Very well Kenza A.' }).click()
  await expect(claire.getByRole('status').filter({ hasText: 'Kenza A.: Very well' })).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'observing')
  await claire.getByRole('tab', { name: 'Skills map' }).click()
  const map = claire.getByRole('grid', { name: 'Skills map' })
  await expect(map.getByRole('button', { name: /: \d+ of 24$/ }).first()).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'skills map')
  // By keyboard: from the lessons of a line to those who were seen, and back to the table.
  const lessons = map.getByRole('button', { name: /^Co-operate and carry out projects, Lessons:/ })
  await lessons.focus()
  await claire.keyboard.press('Enter')
  await expect(claire.getByText(/Sciences: Mesurer le débit au quai/)).toBeVisible()
  await lessons.focus()
  await claire.keyboard.press('ArrowRight')
  await expect(claire.getByText(/^Seen: .*Kenza A\./)).toBeVisible()
  await claire.keyboard.press('ArrowLeft')
  await expect(lessons).toBeFocused()

  for (const page of [claire, hers]) {
    await page.goto(judging)
    await page.getByRole('tab', { name: 'Product and rubric' }).click()
    await page.getByRole('button', { name: 'Add a criterion' }).click()
  }
  const added = (page: Page) => page.getByLabel('Criterion', { exact: true }).last()
  await added(claire).fill('Listens to the river')
  await added(hers).fill('Draws a map')
  await claire.getByRole('button', { name: 'Save the rubric' }).click()
  await expect(claire.getByText('Saved for all teachers of the project.')).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'rubric')
  await hers.getByRole('button', { name: 'Save the rubric' }).click()
  await expect(hers.getByText(/A colleague saved meanwhile/)).toBeVisible()
  await hers.getByRole('button', { name: 'Save the rubric' }).click()
  await expect(hers.getByText('Saved for all teachers of the project.')).toBeVisible()
  await claire.reload()
  await claire.getByRole('tab', { name: 'Product and rubric' }).click()
  const words = await claire
    .getByLabel('Criterion', { exact: true })
    .evaluateAll((fields) => fields.map((one) => (one as HTMLInputElement).value))
  expect(words.slice(-2).toSorted()).toEqual(['Draws a map', 'Listens to the river'])
})
