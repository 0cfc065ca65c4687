import type { Page } from '@playwright/test'
import { Camera } from '#client/boards/canvas/camera.ts'
import { expectNoBarrier } from './barriers.ts'
import { boxOf, drag, freshBoard, openBoard, surfaceOf, thing } from './board-page.ts'
import { expect, teachers, test } from './fixtures.ts'

// A board with more things in sight than can be read is one picture; everything goes on to work on it.

const columns = 24
const rows = 18
const size = { width: 160, height: 120 } as const
const all = { x: 0, y: 0, width: (columns - 1) * 200 + size.width, height: (rows - 1) * 160 + size.height, rotation: 0 }
/** Nothing stands there. */
const hole = 200
const chosen = 212

const cornerOf = (at: number) => [(at % columns) * 200, Math.floor(at / columns) * 160] as const

const notes = Array.from({ length: columns * rows }, (_, at) => ({
  id: `n${at}`,
  ...{ type: 'note', order: `a1${String(at).padStart(3, '0')}1`, place: cornerOf(at), size: [size.width, size.height] },
  ...{ colour: at === chosen ? 6 : 1, text: `Word ${at}` },
})).filter((_, at) => at !== hole)

/** Where the middle of a note is on the screen, or a place beside it, while all of the board is in sight. */
async function placeOf(page: Page, at: number, aside: readonly [number, number] = [0, 0]): Promise<[number, number]> {
  const surface = await boxOf(surfaceOf(page))
  const camera = new Camera()
  camera.resize(surface.width, surface.height)
  const { x, y, zoom } = camera.fitting(all)
  const [left, top] = cornerOf(at)
  const [middleX, middleY] = [left + size.width / 2 + aside[0], top + size.height / 2 + aside[1]]
  return [surface.x + (middleX - x) * zoom, surface.y + (middleY - y) * zoom]
}

const paper = (page: Page) => page.locator('canvas[data-painted]')
const elements = (page: Page) => surfaceOf(page).locator('[data-object]')

/** The paint at a note's place, below its words: `yellow`, `teal`, or `none`. */
async function paintAt(page: Page, at: number): Promise<string> {
  const [x, y] = await placeOf(page, at, [0, 30])
  const [red = 0, green = 0, blue = 0, alpha = 0] = await paper(page).evaluate(
    (element, [px, py]) => {
      if (!(element instanceof HTMLCanvasElement)) throw new Error('no paper')
      const { left, top, width } = element.getBoundingClientRect()
      const ratio = element.width / width
      const [across, down] = [Math.round((px - left) * ratio), Math.round((py - top) * ratio)]
      return [...(element.getContext('2d')?.getImageData(across, down, 1, 1).data ?? [])]
    },
    [x, y] as const,
  )
  if (alpha < 128) return 'none'
  return red > green && green > blue ? 'yellow' : blue >= red && green > red ? 'teal' : `${red} ${green} ${blue}`
}

/** Opens a board of these notes, all in sight: fitted once the header has got its last line. */
async function openFromFar(page: Page, path: string): Promise<void> {
  await openBoard(page, path)
  await expect(paper(page)).toHaveAttribute('data-painted', String(notes.length))
  await expect(elements(page)).toHaveCount(0)
  await expect(async () => {
    await page.getByRole('button', { name: 'Show everything' }).click()
    expect([await paintAt(page, 0), await paintAt(page, chosen), await paintAt(page, hole)]).toEqual([
      'yellow',
      'teal',
      'none',
    ])
  }).toPass()
}

/** The view does not glide, so that a place stays where it is. */
const calm = { reducedMotion: 'reduce' } as const

const expectPaint = (page: Page, at: number, paint: string) => expect.poll(() => paintAt(page, at)).toBe(paint)

test('a large board is painted from far, and what is dragged there is seen by all at once', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire, calm)
  const path = await freshBoard(claire, server.origin, notes)
  const alix = await enterPupil('Alix M.', calm)
  await Promise.all([openFromFar(claire, path), openFromFar(alix, path)])
  await drag(claire, await placeOf(claire, chosen), await placeOf(claire, hole))
  for (const page of [claire, alix]) {
    await expectPaint(page, hole, 'teal')
    await expectPaint(page, chosen, 'none')
  }
  await expect(thing(claire, `Word ${chosen}`)).toHaveAccessibleName(/chosen/)
  await claire.keyboard.press('Control+z')
  for (const page of [claire, alix]) {
    await expectPaint(page, chosen, 'teal')
    await expectPaint(page, hole, 'none')
  }

  // A rectangle takes what it touches, and it goes at once.
  await claire.keyboard.press('Escape')
  await drag(claire, await placeOf(claire, chosen, [-100, -80]), await placeOf(claire, chosen, [90, 70]))
  await claire.keyboard.press('Delete')
  await expectPaint(alix, chosen, 'none')
  await expectPaint(alix, chosen - 1, 'yellow')
})

test('from far the keyboard goes from thing to thing, writes, and comes near', async ({ enter, server }) => {
  const page = await enter(teachers.claire, calm)
  await openFromFar(page, await freshBoard(page, server.origin, notes))
  await surfaceOf(page).focus()
  await page.keyboard.press('Home')
  await expect(thing(page, 'Word 0')).toBeFocused()
  await page.keyboard.press('Control+ArrowRight')
  await expect(thing(page, 'Word 1')).toBeFocused()
  await expect(elements(page)).toHaveCount(1)
  await page.keyboard.press('Control+ArrowDown')
  await expect(thing(page, 'Word 25')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Written from far')
  await page.keyboard.press('Escape')
  await expect(thing(page, 'Written from far')).toBeFocused()
  await expectNoBarrier(page, 'a board from far')

  // With a note chosen it would be its next letter.
  await page.keyboard.press('Escape')
  await page.keyboard.press('0')
  await expect(paper(page)).toHaveCount(0)
  expect(await elements(page).count()).toBeGreaterThan(10)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(paper(page)).toHaveAttribute('data-painted', String(notes.length))
})

test('a finger takes a thing from far, at 820 pixels by night', async ({ enter, server }) => {
  const page = await enter(teachers.claire, {
    ...calm,
    viewport: { width: 820, height: 1_180 },
    hasTouch: true,
    colorScheme: 'dark',
  })
  await openFromFar(page, await freshBoard(page, server.origin, notes))
  await page.touchscreen.tap(...(await placeOf(page, chosen)))
  await expect(thing(page, `Word ${chosen}`)).toHaveAccessibleName(/chosen/)
  await expect(page.getByRole('toolbar', { name: 'For what is chosen' })).toBeVisible()
})
