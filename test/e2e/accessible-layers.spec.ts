import type { Page } from '@playwright/test'
import { freshBoard, someObjects, thing } from './board-page.ts'
import { allowRefusedAnswers, expect, freshPage, riversProject, teachers, templateAddress, test } from './fixtures.ts'
import { lookIntoLayers } from './layers.ts'
import { openScreen, pupilScreens, type Screen, teacherScreens } from './screens.ts'
import { resize, sizesFor } from './sights.ts'

/** Whatever opens over a screen, in both shells: no finding of axe, by day, by night and in forced colours. */

/** Behind which item of a menu a dialog or a menu stands, by screen. */
const behind: Record<string, readonly string[]> = {
  pages: ['Rename', 'Freeze', 'Remove', 'Save as a template'],
  page: ['With a reason…', 'Show what was removed'],
  people: ['Rename', 'Delete', 'Take out of the project', 'Writing rules', 'Report'],
  classroom: ['Edit', 'Rename', 'Print a card', 'Cancel the card', 'Remove from the classroom'],
  school: ['Make a link for a new password', 'Suspend'],
  chat: [
    'Go to a day',
    'Pause, slow mode',
    'Make it a card on a wall',
    'Put it into a page',
    'Delete',
    'Report',
    'What it said before',
  ],
  board: ['Save as a file', 'Import an Excalidraw drawing', 'Link'],
  wall: ['Save as a file', 'Delete the column', 'Language'],
}

const buttons: Record<string, readonly string[]> = {
  page: ['Link', 'Picture', 'Formula', 'Page', 'Report', 'Hands:'],
  people: ['Writing rules', 'Hands:'],
  desk: ['Writing rules', 'Hands:'],
  live: ['Set a timer', 'Give more time'],
  template: ['Give an instruction'],
  board: ['Teachers’ tools'],
  wall: ['Teachers’ tools'],
}

/** What a teacher has in a lesson besides: the desk, what was reported, and the template of all groups' pages. */
async function lessonScreens(page: Page): Promise<Screen[]> {
  const project = await riversProject(page)
  return [
    ['desk', `/p/${project}/desk`],
    ['reports', `/p/${project}/reports`],
    ['template', await templateAddress(page)],
  ]
}

async function lookAtAll(page: Page, screens: readonly Screen[], shell: string): Promise<string[]> {
  const seen: string[] = []
  for (const [name, path] of screens) {
    await openScreen(page, path)
    // It comes with what the server says that one may do.
    if (name === 'desk') await expect(page.getByRole('button', { name: 'Writing rules' })).toBeVisible()
    const beyond = { buttons: buttons[name] ?? [], items: behind[name] ?? [] }
    seen.push(...(await lookIntoLayers(page, `${name}, ${shell}`, beyond)))
  }
  return seen
}

/** What a board offers for one thing that is chosen, on its surface and in its list. */
async function lookAtAThing(page: Page, address: string, shell: string): Promise<string[]> {
  await openScreen(page, address)
  await thing(page, 'Source').click({ delay: 80 })
  const seen = await lookIntoLayers(page, `a chosen thing, ${shell}`, {
    items: ['Place and size…', 'Line up', 'Order'],
  })
  await page.keyboard.press('Control+Shift+L')
  await page
    .locator('[data-list-row]')
    .filter({ hasText: /^Note Estuary/ })
    .first()
    .press('Enter')
  await expect(page.getByRole('toolbar', { name: 'Actions' })).toBeVisible()
  const buttons = ['Move to…', 'Place and size', 'Style', 'Connect to…', 'Comments']
  return [...seen, ...(await lookIntoLayers(page, `a thing in the list, ${shell}`, { buttons }))]
}

/** Some hundred layers in three sizes and three lights. */
const longestMs = 3_600_000

/** As many were there when this was written; fewer are a button that no longer says what it does. */
const [fewestOfTeachers, fewestOfPupils] = [60, 30]

test('what opens over a teacher’s screens has no barrier', async ({ enter, server, watch }) => {
  allowRefusedAnswers(watch)
  test.setTimeout(longestMs)
  const page = await enter(teachers.claire)
  const board = await freshBoard(page, server.origin, someObjects)
  for (const size of sizesFor('desk')) {
    await resize(page, size)
    const seen = await lookAtAll(page, [...(await teacherScreens(page)), ...(await lessonScreens(page))], 'teacher')
    seen.push(...(await lookAtAThing(page, board, 'teacher')))
    expect(seen.length, seen.join('\n')).toBeGreaterThan(fewestOfTeachers)
  }
})

test('what opens over a pupil’s screens on a phone has no barrier', async ({ enter, enterPupil, server, watch }) => {
  allowRefusedAnswers(watch)
  test.setTimeout(longestMs)
  const page = await enterPupil('Alix M.')
  const board = await freshBoard(await enter(teachers.claire), server.origin, someObjects)
  for (const size of sizesFor('phone')) {
    await resize(page, size)
    const seen = await lookAtAll(page, await pupilScreens(page), 'pupil')
    seen.push(...(await lookAtAThing(page, board, 'pupil')))
    expect(seen.length, seen.join('\n')).toBeGreaterThan(fewestOfPupils)
  }
})

/** By Enter on its button, or on an item of its menu; what opens has the focus, and gives it back when Escape closes it. */
async function roundTrip(page: Page, button: string | RegExp, item?: string) {
  const opener = page.getByRole('button', { name: button }).first()
  await opener.focus()
  await page.keyboard.press('Enter', { delay: 100 })
  if (item !== undefined) {
    const wanted = page.getByRole('menuitem', { name: item, exact: true })
    for (let presses = 0; presses < 12 && !(await wanted.evaluate((one) => one === document.activeElement)); presses++)
      await page.keyboard.press('ArrowDown', { delay: 100 })
    await page.keyboard.press('Enter', { delay: 100 })
  }
  const dialog = page.getByRole('dialog')
  await expect(dialog, `${button}`).toBeVisible()
  await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape', { delay: 100 })
  await expect(dialog).toHaveCount(0)
  // In a list of rows the row may take it: one goes on from where one was.
  const isBack = () => opener.evaluate((one) => (one.closest('[role="row"]') ?? one).contains(document.activeElement))
  await expect.poll(isBack, `${button}`).toBe(true)
}

test('each dialog of the lesson opens by key, has the focus, and gives it back', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix] = [await enter(teachers.claire), await enterPupil('Alix M.')]
  const address = await freshPage(claire, server.origin, 'By key alone')
  const project = await riversProject(claire)
  await openScreen(claire, `/p/${project}/desk`)
  await roundTrip(claire, 'Writing rules')
  await roundTrip(claire, /^Hands:/)
  await openScreen(claire, `/p/${project}/live`)
  await roundTrip(claire, 'Set a timer')
  await openScreen(claire, `/p/${project}/people`)
  await roundTrip(claire, /^Actions for Alix M\./, 'Writing rules')
  await openScreen(claire, await templateAddress(claire))
  await roundTrip(claire, 'Give an instruction')
  await openScreen(claire, address)
  await roundTrip(claire, 'Remove for good', 'Show what was removed')
  await roundTrip(claire, 'Freeze', 'With a reason…')
  await openScreen(alix, address)
  await roundTrip(alix, /^Hands:/)
  await roundTrip(alix, /^Report/)
})
