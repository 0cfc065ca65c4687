import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { demoPupil, expect, pageAddress, riversProject, teachers, test, textOf } from './fixtures.ts'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'

/** Every screen, in both shells, by day and by night: no finding of axe at all. */

type Screen = [name: string, path: string]

/** As the teacher gets it from the people screen: the token is in the fragment. */
async function invitationLink(page: Page, projectId: string): Promise<string> {
  await page.goto('/')
  return page.evaluate(async (id) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ role: 'teacher' })
    const answer = await fetch(`/api/projects/${id}/invitations`, { method: 'POST', headers, body })
    return (await answer.json()).invitation.url
  }, projectId)
}

async function pollAddress(page: Page, projectId: string): Promise<string> {
  const { topics }: { topics: { id: string; hasPoll: boolean }[] } = await (
    await page.request.get(`/api/projects/${projectId}/forum`)
  ).json()
  return `/p/${projectId}/forum/${topics.find(({ hasPoll }) => hasPoll)?.id}`
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
    await expectNoBarrier(page, `${name}, ${shell}`)
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
      ['recovery without a link', '/recover'],
      ['connection test', '/connection-test'],
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
      ['chat', `/p/${project}/chat`],
      ['page to write', own],
      ['page to read', other],
      ['versions', `${own}/versions`],
      ['forum', `/p/${project}/forum`],
      ['topic with a poll', await pollAddress(page, project)],
      ['notices', '/notices'],
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
      ['chat', `/p/${project}/chat`],
      ['people', `/p/${project}/people`],
      ['settings', `/p/${project}/settings`],
      ['page', start],
      ['versions', `${start}/versions`],
      ['classrooms', '/classrooms'],
      ['school', '/school'],
      ['forum', `/p/${project}/forum`],
      ['topic with a poll', await pollAddress(page, project)],
      ['notices', '/notices'],
      ['me', '/me'],
    ]
    await visitAll(page, screens, `teacher, ${colorScheme}`)
    await open(page, '/classrooms')
    await page.getByRole('link', { name: /5e B/ }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: '5e B' })).toBeVisible()
    await expectNoBarrier(page, `classroom, teacher, ${colorScheme}`)
  })

  test(`the ways in have no barrier (${colorScheme})`, async ({ browserOf, enter }) => {
    const claire = await enter(teachers.claire, { colorScheme })
    const link = await invitationLink(claire, await riversProject(claire))
    const page = await (await browserOf({ colorScheme })).newPage()
    await page.goto(`/join#${demoPupil('Karl Z.').card.secret}`)
    await expect(page.getByRole('heading', { name: 'You are Karl Z.?' })).toBeVisible()
    await expectNoBarrier(page, `is it you, ${colorScheme}`)
    await page.getByRole('button', { name: 'Yes, that’s me' }).click()
    await expect(page.getByRole('heading', { name: 'Choose your shape' })).toBeVisible()
    await expectNoBarrier(page, `shape, ${colorScheme}`)
    const partner = await (await browserOf({ colorScheme })).newPage()
    await partner.goto(`/invite${new URL(link).hash}`)
    await expect(partner.getByText(/Nos rivières/).first()).toBeVisible()
    await expectNoBarrier(partner, `invitation, ${colorScheme}`)
  })

  test(`the steps of a new project have no barrier (${colorScheme})`, async ({ enter }) => {
    const page = await enter(teachers.claire, { colorScheme })
    await open(page, '/projects/new')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByRole('textbox', { name: 'Name' }).first()).toBeVisible()
    await expectNoBarrier(page, `name and cover, ${colorScheme}`)
  })
}

test.describe('a server that nobody has set up', () => {
  let empty: ServerProcess
  test.beforeAll(async () => {
    empty = await serverProcess()
    await empty.start()
  })
  test.afterAll(() => empty.dispose())

  for (const colorScheme of ['light', 'dark'] as const)
    test(`the first set-up has no barrier (${colorScheme})`, async ({ browser }) => {
      const [, token = ''] = /\/setup(#\S+)/.exec(await empty.output()) ?? []
      const context = await browser.newContext({ baseURL: empty.origin, locale: 'en-GB', colorScheme })
      const page = await context.newPage()
      await open(page, `/setup${token}`)
      await expect(page.getByLabel('Name of the school')).toBeVisible()
      await expectNoBarrier(page, `set-up, ${colorScheme}`)
      await context.close()
    })
})
