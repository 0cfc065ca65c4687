import type { Page } from '@playwright/test'
import { allowRefusedAnswers, demoPupil, expect, riversProject, teachers, test } from './fixtures.ts'
import { doors, openScreen, pupilScreens, type Screen, teacherScreens, walkTo } from './screens.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'

/** Every screen, in both shells, in three sizes, by day, by night and in forced colours: no finding of axe at all. */

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

async function visitAll(page: Page, screens: readonly Screen[], shell: string) {
  for (const [name, path] of screens) {
    await walkTo(page, path)
    await expectNoBarrierInAnySight(page, `${name}, ${shell}`)
    if (name !== 'board' && name !== 'wall') continue
    await page.keyboard.press('Control+Shift+L')
    await expect(page.getByRole('heading', { name: /^Objects/ })).toBeVisible()
    await expectNoBarrierInAnySight(page, `list of the ${name}, ${shell}`)
  }
}

/** A server of another test's clock: no screen is in a hurry here. */
test.beforeEach(() => test.slow())

test('a pupil’s screens have no barrier', async ({ enterPupil, watch }) => {
  allowRefusedAnswers(watch)
  const page = await enterPupil('Alix M.')
  await visitAll(page, await pupilScreens(page), 'pupil')
})

test('a teacher’s screens have no barrier', async ({ enter, watch }) => {
  allowRefusedAnswers(watch)
  const page = await enter(teachers.claire)
  await visitAll(page, await teacherScreens(page), 'teacher')
})

test('the doors and the ways in have no barrier', async ({ browserOf, enter }) => {
  const claire = await enter(teachers.claire)
  const link = await invitationLink(claire, await riversProject(claire))
  const page = await (await browserOf()).newPage()
  await visitAll(page, doors, 'door')
  await page.goto(`/join#${demoPupil('Karl Z.').card.secret}`)
  await expect(page.getByRole('heading', { name: 'Are you Karl Z.?' })).toBeVisible()
  await expectNoBarrierInAnySight(page, 'is it you')
  await page.getByRole('button', { name: 'Yes, that’s me' }).click()
  await expect(page.getByRole('heading', { name: 'Choose your shape' })).toBeVisible()
  await expectNoBarrierInAnySight(page, 'shape')
  const partner = await (await browserOf()).newPage()
  await partner.goto(`/invite${new URL(link).hash}`)
  await expect(partner.getByText(/Nos rivières/).first()).toBeVisible()
  await expectNoBarrierInAnySight(partner, 'invitation')
  await openScreen(claire, '/projects/new')
  await claire.getByRole('button', { name: 'Next' }).click()
  await expect(claire.getByRole('textbox', { name: 'Name' }).first()).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'name and cover of a project')
})

test.describe('a server that nobody has set up', () => {
  let empty: ServerProcess
  test.beforeAll(async () => {
    empty = await serverProcess()
    await empty.start()
  })
  test.afterAll(() => empty.dispose())

  test('the first set-up has no barrier', async ({ browser }) => {
    const [, token = ''] = /\/setup(#\S+)/.exec(await empty.output()) ?? []
    const context = await browser.newContext({ baseURL: empty.origin, locale: 'en-GB' })
    const page = await context.newPage()
    await openScreen(page, `/setup${token}`)
    await expect(page.getByLabel('Name of the school')).toBeVisible()
    await expectNoBarrierInAnySight(page, 'set-up')
    await context.close()
  })
})
