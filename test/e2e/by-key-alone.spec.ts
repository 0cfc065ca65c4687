import type { Page } from '@playwright/test'
import { expect, freshPage, riversProject, teachers, test, textOf } from './fixtures.ts'

/** How often one presses Tab from the top of the document until the focus is where it is wanted; a link to it takes Enter. */
async function stopsTo(page: Page, wanted: string, link: string): Promise<number> {
  // A blur alone leaves the place from which Tab goes on.
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  for (let stops = 1; stops <= 15; stops += 1) {
    await page.keyboard.press('Tab')
    if (
      await page
        .locator(wanted)
        .first()
        .evaluate((element) => element.contains(document.activeElement))
    )
      return stops
    if ((await page.locator(':focus').textContent()) === link) {
      await page.keyboard.press('Enter')
      await expect(page.locator(`:is(${wanted}):focus, :is(${wanted}) :focus`).first()).toBeAttached()
      return stops
    }
  }
  return Infinity
}

test('from the top of a page, a board and the chat the keyboard is where one works after a few stops', async ({
  enter,
  server,
}) => {
  const page = await enter(teachers.claire)
  const project = await riversProject(page)
  await page.goto(await freshPage(page, server.origin, 'By key alone'))
  await expect(textOf(page)).toBeFocused()
  expect(await stopsTo(page, '.page-text', 'To the text')).toBeLessThanOrEqual(3)
  await page.keyboard.type('Here I am')
  await expect(textOf(page)).toContainText('Here I am')

  // The name is changed by key, and the keyboard stays with it.
  await page.getByRole('button', { name: 'Rename' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Par le clavier')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'French' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('h1[lang=fr]')).toHaveText('Par le clavier')
  await expect(page.getByRole('button', { name: 'Rename' })).toBeFocused()

  await page.goto(`/p/${project}/chat`)
  await expect(page.getByRole('log')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  expect(await stopsTo(page, '[data-region=composer] textarea', 'To the message field')).toBeLessThanOrEqual(3)

  const boards = await (await page.request.get(`/api/projects/${project}/documents`)).json()
  const board = boards.documents.find(({ kind }: { kind: string }) => kind === 'board')
  await page.goto(`/board/${board.id}`)
  await expect(page.locator('[data-object]').first()).toBeVisible()
  expect(await stopsTo(page, '[role=region][tabindex="0"]', 'To the board')).toBeLessThanOrEqual(3)
})

test('an invitation is where it was after a reload, and after the sign-in of whoever has an account', async ({
  enter,
  browserOf,
}) => {
  const claire = await enter(teachers.claire)
  const project = await riversProject(claire)
  await claire.goto('/')
  const link = await claire.evaluate(async (id) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ role: 'teacher' })
    const answer = await fetch(`/api/projects/${id}/invitations`, { method: 'POST', headers, body })
    return (await answer.json()).invitation.url
  }, project)
  const page = await (await browserOf()).newPage()
  await page.goto(link)
  const invited = page.getByRole('heading', { level: 1, name: /Claire/ })
  await expect(invited).toBeVisible()
  expect(page.url()).not.toContain('#')
  await page.reload()
  await expect(invited).toBeVisible()
  await page.getByRole('tab').last().click({ delay: 90 })
  await page.getByRole('button', { name: 'Sign in' }).click({ delay: 90 })
  await page.reload()
  await page.getByLabel('E-mail').fill(teachers.jonas.email)
  await page.getByLabel('Password').fill(teachers.jonas.password)
  await page.getByRole('button', { name: 'Sign in' }).click({ delay: 90 })
  await expect(page).toHaveURL(/\/invite$/)
  await expect(page.getByText('Jonas', { exact: false }).first()).toBeVisible()
})
