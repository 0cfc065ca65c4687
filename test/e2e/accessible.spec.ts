import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, pageAddress, riversProject, teachers, test, textOf } from './fixtures.ts'

/** Every screen, in both shells, by day and by night: no finding of axe at all. */

type Screen = [name: string, path: string]

async function expectNoFindings(page: Page, name: string) {
  await page.evaluate(() => document.fonts.ready)
  // What fades in is measured when it is there.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
  expect.soft(found, name).toEqual([])
}

/** The screen has its title and is no longer loading. */
async function open(page: Page, path: string) {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  if (path.startsWith('/page/') && !path.endsWith('/versions')) await expect(textOf(page)).toBeVisible()
}

async function visitAll(page: Page, screens: Screen[], shell: string) {
  for (const [name, path] of screens) {
    await open(page, path)
    await expectNoFindings(page, `${name}, ${shell}`)
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the doors have no barrier (${colorScheme})`, async ({ browserOf }) => {
    const page = await (await browserOf({ colorScheme })).newPage()
    const screens: Screen[] = [
      ['door', '/'],
      ['card', '/join'],
      ['staff', '/sign-in'],
      ['invitation without a link', '/invite'],
      ['setup without a link', '/setup'],
    ]
    await visitAll(page, screens, `door, ${colorScheme}`)
  })

  test(`a pupil’s screens have no barrier (${colorScheme})`, async ({ enterPupil }) => {
    const page = await enterPupil('Alix M.', { colorScheme })
    const project = await riversProject(page)
    const own = await pageAddress(page, { title: 'Carnet', group: 'Rhône' })
    const other = await pageAddress(page, { title: 'Carnet', group: 'Elbe' })
    const screens: Screen[] = [
      ['today', '/'],
      ['our pages', `/p/${project}/pages`],
      ['page to write', own],
      ['page to read', other],
      ['versions', `${own}/versions`],
      ['me', '/me'],
    ]
    await visitAll(page, screens, `pupil, ${colorScheme}`)
  })

  test(`a teacher’s screens have no barrier (${colorScheme})`, async ({ enter }) => {
    const page = await enter(teachers.claire, { colorScheme })
    const project = await riversProject(page)
    const start = await pageAddress(page, { title: 'Nos rivières' })
    const screens: Screen[] = [
      ['home', '/'],
      ['new project', '/projects/new'],
      ['pages', `/p/${project}/pages`],
      ['people', `/p/${project}/people`],
      ['settings', `/p/${project}/settings`],
      ['page', start],
      ['versions', `${start}/versions`],
      ['classrooms', '/classrooms'],
      ['school', '/school'],
      ['me', '/me'],
    ]
    await visitAll(page, screens, `teacher, ${colorScheme}`)
    await open(page, '/classrooms')
    await page.getByRole('link', { name: /5e B/ }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: '5e B' })).toBeVisible()
    await expectNoFindings(page, `classroom, teacher, ${colorScheme}`)
  })
}
