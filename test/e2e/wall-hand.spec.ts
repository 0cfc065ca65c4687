import type { Page } from '@playwright/test'
import { card, column, freshBoard } from './boards.ts'
import { expect, teachers, test } from './fixtures.ts'

// Cards of a wall under the hand: taken by their whole body, opened by a click, held by a finger that rests.

const columns = [column('aaaa', 'Seen', 'a0'), column('bbbb', 'Wondered', 'a1')]
const cards = [
  card('car1', 'Heron', { parent: 's.aaaa' }),
  card('car2', 'Otter', { parent: 's.aaaa' }),
  card('car3', 'Pike', { parent: 's.bbbb' }),
]
const columnOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const cardOf = (page: Page, words: string) => page.getByRole('article', { name: `Card “${words}”` })

async function bodyOf(page: Page, words: string): Promise<[number, number]> {
  const body = cardOf(page, words).getByText(words, { exact: true })
  const box = await body.boundingBox()
  if (box === null) throw new Error('not on the screen')
  return [box.x + Math.min(20, box.width / 2), box.y + box.height / 2]
}

test('a card moves by its body, opens by a click, and a column is named at once', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  await page.goto(
    await freshBoard(page, server.origin, { kind: 'wall', title: 'By hand', objects: [...columns, ...cards] }),
  )
  await expect(cardOf(page, 'Heron')).toBeVisible()
  const [x, y] = await bodyOf(page, 'Heron')
  const [tx, ty] = await bodyOf(page, 'Pike')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.waitForTimeout(100)
  await page.mouse.move(tx, ty + 60, { steps: 12 })
  await page.mouse.up()
  await expect(columnOf(page, 'Wondered').getByRole('article')).toHaveCount(2)
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('')

  await page.mouse.click(...(await bodyOf(page, 'Otter')), { delay: 110 })
  const field = page.getByRole('textbox', { name: 'Text', exact: true })
  await expect(field).toBeFocused()
  await page.keyboard.type('s at dusk', { delay: 30 })
  await page.keyboard.press('Escape')
  await expect(cardOf(page, 'Otters at dusk')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(cardOf(page, 'Otter')).toBeVisible()

  await page.getByRole('button', { name: 'Actions for column Seen' }).click({ delay: 90 })
  await page.getByRole('menuitem', { name: 'Rename' }).click({ delay: 90 })
  await expect(page.getByRole('textbox', { name: 'Name of the column' })).toBeFocused()
  await page.keyboard.type(' today', { delay: 30 })
  await page.keyboard.press('Enter')
  await expect(columnOf(page, 'Seen today')).toBeVisible()

  await page.getByRole('button', { name: 'Actions for Card “Otter”' }).click({ delay: 90 })
  await page.getByRole('menuitem', { name: 'Language' }).click({ delay: 90 })
  await page.getByRole('menuitemradio', { name: 'German' }).click({ delay: 90 })
  await expect(cardOf(page, 'Otter').locator('[lang=de]')).toHaveText('Otter')

  const add = page.getByRole('button', { name: 'Add a column' })
  await expect(add).toBeInViewport()
  await add.click({ delay: 90 })
  await expect(page.getByRole('textbox', { name: 'Name of the column' })).toBeFocused()
})

test('a finger scrolls a wall over its cards, takes one where it rests, and opens one where it taps', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const many = Array.from({ length: 8 }, (_, at) => card(`many${at}`, `Bird ${at}`, { parent: 's.aaaa' }))
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'By finger',
    objects: [...columns, ...many],
  })
  const page = await enterPupil('Alix M.', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await page.goto(address)
  await expect(cardOf(page, 'Bird 0')).toBeVisible()
  // Upright, the first card begins in the upper half.
  const first = await cardOf(page, 'Bird 0').boundingBox()
  expect(first?.y ?? 844).toBeLessThan(422)
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, number][]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) })
  const scrolled = () => page.evaluate(() => document.scrollingElement?.scrollTop ?? 0)
  const [x, y] = await bodyOf(page, 'Bird 2')
  await send('touchStart', [[x, y]])
  for (let step = 1; step <= 10; step++) await send('touchMove', [[x, y - step * 20]])
  await send('touchEnd', [])
  await expect.poll(scrolled).toBeGreaterThan(100)
  // It glides on after the finger is gone.
  let last = -1
  const isStill = async () => {
    const before = last
    last = await scrolled()
    return last === before
  }
  await expect.poll(isStill, { intervals: [200] }).toBe(true)
  await expect(columnOf(page, 'Seen').getByRole('article').nth(2)).toHaveAccessibleName(/Bird 2/)

  // How far it glided hangs on the machine; a card that is taken at the edge of the screen scrolls it, as it should.
  await cardOf(page, 'Bird 2').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await expect.poll(isStill, { intervals: [200] }).toBe(true)
  const [hx, hy] = await bodyOf(page, 'Bird 2')
  await send('touchStart', [[hx, hy]])
  await expect(page.locator('html')).toHaveAttribute('data-dragging', '')
  const before = await scrolled()
  for (let step = 1; step <= 10; step++) await send('touchMove', [[hx, hy + step * 18]])
  expect(await scrolled()).toBe(before)
  await send('touchEnd', [])
  await expect(columnOf(page, 'Seen').getByRole('article').nth(2)).toHaveAccessibleName(/Bird 3/)
})
