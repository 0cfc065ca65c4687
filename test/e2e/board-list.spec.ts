import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { freshBoard } from './boards.ts'
import { expect, teachers, test } from './fixtures.ts'

// The list of everything on a board, for those who cannot see or point: every action, and by keyboard alone.

const note = (key: string, text: string, more: object = {}) => ({
  id: `s.${key}`,
  type: 'note',
  text,
  order: `a${key.slice(-1)}`,
  size: [160, 160],
  ...more,
})

const river = [
  { id: 's.fram', type: 'frame', text: 'Banks', order: 'a0', size: [500, 400] },
  note('not1', 'Willow', { parent: 's.fram', place: [40, 60] }),
  note('not2', 'Heron', { place: [900, 40] }),
  note('not3', 'Delta', { place: [900, 900] }),
]

const row = (page: Page, name: string | RegExp) => page.locator('[data-list-row]').filter({ hasText: name })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const keys = async (page: Page, ...pressed: string[]) => {
  for (const key of pressed) await page.keyboard.press(key)
}

async function openList(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByRole('button', { name: 'Saved' }).or(page.getByText('Saved')).first()).toBeVisible()
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('heading', { name: /^Objects/ })).toBeVisible()
}

/** By key: to the row, opened, and along its toolbar to the tool, pressed. */
async function use(page: Page, name: string | RegExp, tool: string) {
  await row(page, name).focus()
  if ((await row(page, name).getAttribute('aria-expanded')) === 'false') await page.keyboard.press('Enter')
  else await page.keyboard.press('Tab')
  const wanted = page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: tool, exact: true })
  await expect(wanted).toBeVisible()
  const isThere = () => wanted.evaluate((one) => one === document.activeElement)
  // The toolbar comes back to the tool that was used last: what is wanted may be on either side.
  for (const way of ['ArrowRight', 'ArrowLeft'])
    for (let step = 0; step < 16 && !(await isThere()); step++) await page.keyboard.press(way)
  await expect(wanted).toBeFocused()
  await page.keyboard.press('Enter')
}

test('the list is one key away, says everything of each object, and is gone through by key and by letter', async ({
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'List', objects: river })
  await openList(claire, address)
  await expect(claire.getByRole('heading', { name: 'Objects (4)' })).toBeVisible()
  await expect(claire.getByRole('listitem').filter({ hasText: 'Banks' }).getByRole('listitem')).toContainText('Willow')
  await expect(row(claire, 'Delta')).toContainText('bottom right')
  await row(claire, 'Banks').focus()
  await keys(claire, 'ArrowDown')
  await expect.poll(() => focused(claire)).toContain('Willow')
  await keys(claire, 'End')
  await expect.poll(() => focused(claire)).toContain('Delta')
  await keys(claire, 'h')
  await expect.poll(() => focused(claire)).toContain('Heron')
  await keys(claire, 'Home')
  await expect.poll(() => focused(claire)).toContain('Banks')
  await expectNoBarrier(claire, 'the list')
  await keys(claire, 'Enter')
  await expect(claire.getByRole('toolbar', { name: 'Actions' })).toBeVisible()
  await expectNoBarrier(claire, 'an open row')
  await keys(claire, 'Escape')
  await expect(row(claire, 'Banks')).toBeFocused()
  await keys(claire, 'Control+Shift+L')
  await expect(claire.locator('[data-object]')).toHaveCount(4)
})

test('every action is done by keyboard alone, and arrives at the others', async ({ enter, enterPupil, server }) => {
  test.setTimeout(180_000)
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'By key', objects: river })
  const alix = await enterPupil('Alix M.')
  await openList(claire, address)
  await openList(alix, address)

  await test.step('write', async () => {
    await use(claire, 'Heron', 'Edit')
    await claire.keyboard.press('End')
    await claire.keyboard.type(' grey')
    await claire.keyboard.press('Escape')
    await expect(row(alix, 'Heron grey')).toBeVisible()
    await expect(row(claire, 'Heron grey')).toBeFocused()
  })
  await test.step('place and size, in steps and by number', async () => {
    await use(claire, 'Heron', 'Place and size')
    await claire.getByRole('button', { name: 'Right', exact: true }).press('Enter')
    await expect(claire.getByRole('textbox', { name: 'From the left' })).toHaveValue('910')
    const down = claire.getByRole('textbox', { name: 'From the top' })
    await down.fill('880')
    await down.press('Tab')
    await claire.getByRole('textbox', { name: 'Width' }).fill('300')
    await claire.getByRole('textbox', { name: 'Width' }).press('Tab')
    await claire.getByRole('button', { name: 'Done', exact: true }).press('Enter')
    await expect(row(alix, 'Heron')).toContainText('bottom right')
  })
  await test.step('move into a frame', async () => {
    await use(claire, 'Heron', 'Move to…')
    await claire.getByRole('button', { name: /Into/ }).press('Enter')
    await claire.getByRole('option', { name: /Banks/ }).press('Enter')
    await claire.getByRole('button', { name: 'Move', exact: true }).press('Enter')
    const inside = alix.getByRole('listitem').filter({ hasText: 'Banks' }).getByRole('listitem')
    await expect(inside).toHaveCount(2)
  })
  await test.step('connect', async () => {
    await use(claire, 'Willow', 'Connect to…')
    await claire.getByRole('combobox', { name: 'With' }).fill('Del')
    await keys(claire, 'ArrowDown', 'Enter')
    await claire.getByRole('button', { name: 'Connect', exact: true }).press('Enter')
    await expect(row(alix, /^Note Willow/)).toContainText('linked with Note “Delta”')
    await expect(row(claire, /^Connector/)).toBeFocused()
  })
  await test.step('style', async () => {
    await use(claire, /^Note Delta/, 'Style')
    await claire.getByRole('radio', { name: 'Plain' }).focus()
    await keys(claire, 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await expect(claire.getByRole('radio', { name: 'Rose' })).toBeChecked()
    await claire.getByRole('button', { name: 'Done', exact: true }).press('Enter')
    await expect(row(alix, /^Note Delta/)).toHaveAttribute('data-colour', '3')
  })
  await test.step('order', async () => {
    await use(claire, /^Note Delta/, 'Order')
    await claire.getByRole('menuitem', { name: /To the end/ }).press('Enter')
    await expect(claire.getByRole('status').filter({ hasText: 'Moved' })).toBeAttached()
  })
  await test.step('duplicate', async () => {
    await use(claire, /^Note Delta/, 'Duplicate')
    await expect(row(alix, /^Note Delta/)).toHaveCount(2)
  })
  await test.step('several at once', async () => {
    const copies = row(claire, /^Note Delta/)
    await copies.first().focus()
    await keys(claire, 'Control+Space')
    await copies.last().focus()
    await keys(claire, 'Control+Space')
    const together = claire.getByRole('toolbar', { name: '2 chosen' })
    await expectNoBarrier(claire, 'several chosen')
    await together.getByRole('button', { name: 'Line up' }).press('Enter')
    await claire.getByRole('menuitem', { name: 'At the top' }).press('Enter')
    await expect(claire.getByRole('status').filter({ hasText: 'Lined up' })).toBeAttached()
    await together.getByRole('button', { name: 'Put a frame around' }).press('Enter')
    await expect(together).toHaveCount(0)
    await expect(
      alix
        .getByRole('listitem')
        .filter({ hasText: /^Frame/ })
        .last()
        .getByRole('listitem'),
    ).toHaveCount(2)
  })
  await test.step('react and comment', async () => {
    await use(alix, /^Note Willow/, 'React')
    await alix.getByRole('menuitemradio', { name: 'Surprising' }).press('Enter')
    await expect(row(claire, /^Note Willow/)).toContainText('1 reaction')
    await use(alix, /^Note Willow/, 'Comments')
    await alix.getByRole('textbox', { name: 'Your comment' }).fill('On the left bank')
    await keys(alix, 'Control+Enter')
    await expect(alix.getByRole('dialog').getByText('On the left bank')).toBeVisible()
    await keys(alix, 'Escape')
    await expect(row(claire, /^Note Willow/)).toContainText('1 comment')
  })
  await test.step('lock', async () => {
    await use(claire, /^Note Willow/, 'Lock')
    await expect(row(alix, /^Note Willow/)).toContainText('Locked by a teacher')
    await expect(alix.getByText('A teacher has locked this.')).toBeVisible()
  })
  await test.step('delete, and bring back', async () => {
    await use(claire, /^Note Willow/, 'Delete')
    await expect(row(alix, /^Note Willow/)).toHaveCount(0)
    await expect.poll(() => focused(claire)).toMatch(/^(Frame|Note|Connector)/)
    await claire.getByRole('button', { name: 'Bin (1)' }).press('Enter')
    await claire.getByRole('dialog').getByRole('button', { name: 'Bring back' }).press('Enter')
    await expect(row(alix, /^Note Willow/)).toHaveCount(1)
    await expect(row(claire, /^Note Willow/)).toBeFocused()
  })
})

test('everything that can be made by word is made from the list, and pupils delete only their own', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'Making' })
  const alix = await enterPupil('Alix M.')
  await openList(claire, address)
  await openList(alix, address)
  await expect(alix.getByText('Nothing is here yet.')).toBeVisible()
  for (const type of ['Card', 'Note', 'Text', 'Shape', 'Frame', 'Column']) {
    await alix.getByRole('button', { name: 'Add…' }).press('Enter')
    await alix.getByRole('menuitem', { name: type, exact: true }).press('Enter')
    await alix.getByRole('textbox', { name: 'Text', exact: true }).fill(`A ${type.toLowerCase()}`)
    await keys(alix, 'Escape')
    await expect(row(claire, `${type} A ${type.toLowerCase()}`)).toContainText('Alix')
  }
  await alix.getByRole('button', { name: 'Add…' }).press('Enter')
  await alix.getByRole('menuitem', { name: 'Link', exact: true }).press('Enter')
  await alix.getByRole('textbox', { name: 'Address of the link' }).fill('example.org')
  await keys(alix, 'Enter', 'Escape')
  await expect(row(claire, 'Link https://example.org')).toBeVisible()
  await claire.getByRole('button', { name: 'Add…' }).press('Enter')
  await claire.getByRole('menuitem', { name: 'Note', exact: true }).press('Enter')
  await claire.getByRole('textbox', { name: 'Text', exact: true }).fill('Of the teacher')
  await keys(claire, 'Escape')
  await row(alix, 'Of the teacher').press('Enter')
  const tools = alix.getByRole('toolbar', { name: 'Actions' })
  await expect(tools.getByRole('button', { name: 'Edit' })).toBeVisible()
  await expect(tools.getByRole('button', { name: /Delete|Lock/ })).toHaveCount(0)
})

test('the list is filtered by author and kind, and what others do is told as one wants it', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'wall', title: 'News', objects: river })
  const alix = await enterPupil('Alix M.')
  await openList(claire, address)
  await openList(alix, address)
  const told = claire.getByRole('status').filter({ hasText: /Alix M\.: 1 added/ })
  await alix.getByRole('button', { name: 'Add…' }).click()
  await alix.getByRole('menuitem', { name: 'Card', exact: true }).click()
  await alix.getByRole('textbox', { name: 'Text', exact: true }).fill('Mine')
  await keys(alix, 'Escape')
  await expect(told).toBeAttached()
  await claire.getByRole('button', { name: /All Author/ }).click()
  await claire.getByRole('option', { name: 'Alix M.' }).click()
  await expect(claire.locator('[data-list-row]')).toHaveCount(1)
  await claire.getByRole('button', { name: 'Announce all' }).click()
  await claire.getByRole('menuitemradio', { name: /Announce nothing/ }).click()
  await expect(claire.getByRole('button', { name: 'Announce nothing' })).toBeVisible()
  await openList(claire, address)
  await expect(claire.getByRole('button', { name: 'Announce nothing' })).toBeVisible()
})

test('the list has no barrier by night, on a tablet and at 320 pixels', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'Narrow', objects: river })
  const alix = await enterPupil('Alix M.', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  await openList(alix, address)
  await row(alix, 'Willow').click()
  await expectNoBarrier(alix, 'at 320 pixels')
  expect(await alix.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('a thing is reported from the list, by keyboard', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'To report', objects: river })
  const alix = await enterPupil('Alix M.')
  await openList(alix, address)
  await use(alix, 'Heron', 'Report')
  const dialog = alix.getByRole('dialog', { name: /^Report this/ })
  await dialog.getByText('It is mean or insults somebody').click()
  await dialog.getByRole('button', { name: 'Send the report' }).click()
  await expect(dialog.getByText('Your teachers have it now.')).toBeVisible()
  await alix.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
})
