import type { Page } from '@playwright/test'
import { boxOf, drag, freshBoard, middleOf, openBoard, placeOn, saved, surfaceOf, thing, tool } from './board-page.ts'
import { expect, teachers, test } from './fixtures.ts'

// Words and keys of a board as hands expect them: a double click or just typing, a caret where one clicked, each step taken
// back, and keys that hold wherever the focus is.

const field = (page: Page) => surfaceOf(page).getByRole('textbox')
const caretOf = (page: Page) => field(page).evaluate((element) => (element as HTMLTextAreaElement).selectionStart)

/** As a hand does it: a press of some 100 ms, twice. */
async function doubleClick(page: Page, [x, y]: readonly [number, number]) {
  await page.mouse.move(x - 20, y - 10)
  await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.click(x, y, { clickCount: 1, delay: 90 })
  await page.mouse.down({ clickCount: 2 })
  await page.waitForTimeout(90)
  await page.mouse.up({ clickCount: 2 })
}

test('words are opened where one clicks, begun by just typing, taken back step by step, and fit their note', async ({
  enter,
  server,
}) => {
  const page = await enter(teachers.claire, { permissions: ['clipboard-read', 'clipboard-write'] })
  const notes = [
    { id: 'a', type: 'note', order: 'a1', place: [0, 0], size: [240, 160], colour: 1, text: 'Source of the Rhône' },
    { id: 'b', type: 'note', order: 'a2', place: [320, 0], size: [100, 100], colour: 6, text: '' },
  ]
  await openBoard(page, await freshBoard(page, server.origin, notes))
  const note = thing(page, 'Source of the Rhône')
  const words = note.getByText('Source of the Rhône')
  const box = await boxOf(words)
  // Just after “Source”, which is the first third of its line.
  await doubleClick(page, [box.x + 62, box.y + 10])
  await expect(field(page)).toBeFocused()
  await expect(surfaceOf(page).getByRole('group')).toHaveCount(2)
  const place = await caretOf(page)
  expect(place).toBeGreaterThan(2)
  expect(place).toBeLessThan(12)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect.poll(() => caretOf(page)).toBe('Source of the Rhône'.length)
  await page.keyboard.type(', high up', { delay: 30 })
  await page.keyboard.press('Escape')
  await expect(thing(page, 'Source of the Rhône, high up')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(thing(page, /“Source of the Rhône”/)).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(thing(page, 'Source of the Rhône, high up')).toBeVisible()

  // A shape that was just drawn: one just types.
  await tool(page, 'Shape').click()
  const [x, y] = await placeOn(page, 300, 420)
  await drag(page, [x, y], [x + 180, y + 110])
  await page.keyboard.type('Lake Geneva', { delay: 40 })
  await page.keyboard.press('Escape')
  await expect(thing(page, 'Lake Geneva')).toBeFocused()
  await page.evaluate(() => navigator.clipboard.writeText('Le fleuve descend vers la mer. '.repeat(81).slice(0, 2_500)))
  await surfaceOf(page)
    .getByRole('group', { name: /^Note(?! “)/ })
    .click({ delay: 100 })
  await page.keyboard.press('Enter')
  await page.keyboard.type('First. ', { delay: 30 })
  await page.keyboard.press('Control+v')
  await page.keyboard.press('Escape')
  const long = thing(page, /Note “First\./)
  const grown = await boxOf(long)
  expect(grown.height).toBeLessThan(grown.width * 1.6)
  // Nothing of it is cut.
  const inside = long.locator('[translate=no]')
  expect(await inside.evaluate((one) => one.scrollHeight - (one.parentElement?.clientHeight ?? 0))).toBeLessThanOrEqual(
    24,
  )
  await page.keyboard.press('Control+z')
  await expect(thing(page, /Note “First\.\s*”/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(thing(page, /Note “First/)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(surfaceOf(page).getByRole('group', { name: /^Shape(?! “)/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(surfaceOf(page).getByRole('group', { name: /^Shape/ })).toHaveCount(0)
  await saved(page)
})

test('keys of the board hold wherever the focus is, find what is out of sight, and show frames one by one', async ({
  enter,
  server,
}) => {
  const page = await enter(teachers.claire)
  const objects = [
    { id: 'f', type: 'frame', order: 'a0', place: [0, 0], size: [400, 300], text: 'Spring' },
    { id: 'g', type: 'frame', order: 'a1', place: [2_000, 0], size: [400, 300], text: 'Summer' },
    { id: 'n', type: 'note', order: 'a2', parent: 'g', place: [40, 40], size: [160, 120], text: 'Été à l’école' },
    { id: 'm', type: 'note', order: 'a3', place: [0, 500], size: [160, 120], text: 'Loose' },
  ]
  await openBoard(page, await freshBoard(page, server.origin, objects))
  // After undo of a new thing the focus is on nothing; on a button, in the header.
  await tool(page, 'Note').click()
  await page.mouse.click(...(await placeOn(page, 640, 160)), { delay: 90 })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(surfaceOf(page).getByRole('group', { name: /^Note(?! “)/ })).toHaveCount(0)
  await page.keyboard.press('Control+y')
  await expect(surfaceOf(page).getByRole('group', { name: /^Note(?! “)/ })).toHaveCount(1)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.keyboard.press('Control+z')
  await expect(surfaceOf(page).getByRole('group', { name: /^Note(?! “)/ })).toHaveCount(0)
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+a')
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
  await expect(
    surfaceOf(page)
      .getByRole('group', { name: /selected$|chosen$/ })
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Escape')

  // Words of the page that are dragged onto the board are no note.
  const title = page.getByRole('heading', { level: 1 })
  await title.selectText()
  const [tx, ty] = await middleOf(title)
  await drag(page, [tx, ty], await placeOn(page, 600, 300))
  await expect(surfaceOf(page).getByRole('group', { name: /A board to try/ })).toHaveCount(0)
  await page.evaluate(() => getSelection()?.empty())

  await page.keyboard.press('Control+f')
  await page.keyboard.type('ete ecole', { delay: 30 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search').getByRole('status')).toHaveText('1 of 1')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(thing(page, 'Été à l’école')).toBeFocused()

  await page.getByRole('button', { name: 'Show frame by frame' }).click()
  const slides = page.getByRole('group', { name: 'Frames, one by one' })
  await expect(slides.getByRole('status')).toContainText('Spring')
  await expect(tool(page, 'Note')).toBeHidden()
  await page.keyboard.press('PageDown')
  await expect(slides.getByRole('status')).toContainText('Summer')
  await page.keyboard.press('ArrowRight')
  await expect(slides.getByRole('status')).toContainText('2 of 2')
  const frame = surfaceOf(page).getByRole('group', { name: /^Frame “Summer”/ })
  await expect.poll(async () => (await boxOf(frame)).width).toBeGreaterThan(700)
  await slides.getByRole('button', { name: 'End' }).click()
  await expect(tool(page, 'Note')).toBeVisible()

  // The choices of a tool go with it, and the focus does not.
  await tool(page, 'Shape').click()
  const choices = page.getByRole('toolbar', { name: 'Options: Shape' })
  await choices.getByRole('radio', { name: 'Star' }).focus()
  await page.keyboard.press('Space')
  await expect(choices.getByRole('radio', { name: 'Star' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(choices).toBeHidden()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')

  // To the list and back by key: the focus goes on in the new face.
  await page.getByRole('button', { name: 'Show everything' }).click()
  await thing(page, 'Loose').click({ delay: 90 })
  await page.keyboard.press('Control+Shift+L')
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-list-row'))).toBe(true)
  await page.keyboard.press('Control+Shift+L')
  await expect(surfaceOf(page)).toBeVisible()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
})

test('a phone on its side and a low tablet have the tools of a board in one row, and upright the cards of a wall begin in its upper half', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const path = await freshBoard(claire, server.origin)
  const page = await enterPupil('Alix M.', { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true })
  await openBoard(page, path)
  const papers = ['Tools', 'View'].map((name) => page.getByRole('toolbar', { name, exact: true }))
  for (const [width, height] of [
    [844, 390],
    [667, 375],
    [800, 600],
  ] as const) {
    await page.setViewportSize({ width, height })
    const surface = await boxOf(surfaceOf(page))
    expect(surface.height).toBeGreaterThan(240)
    for (const paper of papers) {
      const { y, height: high } = await boxOf(paper)
      expect(y + high).toBeLessThanOrEqual(height)
      // One row, and three quarters of the board are free.
      expect(y - surface.y).toBeGreaterThan(surface.height * 0.75)
    }
    for (const name of ['Pen', 'Undo my last step']) await expect(tool(page, name)).toBeInViewport({ ratio: 1 })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  const upright = await boxOf(tool(page, 'Pen'))
  expect(upright.y + upright.height).toBeLessThanOrEqual(844)
  expect((await boxOf(surfaceOf(page))).height).toBeGreaterThan(500)
})
