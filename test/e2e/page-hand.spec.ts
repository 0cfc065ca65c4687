import type { Page } from '@playwright/test'
import { demoPupil, expect, freshPage, riversProject, saved, teachers, test, textOf, wordsOf } from './fixtures.ts'

/** A page under the hand: by touch, by keyboard, at its end and when things are found in it. */

/** A page with this content, as the server takes it. */
async function pageWith(page: Page, origin: string, content: object[]) {
  const answer = await page.request.post(`/api/projects/${await riversProject(page)}/documents`, {
    headers: { Origin: origin },
    data: { kind: 'page', title: 'Under the hand', access: 'project', content: { type: 'doc', content } },
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  const { id }: { id: string } = await answer.json()
  return `/page/${id}`
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const longText = (lines: number) =>
  Array.from({ length: lines }, (_, at) => paragraph(`Line ${at}: the keeper counts the ships of the night.`))

/** Above the caret, at it and below it there is the text and nothing that covers it. */
const isCaretSeen = (page: Page) =>
  page.evaluate(() => {
    const range = getSelection()?.getRangeAt(0)
    const start = range?.startContainer
    // In an empty paragraph there is no letter that has a place.
    const block = start instanceof Element ? start : start?.parentElement
    const box = range?.getClientRects()[0] ?? block?.getBoundingClientRect()
    const text = document.querySelector('.page-text')
    if (!box || !text) return false
    const x = Math.min(box.left + 1, innerWidth - 2)
    return [box.top + 2, box.bottom - 2].every((y) => text.contains(document.elementFromPoint(x, y)))
  })

for (const [width, height] of [
  [390, 844],
  [820, 1180],
] as const)
  test(`a pupil writes at the end of a long page by touch at ${width} × ${height}, and always sees the caret`, async ({
    enter,
    enterPupil,
    server,
  }) => {
    const claire = await enter(teachers.claire)
    const address = await pageWith(claire, server.origin, [...longText(60), { type: 'paragraph' }])
    const pupil = await enterPupil('Alix M.', { viewport: { width, height }, hasTouch: true, isMobile: true })
    await pupil.goto(address)
    await expect(saved(pupil)).toBeVisible()
    await textOf(pupil).locator('p').last().tap()
    // The keyboard comes up: the browser makes the page that much smaller.
    await pupil.setViewportSize({ width, height: height / 2 })
    for (const word of ['one', 'two', 'three', 'four']) {
      await pupil.keyboard.type(word, { delay: 30 })
      await expect.poll(() => isCaretSeen(pupil)).toBe(true)
      await pupil.keyboard.press('Enter', { delay: 90 })
      await expect.poll(() => isCaretSeen(pupil)).toBe(true)
    }
    await pupil.setViewportSize({ width, height })
    await pupil.keyboard.type('five', { delay: 30 })
    await expect.poll(() => isCaretSeen(pupil)).toBe(true)
  })

test('a page with tasks is left by Escape and Tab, both ways, and nothing in it has changed', async ({
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const task = (text: string) => ({ type: 'taskItem', attrs: { checked: false }, content: [paragraph(text)] })
  const tasks = { type: 'taskList', content: [task('Bread'), task('Milk')] }
  await claire.goto(await pageWith(claire, server.origin, [tasks]))
  const hint = await textOf(claire).getAttribute('aria-describedby')
  await expect(claire.locator(`[id="${hint}"]`)).toContainText('Escape, then Tab, leaves the text.')
  await claire.getByText('Milk', { exact: true }).click()
  const before = await textOf(claire).evaluate((text) => text.querySelectorAll('li li').length)
  const isInside = () => claire.evaluate(() => document.activeElement?.closest('.page-text') !== null)
  await claire.keyboard.press('Escape', { delay: 90 })
  await claire.keyboard.press('Tab', { delay: 90 })
  expect(await isInside()).toBe(false)
  await claire.keyboard.press('Shift+Tab', { delay: 90 })
  await expect(textOf(claire)).toBeFocused()
  await claire.keyboard.press('Escape', { delay: 90 })
  await claire.keyboard.press('Shift+Tab', { delay: 90 })
  expect(await isInside()).toBe(false)
  expect(await textOf(claire).evaluate((text) => text.querySelectorAll('li li').length)).toBe(before)
  // The box is ticked from its task, and says its name.
  await claire.getByText('Milk', { exact: true }).click()
  await claire.keyboard.press('Control+Enter', { delay: 90 })
  await expect(claire.getByRole('checkbox', { name: 'Done: Milk' })).toBeChecked()
})

test('below a table that ends the page one goes on by a click, and by a tap', async ({ enter, server }) => {
  const cell = { type: 'tableCell', content: [paragraph('cell')] }
  const table = {
    type: 'table',
    content: Array.from({ length: 30 }, () => ({ type: 'tableRow', content: [cell, cell] })),
  }
  const hands = [
    ['mouse', {}],
    ['touch', { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true }],
  ] as const
  for (const [hand, options] of hands) {
    const claire = await enter(teachers.claire, options)
    await claire.goto(await pageWith(claire, server.origin, [table]))
    await expect(saved(claire)).toBeVisible()
    await claire.getByText('cell').last().scrollIntoViewIfNeeded()
    const box = await textOf(claire).boundingBox()
    if (box === null) throw new Error('no text')
    const place = { x: box.width / 3, y: box.height - 20 }
    if (hand === 'touch') await textOf(claire).tap({ position: place })
    else await textOf(claire).click({ position: place, delay: 90 })
    await claire.keyboard.type('below')
    await expect(textOf(claire).locator('> p')).toHaveText('below')
  }
})

test('find goes to what it found in a long page, and its bar stays in sight below the tools', async ({
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const content = [...longText(80), paragraph('here lies the anchor'), ...longText(80)]
  await claire.goto(await pageWith(claire, server.origin, content))
  await claire.getByRole('button', { name: 'Find' }).click()
  const field = claire.getByRole('textbox', { name: 'Find', exact: true })
  await field.fill('anchor')
  await field.press('Enter', { delay: 90 })
  const match = claire.locator('.ProseMirror-active-search-match')
  await expect(match).toBeInViewport({ ratio: 1 })
  const covered = (selector: string) =>
    claire
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        const there = document.elementFromPoint(left + width / 2, top + height / 2)
        return there === null || !(element.contains(there) || there.contains(element))
      })
  expect(await covered('.ProseMirror-active-search-match')).toBe(false)
  await expect(field).toBeInViewport({ ratio: 1 })
  expect(await covered('[role="search"]')).toBe(false)
})

test('redo once too often does nothing, and a new page has the caret in it', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  await claire.goto(await freshPage(claire, server.origin, 'New'))
  await expect(textOf(claire)).toBeFocused()
  await claire.keyboard.type('Words', { delay: 40 })
  await expect(saved(claire)).toBeVisible()
  for (let at = 0; at < 3; at++) await claire.keyboard.press('Control+Shift+Z', { delay: 90 })
  expect(await wordsOf(claire)).toBe('Words')
})

test('after a freeze the words go where the caret stood, and the teacher sees until when it lasts', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/)
  const claire = await enter(teachers.claire)
  const address = await pageWith(claire, server.origin, [paragraph('first'), paragraph('second'), paragraph('third')])
  await claire.goto(address)
  const pupil = await enterPupil('Kenza A.')
  await pupil.goto(address)
  await pupil.getByText('second').click()
  await pupil.keyboard.press('End')
  await pupil.context().setOffline(true)
  await pupil.keyboard.type(' and on', { delay: 30 })
  await expect(pupil.getByText(/^On this device only/)).toBeVisible()
  await claire.getByRole('button', { name: 'Freeze' }).click({ delay: 90 })
  await claire.getByRole('menuitem', { name: 'For 15 minutes' }).click({ delay: 90 })
  await expect(
    claire.getByText(/^Frozen by Claire Fontaine until .*: only teachers write in this page\.$/),
  ).toBeVisible()
  await pupil.context().setOffline(false)
  const put = pupil.getByRole('button', { name: 'Put it at my cursor' })
  await expect(pupil.getByRole('blockquote')).toHaveText('and on', { timeout: 30_000 })
  await claire.getByRole('button', { name: 'Thaw' }).click({ delay: 90 })
  await put.click({ delay: 90 })
  await expect.poll(() => textOf(claire).locator('p').nth(1).textContent()).toContain('and on')
  await expect(textOf(claire).locator('p').first()).toHaveText('first')
})

test('words written without a line on a device of many survive a reload, and nothing of the pupil stays after sign-out', async ({
  enter,
  browserOf,
  server,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection to|status of 401/)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Shared')
  const context = await browserOf()
  const answer = await context.request.post('/api/session', {
    data: { card: demoPupil('Alix M.').card.code, isSharedDevice: true },
    headers: { Origin: server.origin },
  })
  expect(answer.status()).toBe(200)
  const pupil = await context.newPage()
  pupil.on('dialog', (dialog) => void dialog.accept())
  await pupil.goto(address)
  await expect(textOf(pupil)).toBeFocused()
  await context.setOffline(true)
  await pupil.keyboard.type('In the tunnel.', { delay: 30 })
  await expect(pupil.getByText(/^What you write is kept in this tab, and outlasts a reload/)).toBeVisible()
  // The line comes back for the reload itself; what was written had not left.
  await pupil.evaluate(() => addEventListener('online', (event) => event.stopImmediatePropagation(), true))
  await context.setOffline(false)
  await pupil.reload()
  await expect(textOf(pupil)).toContainText('In the tunnel.')
  await expect(saved(pupil)).toBeVisible()
  await claire.goto(address)
  await expect(textOf(claire)).toContainText('In the tunnel.')
  await pupil.getByRole('button', { name: 'Sign out' }).click({ delay: 90 })
  await expect(textOf(pupil)).toHaveCount(0)
  const left = await pupil.evaluate(async () => {
    const records = await new Promise<unknown[]>((done) => {
      const opening = indexedDB.open('preau-outbox')
      opening.addEventListener('success', () => {
        const all = opening.result.transaction('records').objectStore('records').getAll()
        all.addEventListener('success', () => done(all.result))
      })
    })
    return { records: records.length, session: sessionStorage.length }
  })
  expect(left).toEqual({ records: 0, session: 0 })
})

test('a list copied from Word is a list here, and a wrong formula is explained in the language of the reader', async ({
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire, { locale: 'fr-FR' })
  await claire.goto(await freshPage(claire, server.origin, 'Word'))
  const text = claire.locator('.page-text')
  await expect(text).toBeFocused()
  await text.evaluate((element) => {
    const item = (words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>${words}</p>`
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', `<html><body>${item('Pain')}${item('Lait')}</body></html>`)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(text.locator('ul > li')).toHaveText(['Pain', 'Lait'])
  await claire.getByRole('button', { name: 'Formule' }).click({ delay: 90 })
  await claire.getByRole('dialog').getByRole('textbox').fill('\\frca{1}{2}')
  await expect(claire.getByText('\\frca n’est pas une commande LaTeX.')).toBeVisible()
})
