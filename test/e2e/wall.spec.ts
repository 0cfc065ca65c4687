import type { Locator, Page } from '@playwright/test'
import { expectNoBarrier, expectNoBarrierInAnyLight } from './barriers.ts'
import { card, column, freshBoard } from './boards.ts'
import { expect, teachers, test } from './fixtures.ts'

// A wall on which a class collects, sorts and answers: two browsers, each way of moving a card, each way of showing it.

const columns = [column('aaaa', 'Seen', 'a0'), column('bbbb', 'Wondered', 'a1')]
const three = [
  card('car1', 'Heron', { parent: 's.aaaa' }),
  card('car2', 'Otter', { parent: 's.aaaa' }),
  card('car3', 'Pike', { parent: 's.bbbb' }),
]

const columnOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const cardOf = (page: Page, words: string) => page.getByRole('article', { name: `Card “${words}”` })
const gripOf = (page: Page, words: string) => page.getByRole('button', { name: `Move Card “${words}”` })
const wordsIn = async (column: Locator) =>
  (await column.getByRole('article').all()).length === 0
    ? []
    : (await column.getByRole('article').evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))).map(
        (label) => /“(.*)”/.exec(label)?.[1] ?? label,
      )
const expectOrder = (page: Page, name: string, words: string[]) =>
  expect.poll(() => wordsIn(columnOf(page, name)), name).toEqual(words)

async function menu(page: Page, words: string, item: string) {
  await page.getByRole('button', { name: `Actions for Card “${words}”` }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function addCard(page: Page, into: string, words: string) {
  await columnOf(page, into).getByRole('button', { name: 'Add a card' }).click()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(words)
  await page.getByRole('button', { name: 'Done', exact: true }).click()
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (box === null) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('two pupils of two schools put cards on one wall at once, and see each other write', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'wall', title: 'At once', objects: columns })
  const [alix, anna] = [await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  for (const page of [alix, anna]) {
    await page.goto(address)
    await expect(columnOf(page, 'Seen')).toBeVisible()
  }
  await Promise.all([addCard(alix, 'Seen', '**Heron**'), addCard(anna, 'Wondered', 'Why brown?')])
  for (const page of [alix, anna]) {
    await expectOrder(page, 'Seen', ['Heron'])
    await expectOrder(page, 'Wondered', ['Why brown?'])
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  }
  await expect(cardOf(anna, 'Heron').locator('strong')).toHaveText('Heron')
  // Names by audience: a classmate’s name, another school’s pseudonym.
  await expect(cardOf(alix, 'Heron')).toContainText('Alix M.')
  await expect(cardOf(anna, 'Heron')).not.toContainText('Alix')
  await menu(alix, 'Heron', 'Edit')
  const field = alix.getByRole('textbox', { name: 'Text', exact: true })
  await field.press('End')
  await field.pressSequentially(' in the willow')
  await expect(anna.getByText('in the willow')).toBeVisible()
  await alix.keyboard.press('Escape')
  await expect(alix.getByRole('article', { name: /in the willow/ })).toBeFocused()
  // A card that is left empty is none.
  await columnOf(alix, 'Seen').getByRole('button', { name: 'Add a card' }).click()
  await alix.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(columnOf(alix, 'Seen').getByRole('article')).toHaveCount(1)
})

test('a card moves by mouse, by key and by menu, and everybody sees it where it went', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Moving',
    objects: [...columns, ...three],
  })
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await page.goto(address)
  await expectOrder(alix, 'Seen', ['Heron', 'Otter'])
  // By mouse: below the pike.
  const from = await middle(gripOf(alix, 'Heron'))
  const to = await middle(cardOf(alix, 'Pike'))
  await alix.mouse.move(from.x, from.y)
  await alix.mouse.down()
  await alix.mouse.move(to.x, to.y + 120, { steps: 12 })
  await alix.mouse.up()
  for (const page of [claire, alix]) await expectOrder(page, 'Wondered', ['Pike', 'Heron'])
  // By key: up, and over to the other column.
  await gripOf(alix, 'Heron').focus()
  await alix.keyboard.press('Enter')
  await alix.keyboard.press('ArrowUp')
  for (const page of [claire, alix]) await expectOrder(page, 'Wondered', ['Heron', 'Pike'])
  await alix.keyboard.press('ArrowLeft')
  await expect(gripOf(alix, 'Heron')).toBeFocused()
  await expect(alix.getByText('Seen: 1 of 2')).toBeAttached()
  await alix.keyboard.press('Enter')
  for (const page of [claire, alix]) await expectOrder(page, 'Seen', ['Heron', 'Otter'])
  // By menu.
  await menu(alix, 'Otter', 'Wondered')
  for (const page of [claire, alix]) await expectOrder(page, 'Wondered', ['Pike', 'Otter'])
  await menu(alix, 'Otter', 'Up')
  for (const page of [claire, alix]) await expectOrder(page, 'Wondered', ['Otter', 'Pike'])
  // And one undo takes the last of it back.
  await alix.keyboard.press('Control+z')
  for (const page of [claire, alix]) await expectOrder(page, 'Wondered', ['Pike', 'Otter'])
})

test('columns are added, named, put in another order and taken away; their cards stay', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Columns',
    objects: [...columns, ...three],
  })
  await claire.goto(address)
  await claire.getByRole('button', { name: 'Add a column' }).click()
  await claire.getByRole('textbox', { name: 'Name of the column' }).fill('To ask')
  await claire.keyboard.press('Enter')
  const headings = () => claire.getByRole('heading', { level: 2 }).allTextContents()
  await expect.poll(headings).toEqual(['Seen', 'Wondered', 'To ask'])
  await claire.getByRole('button', { name: 'Actions for column To ask' }).click()
  await claire.getByRole('menuitem', { name: 'Move left' }).click()
  await expect.poll(headings).toEqual(['Seen', 'To ask', 'Wondered'])
  const from = await middle(claire.getByRole('button', { name: 'Move Wondered' }))
  const to = await middle(claire.getByRole('heading', { name: 'Seen' }))
  await claire.mouse.move(from.x, from.y)
  await claire.mouse.down()
  await claire.mouse.move(to.x - 60, to.y, { steps: 10 })
  await claire.mouse.up()
  await expect.poll(headings).toEqual(['Wondered', 'Seen', 'To ask'])
  await claire.getByRole('button', { name: 'Actions for column Wondered' }).click()
  await claire.getByRole('menuitem', { name: 'Delete the column' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Delete the column' }).click()
  await expectOrder(claire, 'Without a column', ['Pike'])
})

test('cards are answered with comments and reactions; a teacher pins and locks', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Answers',
    objects: [...columns, ...three],
  })
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await page.goto(address)
  await cardOf(alix, 'Heron').getByRole('button', { name: 'React' }).click()
  await alix.getByRole('menuitemradio', { name: 'I love it' }).click()
  await expect(cardOf(claire, 'Heron').getByRole('button', { name: '1 I love it' })).toBeVisible()
  await cardOf(claire, 'Heron').getByRole('button', { name: '1 I love it' }).click()
  await expect(cardOf(alix, 'Heron').getByRole('button', { name: '2 I love it' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await cardOf(alix, 'Heron').getByRole('button', { name: 'Comment' }).click()
  const dialog = alix.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Your comment' }).fill('Two of them')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog.getByRole('listitem')).toContainText('Two of them')
  await expectNoBarrier(alix, 'comments')
  await alix.keyboard.press('Escape')
  await expect(cardOf(claire, 'Heron').getByRole('button', { name: '1 comment' })).toBeVisible()
  await menu(claire, 'Otter', 'Pin to the top')
  await expectOrder(alix, 'Seen', ['Otter', 'Heron'])
  await menu(claire, 'Otter', 'Lock')
  await expect(cardOf(alix, 'Otter')).toContainText('Locked by a teacher')
  await expect(gripOf(alix, 'Otter')).toHaveCount(0)
})

test('one looks at what one wants to see: by author, kind and order', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'wall', title: 'Filters', layout: 'grid' })
  const alix = await enterPupil('Alix M.')
  await alix.goto(address)
  await alix.getByRole('button', { name: 'Add the first card' }).click()
  await alix.getByRole('textbox', { name: 'Text', exact: true }).fill('First')
  await alix.getByRole('button', { name: 'Done', exact: true }).click()
  await claire.goto(address)
  await claire.getByRole('button', { name: 'Add a card' }).click()
  await claire.getByRole('textbox', { name: 'Text', exact: true }).fill('Second')
  await claire.getByRole('button', { name: 'Link', exact: true }).click()
  await claire.getByRole('textbox', { name: 'Address of the link' }).fill('example.org/rivers')
  await claire.keyboard.press('Enter')
  await claire.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(alix.getByRole('link', { name: /example.org\/rivers/ })).toHaveAttribute(
    'href',
    'https://example.org/rivers',
  )
  const shown = () => wordsIn(alix.getByRole('region', { name: 'Wall' }))
  await expect.poll(shown).toEqual(['First', 'Second'])
  await alix.getByRole('button', { name: 'As arranged' }).click()
  await alix.getByRole('menuitemradio', { name: 'Newest first' }).click()
  await expect.poll(shown).toEqual(['Second', 'First'])
  await alix.getByRole('button', { name: 'Filter' }).click()
  await alix.getByRole('button', { name: /All Kind/ }).click()
  await alix.getByRole('option', { name: 'Links' }).click()
  await expect.poll(shown).toEqual(['Second'])
  await expect(alix.getByText('1 of 2 cards')).toBeVisible()
  await alix.getByRole('dialog').getByRole('button', { name: 'Show all' }).click()
  await expect.poll(shown).toEqual(['Second', 'First'])
})

test('without a connection one goes on, and what was done arrives on return', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(/net::ERR_INTERNET_DISCONNECTED/)
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Offline',
    objects: [...columns, ...three],
  })
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await page.goto(address)
  await expectOrder(alix, 'Seen', ['Heron', 'Otter'])
  await alix.context().setOffline(true)
  await expect(alix.getByText(/No connection/).first()).toBeVisible()
  await addCard(alix, 'Seen', 'Beaver')
  await menu(alix, 'Pike', 'Seen')
  await expectOrder(alix, 'Seen', ['Heron', 'Otter', 'Beaver', 'Pike'])
  await menu(claire, 'Otter', 'Down')
  await addCard(claire, 'Wondered', 'Meanwhile')
  await expectOrder(claire, 'Seen', ['Heron', 'Otter'])
  await alix.context().setOffline(false)
  for (const page of [claire, alix]) {
    await expectOrder(page, 'Wondered', ['Meanwhile'])
    await expect
      .poll(async () => (await wordsIn(columnOf(page, 'Seen'))).toSorted())
      .toEqual(['Beaver', 'Heron', 'Otter', 'Pike'])
  }
  expect(await wordsIn(columnOf(alix, 'Seen'))).toEqual(await wordsIn(columnOf(claire, 'Seen')))
})

test('a frozen wall is read, says why, and offers nothing else', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Frozen',
    objects: [...columns, ...three],
  })
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await page.goto(address)
  await expect(gripOf(alix, 'Heron')).toBeVisible()
  await claire.getByRole('button', { name: 'Freeze' }).click()
  await claire.getByRole('menuitem').first().click()
  await expect(alix.getByText(/Frozen by Claire/)).toBeVisible()
  await expect(gripOf(alix, 'Heron')).toHaveCount(0)
  await expect(alix.getByRole('button', { name: /^Add a/ })).toHaveCount(0)
  await expect(cardOf(alix, 'Heron')).toBeVisible()
})

test('a teacher shows the same cards in each way, and as a canvas and back', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const dated = card('car4', 'Flood', { parent: 's.bbbb', date: '2026-03-12' })
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Faces',
    objects: [...columns, ...three, dated],
  })
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await page.goto(address)
  await expect(alix.getByRole('button', { name: /Shown as/ })).toHaveCount(0)
  const show = async (layout: string) => {
    await claire.getByRole('button', { name: /Shown as/ }).click()
    await claire.getByRole('menuitemradio', { name: layout }).click()
  }
  await expectNoBarrier(claire, 'columns')
  await show('Grid')
  await expect(cardOf(alix, 'Flood')).toBeVisible()
  await expect(columnOf(alix, 'Seen')).toHaveCount(0)
  await expectNoBarrier(claire, 'grid')
  await show('Timeline')
  await expectOrder(alix, '12 March 2026', ['Flood'])
  await expectOrder(alix, 'Without a date', ['Heron', 'Otter', 'Pike'])
  await expectNoBarrier(claire, 'timeline')
  await show('List')
  await expect(alix.getByRole('heading', { name: 'Objects (6)' })).toBeVisible()
  await show('Canvas')
  await expect(alix.locator('[data-object]')).toHaveCount(6)
  await show('Columns')
  await expectOrder(alix, 'Seen', ['Heron', 'Otter'])
  await expectOrder(alix, 'Wondered', ['Pike', 'Flood'])
})

test('on a timeline a card goes to another day by key, and has its date in its field', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Days',
    layout: 'timeline',
    objects: [card('car1', 'Flood', { date: '2026-03-12' }), card('car2', 'Drought', { date: '2026-08-01' })],
  })
  await claire.goto(address)
  await gripOf(claire, 'Drought').focus()
  await claire.keyboard.press('Enter')
  await claire.keyboard.press('ArrowUp')
  await claire.keyboard.press('Enter')
  await expect
    .poll(async () => (await wordsIn(columnOf(claire, '12 March 2026'))).toSorted())
    .toEqual(['Drought', 'Flood'])
  await menu(claire, 'Flood', 'Edit')
  await claire.getByLabel('Date', { exact: true }).fill('2026-05-04')
  await claire.getByRole('button', { name: 'Done', exact: true }).click()
  await expectOrder(claire, '4 May 2026', ['Flood'])
})

test('a finger drags a card by its grip at 820 pixels, and scrolls everywhere else', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Fingers',
    objects: [...columns, ...three],
  })
  const alix = await enterPupil('Alix M.', { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true })
  await alix.goto(address)
  const touch = await alix.context().newCDPSession(alix)
  const from = await middle(gripOf(alix, 'Heron'))
  const to = await middle(cardOf(alix, 'Pike'))
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await send('touchStart', [from])
  for (let step = 1; step <= 10; step++)
    await send('touchMove', [
      { x: from.x + ((to.x - from.x) * step) / 10, y: from.y + ((to.y - 60 - from.y) * step) / 10 },
    ])
  await send('touchEnd', [])
  await expectOrder(alix, 'Wondered', ['Heron', 'Pike'])
  await expectNoBarrier(alix, 'a pupil on a tablet')
  const grip = await gripOf(alix, 'Otter').boundingBox()
  expect(Math.min(grip?.width ?? 0, grip?.height ?? 0)).toBeGreaterThanOrEqual(44)
})

test('at 320 pixels nothing is cut off and nothing is lost', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Narrow',
    objects: [...columns, ...three],
  })
  const alix = await enterPupil('Alix M.', { viewport: { width: 320, height: 700 } })
  await alix.goto(address)
  await addCard(alix, 'Wondered', 'Narrow but whole')
  await expectOrder(alix, 'Wondered', ['Pike', 'Narrow but whole'])
  expect(await alix.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await menu(alix, 'Narrow but whole', 'Edit')
  await expectNoBarrierInAnyLight(alix, 'narrow')
})
