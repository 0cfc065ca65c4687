import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect, teachers, test } from './fixtures.ts'

// Three teachers of one collège plan an EPI together; its pupils see what concerns them.

const staff = (name: string) => ({ ...teachers.claire, email: `${name}@demo.school` })
const epi = 'EPI : l’eau dans la ville'

async function epiProject(page: Page): Promise<string> {
  const answer = await page.request.get('/api/projects')
  const { projects }: { projects: { id: string; name: string }[] } = await answer.json()
  return projects.find(({ name }) => name === epi)?.id ?? ''
}

async function openPlan(page: Page) {
  const way = page.getByRole('link', { name: 'Open the plan' })
  await expect(way).toBeVisible()
  await way.click()
  await expect(planTable(page)).toBeVisible()
}

const planTable = (page: Page) => page.getByRole('table', { name: 'Plan: subjects by week' })
const card = (page: Page, name: string) =>
  planTable(page)
    .locator('article')
    .filter({ has: page.getByText(name, { exact: true }) })
const opener = (page: Page, name: string) => card(page, name).getByRole('button').first()
const clashes = (page: Page) => page.getByRole('status').filter({ hasText: /clash/ })
const columnOf = (page: Page, name: string) =>
  card(page, name).evaluate((element) => element.closest('td')?.cellIndex ?? -1)

test('three teachers plan, a clash is shown and mended, and pupils see steps and their own tasks only', async ({
  enter,
  enterPupil,
}) => {
  const [claire, hugo, nadia] = [await enter(teachers.claire), await enter(staff('hugo')), await enter(staff('nadia'))]
  const projectId = await epiProject(claire)
  for (const page of [claire, hugo, nadia]) {
    await page.goto(`/p/${projectId}/pages`)
    await openPlan(page)
  }
  await expect(clashes(claire)).toHaveText('3 sessions clash.')
  await expect(card(claire, 'La carte commentée')).toContainText('Claire Fontaine is also in “Écrire le texte')
  await expectNoBarrier(claire)

  await opener(hugo, 'Écrire le texte des étapes').click()
  const form = hugo.getByRole('dialog', { name: 'Edit the session' })
  await form.getByLabel('Begins at').fill('14:00')
  await expectNoBarrier(hugo)
  await form.getByRole('button', { name: 'Save' }).click()
  for (const page of [claire, hugo, nadia]) await expect(clashes(page)).toHaveText('One session clashes.')

  // By key: into the next week, and back by undoing.
  const before = await columnOf(nadia, 'L’eau est-elle propre ?')
  await opener(nadia, 'L’eau est-elle propre ?').focus()
  await nadia.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => columnOf(claire, 'L’eau est-elle propre ?')).toBe(before + 1)
  await expect(clashes(claire)).toHaveText('2 sessions clash.')
  await nadia.keyboard.press('Control+z')
  await expect.poll(() => columnOf(claire, 'L’eau est-elle propre ?')).toBe(before)

  // A subject's hours follow what is added to it.
  await claire.getByRole('button', { name: 'Add', exact: true }).click()
  await claire.getByRole('menuitem', { name: 'Add a session' }).click()
  const added = claire.getByRole('dialog', { name: 'Add a session' })
  await added.getByLabel('Title').fill('Bilan')
  await added.getByRole('button', { name: 'Save' }).click()
  await expect(card(hugo, 'Bilan')).toBeVisible()
  await expect(hugo.getByRole('rowheader', { name: /^Sciences/ })).toContainText('7 h planned, 1.5 h done')

  const louise = await enterPupil('Louise T.')
  const answer = await louise.request.get(`/api/projects/${projectId}/plan`)
  expect(await answer.text()).not.toMatch(/carte commentée|Labo|Écrire aux familles|Bilan/)
  await louise.goto(`/p/${projectId}/pages`)
  const own = louise
    .getByRole('region', { name: 'What comes' })
    .or(louise.locator('section', { hasText: 'What comes' }))
  await expect(own.first()).toContainText('La promenade sonore avec les familles')
  await expect(own.first()).toContainText('Apporter une photo d’un quai')
  await expect(louise.getByText('Plan', { exact: true })).toHaveCount(0)
  await expectNoBarrier(louise)
})

test('a session is dragged into another subject and week, and its menu does the same', async ({ enter }) => {
  const claire = await enter(teachers.claire, { viewport: { width: 1280, height: 1100 } })
  await claire.goto(`/p/${await epiProject(claire)}/pages`)
  await openPlan(claire)
  const name = 'Lire une carte du réseau d’eau'
  // It opens on the week of today: what was lies before it.
  await expect(card(claire, name)).not.toBeInViewport()
  await card(claire, name).scrollIntoViewIfNeeded()
  for (const title of [name, 'Les aqueducs de Lugdunum'])
    await expect(card(claire, title).getByRole('button', { name: /^Actions/ })).toBeVisible()
  const [from, target] = [
    await card(claire, name).boundingBox(),
    await card(claire, 'Les aqueducs de Lugdunum').boundingBox(),
  ]
  if (from === null || target === null) throw new Error('a card is not there')
  await claire.mouse.move(from.x + 20, from.y + 20)
  await claire.mouse.down()
  await claire.mouse.move(target.x + 30, target.y + 20, { steps: 8 })
  await claire.mouse.up()
  const rowOf = () => card(claire, name).evaluate((element) => element.closest('tr')?.querySelector('th')?.textContent)
  await expect.poll(rowOf).toMatch(/^Histoire/)
  await card(claire, name)
    .getByRole('button', { name: /^Actions/ })
    .click()
  await claire.getByRole('menuitem', { name: 'Subject above' }).click()
  await expect.poll(rowOf).toMatch(/^Sciences/)
})
