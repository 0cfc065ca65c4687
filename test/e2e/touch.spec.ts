import type { Page } from '@playwright/test'
import { boxOf, saved, surfaceOf, thing, tool } from './board-page.ts'
import { column, freshBoard } from './boards.ts'
import { field, log, openChat } from './chat-page.ts'
import { expect, teachers, test } from './fixtures.ts'

/**
 * A pupil with a phone and with a tablet, by touch, with the keyboard on the screen: it takes half of the height, and what is
 * written, its caret and its field stay in sight. The page of text is in page-hand.
 */

/** Where the caret of a field or of an editor is, nothing covers it, and the field is whole if there is room for it. */
const isWritingSeen = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: field } = document
    if (field === null || field === document.body) return 'nothing has the focus'
    const box = field.getBoundingClientRect()
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    const part = `${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}`
    if (box.height <= innerHeight && (box.top < 0 || box.bottom > innerHeight)) return `the field is cut: ${part}`
    const middle = box.left + Math.min(20, box.width / 2)
    const covering = [top + 3, bottom - 3]
      .map((y) => document.elementFromPoint(middle, y))
      .find((there) => !field.contains(there))
    const name = covering?.closest('[aria-label]')?.getAttribute('aria-label') ?? covering?.tagName
    return covering === undefined ? 'seen' : `${name} covers the field: ${part}`
  })

const expectSeen = (page: Page) => expect.poll(() => isWritingSeen(page)).toBe('seen')

/** Types as a thumb does, and looks after each word. */
async function write(page: Page, words: string) {
  for (const word of words.split(' ')) {
    await page.keyboard.type(`${word} `, { delay: 30 })
    await expectSeen(page)
  }
}

for (const [width, height] of [
  [390, 844],
  [820, 1180],
] as const)
  test(`a pupil adds a card, draws, puts a note there and sends a message by touch at ${width} × ${height}, and always sees caret and field`, async ({
    enter,
    enterPupil,
    server,
  }) => {
    const claire = await enter(teachers.claire)
    const many = Array.from({ length: 9 }, (_, at) => ({
      ...{ id: `s.bird${at}`, type: 'card', text: `Bird ${at}`, order: `a${at}` },
      ...{ size: [240, 160], parent: 's.aaaa' },
    }))
    const objects = [column('aaaa', 'Seen', 'a0'), ...many]
    const wall = await freshBoard(claire, server.origin, { kind: 'wall', title: 'By finger', objects })
    const board = await freshBoard(claire, server.origin, { kind: 'board', title: 'By finger' })
    const pupil = await enterPupil('Alix M.', { viewport: { width, height }, hasTouch: true, isMobile: true })
    const keyboard = (isUp: boolean) => pupil.setViewportSize({ width, height: isUp ? height / 2 : height })

    await test.step('a card below nine others', async () => {
      await pupil.goto(wall)
      await pupil.getByRole('button', { name: 'Add a card' }).last().tap()
      await keyboard(true)
      await expectSeen(pupil)
      await write(pupil, 'A heron stood in the water and did not move at all')
      await pupil.getByRole('button', { name: 'Done', exact: true }).tap()
      await keyboard(false)
      await expect(pupil.getByRole('article', { name: /A heron stood/ })).toBeInViewport()
    })
    await test.step('a line on a board', async () => {
      await pupil.goto(board)
      await expect(surfaceOf(pupil)).toBeVisible()
      const surface = await boxOf(surfaceOf(pupil))
      await tool(pupil, 'Pen').tap()
      const touch = await pupil.context().newCDPSession(pupil)
      const [x, y] = [surface.x + surface.width / 2, surface.y + surface.height / 2]
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: [number, number]) =>
        touch.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] })
      await send('touchStart', [x - 80, y - 60])
      for (let step = 1; step <= 12; step++) await send('touchMove', [x - 80 + step * 12, y - 60 + (step % 3) * 8])
      await send('touchEnd')
      // To the browser a quick line was a swipe, and the tap that stops it went no further. Whether a line is one hangs on its
      // last milliseconds, so that the board's part is asked for: no move of a finger on it is the browser's.
      const isKept = await surfaceOf(pupil).evaluate(
        (there) => !there.dispatchEvent(new Event('touchmove', { bubbles: true, cancelable: true })),
      )
      expect(isKept).toBe(true)
      await tool(pupil, 'Note').tap()
      await expect(tool(pupil, 'Note')).toHaveAttribute('aria-pressed', 'true')
      await expect(surfaceOf(pupil).getByRole('group', { name: /^Drawing/ })).toHaveCount(1)
      await saved(pupil)
    })
    await test.step('a note on it', async () => {
      const surface = await boxOf(surfaceOf(pupil))
      // Low, where the keyboard will be.
      await pupil.touchscreen.tap(surface.x + surface.width / 2, surface.y + surface.height * 0.66)
      await expect(pupil.getByRole('textbox', { name: 'Words of the note' })).toBeFocused()
      await keyboard(true)
      await write(pupil, 'Herons fish where the water is low')
      await keyboard(false)
      await expectSeen(pupil)
      await pupil.keyboard.press('Escape')
      await expect(thing(pupil, /Herons fish where the water is low/)).toBeInViewport()
      await saved(pupil)
    })
    await test.step('a message', async () => {
      await openChat(pupil)
      await field(pupil).tap()
      await keyboard(true)
      await write(pupil, 'We saw a heron at the river today and it was very grey')
      await pupil.getByRole('button', { name: 'Send', exact: true }).tap()
      await expect(log(pupil).getByRole('article').last()).toContainText('We saw a heron')
      await expectSeen(pupil)
      await expect(log(pupil).getByRole('article').last()).toBeInViewport()
    })
  })
