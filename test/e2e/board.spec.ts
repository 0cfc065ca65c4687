import type { Page } from '@playwright/test'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import {
  boxOf,
  drag,
  freshBoard,
  middleOf,
  openBoard,
  placeOn,
  saved,
  someObjects,
  surfaceOf,
  thing,
  tool,
} from './board-page.ts'
import { expect, teachers, test } from './fixtures.ts'

const noteAt = async (page: Page, x: number, y: number, words: string) => {
  await tool(page, 'Note').click()
  await page.mouse.click(...(await placeOn(page, x, y)))
  await page.keyboard.type(words)
  await page.keyboard.press('Escape')
  await expect(thing(page, words)).toBeVisible()
}

// As most devices are: what glides is seen to glide.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('two people work on one board at once, and undo is each one’s own', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const path = await freshBoard(claire, server.origin)
  const pupil = await enterPupil('Alix M.')
  await Promise.all([openBoard(claire, path), openBoard(pupil, path)])
  await Promise.all([noteAt(claire, 160, 160, 'Of the teacher'), noteAt(pupil, 520, 200, 'Of the pupil')])
  await expect(thing(claire, 'Of the pupil')).toBeVisible()
  await expect(thing(pupil, 'Of the teacher')).toBeVisible()

  const before = await boxOf(thing(pupil, 'Of the pupil'))
  const [x, y] = await middleOf(thing(claire, 'Of the pupil'))
  await drag(claire, [x, y], [x + 120, y + 60])
  await expect.poll(async () => (await boxOf(thing(pupil, 'Of the pupil'))).x - before.x).toBeGreaterThan(90)

  await surfaceOf(pupil).press('Control+z')
  await expect(thing(claire, 'Of the pupil')).toBeHidden()
  await expect(thing(claire, 'Of the teacher')).toBeVisible()
  await surfaceOf(pupil).press('Control+Shift+z')
  await expect(thing(claire, 'Of the pupil')).toBeVisible()
  // What the teacher did to it meanwhile is still so.
  expect((await boxOf(thing(pupil, 'Of the pupil'))).x - before.x).toBeGreaterThan(90)
  await saved(pupil)
})

test('arrows stay attached, and a frame takes along what is in it', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  await openBoard(page, await freshBoard(page, server.origin, someObjects))
  const arrow = surfaceOf(page).getByRole('group', { name: /^Connector, from Note “Source” to Note “Estuary”/ })
  const line = arrow.locator('path').last()
  const before = await line.getAttribute('d')
  const [x, y] = await middleOf(thing(page, 'Estuary'))
  await drag(page, [x, y], [x + 40, y + 140])
  await expect.poll(() => line.getAttribute('d')).not.toBe(before)

  const [ax, ay] = await middleOf(thing(page, 'Source'))
  const [cx, cy] = await middleOf(thing(page, 'Lake'))
  await page.keyboard.press('Escape')
  await drag(page, [ax - 150, ay - 150], [cx + 130, cy + 90])
  await page.getByRole('toolbar', { name: 'For what is chosen' }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Put a frame around' }).click()
  const frame = surfaceOf(page).getByRole('group', { name: /^Frame/ })
  await expect(frame).toBeVisible()
  const [sourceBefore, frameBefore] = [await boxOf(thing(page, 'Source')), await boxOf(frame)]
  const title: [number, number] = [frameBefore.x + 20, frameBefore.y - 10]
  await drag(page, title, [title[0] + 100, title[1] + 30])
  const sourceAfter = await boxOf(thing(page, 'Source'))
  expect(sourceAfter.x - sourceBefore.x).toBeGreaterThan(80)
  // Out of the frame again: the frame moves without it.
  const [sx, sy] = await middleOf(thing(page, 'Source'))
  await drag(page, [sx, sy], [sx + 700, sy])
  const alone = await boxOf(thing(page, 'Source'))
  const now = await boxOf(frame)
  await drag(page, [now.x + 20, now.y - 10], [now.x - 30, now.y - 10])
  expect((await boxOf(thing(page, 'Source'))).x).toBeCloseTo(alone.x, 0)
})

test('every tool has a way by keyboard', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  await openBoard(page, await freshBoard(page, server.origin))
  const choose = async (name: string) => {
    await tool(page, name).focus()
    await page.keyboard.press('Enter')
  }
  await choose('Note')
  await page.keyboard.type('Made by keys')
  await page.keyboard.press('Escape')
  await expect(thing(page, 'Made by keys')).toBeFocused()
  const start = await boxOf(thing(page, 'Made by keys'))
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
  const moved = await boxOf(thing(page, 'Made by keys'))
  expect([Math.round(moved.x - start.x), Math.round(moved.y - start.y)]).toEqual([20, 1])

  await choose('Shape')
  await page.keyboard.press('Tab')
  const shape = surfaceOf(page).getByRole('group', { name: /^Shape/ })
  await expect(shape).toBeVisible()
  await shape.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('A shape')
  await page.keyboard.press('Control+Enter')
  for (let step = 0; step < 30; step++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+ArrowLeft')
  await expect(thing(page, 'Made by keys')).toBeFocused()
  await page.keyboard.press('Control+a')
  await choose('Arrow')
  await expect(
    surfaceOf(page).getByRole('group', { name: /^Connector, from (Note|Shape) .* to (Note|Shape) / }),
  ).toBeVisible()

  await choose('Text')
  await page.keyboard.type('Free words')
  await page.keyboard.press('Escape')
  await choose('Frame')
  await page.keyboard.type('A place')
  await page.keyboard.press('Enter')
  await expect(surfaceOf(page).getByRole('group', { name: /^Frame “A place”/ })).toBeFocused()

  await thing(page, 'Made by keys').focus()
  await page.keyboard.press('Control+d')
  await expect(thing(page, 'Made by keys')).toHaveCount(2)
  await page.keyboard.press('Delete')
  await expect(thing(page, 'Made by keys')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(thing(page, 'Made by keys')).toHaveCount(2)

  await thing(page, 'Free words').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Place and size…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Place and size…' })
  await dialog.getByLabel('Rotation in degrees').fill('30')
  await dialog.getByLabel('Rotation in degrees').press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(() => thing(page, 'Free words').evaluate((element) => element.style.rotate)).toBe('30deg')
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('heading', { level: 2 })).toContainText('6')
})

test('a teacher’s lock holds a thing, and whoever moves it without knowing is told', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/)
  const claire = await enter(teachers.claire)
  const path = await freshBoard(claire, server.origin, someObjects)
  const pupil = await enterPupil('Alix M.')
  await Promise.all([openBoard(claire, path), openBoard(pupil, path)])
  await pupil.context().setOffline(true)
  await expect(pupil.getByText('No connection. Go on working.', { exact: true })).toBeVisible()
  const before = await boxOf(thing(pupil, 'Source'))
  const [x, y] = await middleOf(thing(pupil, 'Source'))
  await drag(pupil, [x, y], [x - 60, y + 100])
  await thing(claire, 'Source').click({ button: 'right' })
  await claire.getByRole('menuitem', { name: 'Lock', exact: true }).click()
  await expect(thing(claire, /^Note “Source”.*locked/)).toBeVisible()
  await saved(claire)
  await pupil.context().setOffline(false)
  await expect(pupil.getByText('This is locked by a teacher: put back.')).toBeVisible({ timeout: 30_000 })
  await expect.poll(async () => Math.round((await boxOf(thing(pupil, 'Source'))).x)).toBe(Math.round(before.x))

  // Now that it is known, it does not move at all.
  await drag(pupil, [x, y], [x - 60, y + 100])
  expect(Math.round((await boxOf(thing(pupil, 'Source'))).x)).toBe(Math.round(before.x))
})

test('things are copied, words from elsewhere become notes', async ({ enter, server }) => {
  const page = await enter(teachers.claire, { permissions: ['clipboard-read', 'clipboard-write'] })
  await openBoard(page, await freshBoard(page, server.origin, someObjects))
  await page.keyboard.press('Tab')
  await surfaceOf(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(thing(page, 'Source')).toHaveCount(2)
  await expect(surfaceOf(page).getByRole('group', { name: /^Connector/ })).toHaveCount(2)
  await page.evaluate(() => navigator.clipboard.writeText('Words from elsewhere'))
  await page.keyboard.press('Control+v')
  await expect(thing(page, 'Words from elsewhere')).toBeVisible()
  await page.evaluate(() => navigator.clipboard.writeText('https://example.org/rivers'))
  await page.keyboard.press('Control+v')
  await expect(surfaceOf(page).getByRole('link', { name: /example.org/ })).toBeVisible()
})

test('handles make larger and turn, and several things line up', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  await openBoard(page, await freshBoard(page, server.origin, someObjects))
  const lake = thing(page, 'Lake')
  await lake.click()
  const before = await boxOf(lake)
  const corner = await middleOf(page.locator('[data-handle="se"]'))
  await drag(page, corner, [corner[0] + 80, corner[1] + 40])
  await expect.poll(async () => Math.round((await boxOf(lake)).width - before.width)).toBeGreaterThan(70)
  const grip = await middleOf(page.locator('[data-handle="rotate"]'))
  const [mx, my] = await middleOf(lake)
  await drag(page, grip, [mx + 120, my + 2])
  await expect.poll(() => lake.evaluate((element) => element.style.rotate)).toBe('90deg')
  await page.keyboard.press('Control+z')
  await expect.poll(() => lake.evaluate((element) => element.style.rotate)).toBe('')

  await page.keyboard.press('Control+a')
  await page.getByRole('toolbar', { name: 'For what is chosen' }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Align' }).click()
  await page.getByRole('menuitem', { name: 'At the left' }).click()
  const lefts = await Promise.all(
    ['Source', 'Estuary', 'Lake'].map(async (words) => (await boxOf(thing(page, words))).x),
  )
  expect(new Set(lefts.map(Math.round)).size).toBe(1)
})

test('fingers draw with a tool, move the board, and zoom it', async ({ enterPupil, enter, server }) => {
  const claire = await enter(teachers.claire)
  const path = await freshBoard(claire, server.origin, someObjects)
  const page = await enterPupil('Alix M.', { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true })
  await openBoard(page, path)
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, number][]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
  const source = thing(page, 'Source')
  const before = await boxOf(source)
  const [x, y] = await placeOn(page, 400, 560)
  await send('touchStart', [[x, y]])
  for (let step = 1; step <= 5; step++) await send('touchMove', [[x + step * 10, y - step * 6]])
  await send('touchEnd', [])
  const panned = await boxOf(source)
  expect(Math.round(panned.x - before.x)).toBe(50)

  await send('touchStart', [
    [x - 50, y],
    [x + 50, y],
  ])
  for (let step = 1; step <= 5; step++)
    await send('touchMove', [
      [x - 50 - step * 10, y],
      [x + 50 + step * 10, y],
    ])
  await send('touchEnd', [])
  await expect.poll(async () => (await boxOf(source)).width / panned.width).toBeGreaterThan(1.5)

  await page.getByRole('button', { name: 'Show everything' }).tap()
  await tool(page, 'Note').tap()
  await page.touchscreen.tap(...(await placeOn(page, 560, 620)))
  await page.keyboard.type('With a finger')
  await page.keyboard.press('Escape')
  await expect(thing(page, 'With a finger')).toBeVisible()
  const [nx, ny] = await middleOf(thing(page, 'With a finger'))
  await send('touchStart', [[nx, ny]])
  for (let step = 1; step <= 6; step++) await send('touchMove', [[nx - step * 20, ny]])
  await send('touchEnd', [])
  await expect.poll(async () => Math.round((await middleOf(thing(page, 'With a finger')))[0] - nx)).toBeLessThan(-90)
  await saved(page)
})

test('the canvas has no barrier', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  await openBoard(page, await freshBoard(page, server.origin, someObjects))
  await expectNoBarrierInAnyLight(page, 'at rest')
  await thing(page, 'Lake').click()
  await expectNoBarrierInAnyLight(page, 'with something chosen')
  await page.keyboard.press('Enter')
  await expectNoBarrierInAnyLight(page, 'while writing')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible()
  await expectNoBarrierInAnyLight(page, 'with its menu')
})
