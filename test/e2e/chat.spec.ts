import type { Locator, Page } from '@playwright/test'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { channelOf, field, inOrder, log, lostLine, menuOf, messageOf, openChat, say, enterChat } from './chat-page.ts'
import { allowRefusedAnswers, demoPupil, expect, freshPage, riversProject, teachers, test } from './fixtures.ts'

test('two schools talk: each sees the words at once, and the names that are meant for them', async ({
  enter,
  enterPupil,
}) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const anna = await enterPupil('Anna S.')
  for (const page of [claire, alix, anna]) await openChat(page)
  await say(alix, 'Bonjour de Lyon')
  await say(anna, 'Hallo aus Leipzig')
  for (const page of [claire, alix, anna]) {
    await expect(messageOf(page, 'Bonjour de Lyon')).toBeVisible()
    await expect(messageOf(page, 'Hallo aus Leipzig')).toBeVisible()
  }
  // One's own school is seen by name; the other school's teachers and pupils see the pseudonym.
  await expect(messageOf(claire, 'Bonjour de Lyon')).toContainText('Alix M.')
  await expect(messageOf(claire, 'Hallo aus Leipzig')).not.toContainText('Anna S.')
  await expect(messageOf(alix, 'Hallo aus Leipzig')).not.toContainText('Anna S.')
  await expect(messageOf(anna, 'Bonjour de Lyon')).not.toContainText('Alix M.')
  await expect(messageOf(alix, 'Bonjour de Lyon')).toContainText('Alix M.')
  await expect(alix.getByText('Your teachers can read this.')).toBeVisible()
  await expect(claire.getByText('Everybody here and all teachers of the project read this.')).toBeVisible()
})

test('a mention names the person to each reader, and holds no name on its way', async ({ enter, enterPupil }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const anna = await enterPupil('Anna S.')
  for (const page of [claire, alix, anna]) await openChat(page)
  await field(claire).pressSequentially('Question pour @ali')
  const offered = claire.getByRole('listbox', { name: 'People and pages' })
  await expect(offered.getByRole('option', { name: /Alix M\./ })).toHaveAttribute('aria-selected', 'true')
  await claire.keyboard.press('Enter')
  await expect(field(claire)).toHaveValue('Question pour @Alix M. ')
  const posted = claire.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/messages'))
  await claire.keyboard.press('Control+Enter')
  expect((await posted).postData()).not.toContain('Alix')
  await expect(messageOf(alix, 'Question pour')).toContainText('@Alix M.')
  await expect(messageOf(anna, 'Question pour')).toBeVisible()
  await expect(messageOf(anna, 'Question pour')).not.toContainText('Alix M.')
})

test('a text that one began is kept per channel', async ({ enterPupil }) => {
  const alix = await enterPupil('Alix M.')
  await openChat(alix)
  await field(alix).fill('for everybody')
  await alix.getByRole('link', { name: 'Rhône' }).click()
  await expect(log(alix, 'Rhône')).toBeVisible()
  await expect(field(alix)).toHaveValue('')
  await field(alix).fill('for the group')
  await alix.getByRole('link', { name: 'Everybody' }).click()
  await expect(field(alix)).toHaveValue('for everybody')
  await field(alix).fill('')
})

test('what is new is counted, marked by a line, and read when it is seen', async ({ enter, enterPupil }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  await openChat(alix, 'group', 'Rhône')
  // What the demonstration says there is read first.
  await openChat(claire, 'group', 'Rhône')
  const link = claire.getByRole('link', { name: 'Rhône' })
  await expect(link).not.toContainText('not read')
  await openChat(claire)
  await say(alix, 'seen by nobody yet')
  await say(alix, 'and this neither')
  await expect(link).toContainText('2 not read')
  await link.click()
  await expect(log(claire, 'Rhône').getByText('New', { exact: true })).toBeVisible()
  await expect(link).not.toContainText('not read')
  await claire.reload()
  await expect(messageOf(claire, 'and this neither')).toBeVisible()
  await expect(log(claire, 'Rhône').getByText('New', { exact: true })).toHaveCount(0)
})

test('a pause keeps pupils’ words as a draft and says until when; the teacher ends it', async ({
  enter,
  enterPupil,
}) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await claire.getByRole('button', { name: 'More', exact: true }).click()
  await claire.getByRole('menuitem', { name: 'Pause, slow mode' }).click()
  await claire.getByText('For 15 minutes').click()
  await claire.getByRole('button', { name: 'Save' }).click()
  await expect(alix.getByText(/^The chat is paused until/)).toBeVisible()
  await field(claire).pressSequentially('Look at me: ')
  await field(alix).fill('during the pause')
  await alix.keyboard.press('Control+Enter')
  await expect(alix.getByRole('button', { name: 'Send' })).toBeDisabled()
  await expect(field(alix)).toHaveValue('during the pause')
  // Nobody is hurried while the chat rests.
  await say(claire, 'Look at me: we go on soon')
  await expect(messageOf(alix, 'we go on soon')).toBeVisible()
  await expect(alix.getByText(/ is writing$/)).toHaveCount(0)
  await claire.getByRole('button', { name: 'End the pause' }).click()
  await expect(alix.getByText(/^The chat is paused/)).toHaveCount(0)
  await alix.getByRole('button', { name: 'Send' }).click()
  await expect(messageOf(claire, 'during the pause')).toBeVisible()
})

test('slow mode counts down, and what was sent too early goes when it may', async ({ enter, enterPupil }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const channel = await openChat(alix, 'group', 'Rhône')
  await openChat(claire, 'group', 'Rhône')
  const slow = (slowSeconds: number) =>
    claire.evaluate(
      async ({ id, seconds }) => {
        const headers = { 'Content-Type': 'application/json' }
        await fetch(`/api/channels/${id}`, { method: 'PATCH', headers, body: JSON.stringify({ slowSeconds: seconds }) })
      },
      { id: channel.id, seconds: slowSeconds },
    )
  await slow(5)
  await expect(alix.getByText('Slow: 5 seconds')).toBeVisible()
  await say(alix, 'slow 1')
  await expect(alix.getByText(/^Slow mode: you can write again in \d second/)).toBeVisible()
  await field(alix).fill('slow 2')
  await expect(alix.getByRole('button', { name: 'Send' })).toBeDisabled()
  await expect(alix.getByRole('button', { name: 'Send' })).toBeEnabled({ timeout: 8_000 })
  await field(alix).press('Control+Enter')
  await expect.poll(() => inOrder(log(claire, 'Rhône'), 'slow')).toEqual(['slow 1', 'slow 2'])
  await slow(0)
})

test('the keyboard is enough: regions, rows, and back to the field', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  await openChat(claire)
  await say(claire, 'said with keys alone')
  await say(claire, 'and once more')
  // Only what the server has is a row that the keys reach.
  const rows = log(claire).locator('article[data-message]')
  await expect(rows.filter({ hasText: 'and once more' })).toBeVisible()
  await field(claire).focus()
  const expectRegion = (region: string) =>
    expect(claire.locator(`[data-region="${region}"]:focus-within`)).toBeAttached()
  await claire.keyboard.press('F6')
  await expectRegion('places')
  await claire.keyboard.press('F6')
  await expectRegion('channels')
  await claire.keyboard.press('F6')
  await expect(rows.last()).toBeFocused()
  await claire.keyboard.press('ArrowUp')
  await expect(rows.last()).not.toBeFocused()
  await expect(rows.filter({ hasText: 'said with keys alone' })).toBeFocused()
  await claire.keyboard.press('End')
  await expect(rows.last()).toBeFocused()
  await claire.keyboard.press('Enter')
  const menu = claire.getByRole('menu', { name: 'What to do with this message' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await claire.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expectRegion('log')
  await claire.keyboard.press('Shift+F6')
  await expectRegion('channels')
  await claire.keyboard.press('F6')
  await expectRegion('log')
  await claire.keyboard.press('Escape')
  await expect(field(claire)).toBeFocused()
})

test('the focus stays in the field while others write', async ({ enter, enterPupil }) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await field(alix).focus()
  await alix.keyboard.type('I am ')
  for (const at of [1, 2, 3]) await say(claire, `meanwhile ${at}`)
  await expect(messageOf(alix, 'meanwhile 3')).toBeVisible()
  await alix.keyboard.type('writing')
  await expect(field(alix)).toBeFocused()
  await expect(field(alix)).toHaveValue('I am writing')
  await expect(claire.getByText('Alix M. is writing')).toBeVisible()
  await field(alix).fill('')
})

test('a long paste is offered as a page, and the message leads to it', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  await openChat(claire)
  const text = `A story of the river\n${'It flows and flows. '.repeat(250)}`
  await field(claire).fill(text)
  await expect(claire.getByText(/\d+ characters too many/)).toBeVisible()
  await expect(claire.getByRole('button', { name: 'Send' })).toBeDisabled()
  await claire.getByRole('button', { name: 'Make a page of it' }).click()
  await expect(field(claire)).toHaveValue('@A story of the river ')
  await field(claire).press('Control+Enter')
  await messageOf(claire, 'A story of the river').getByRole('link', { name: 'A story of the river' }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'A story of the river' })).toBeVisible()
  await expect(claire.getByRole('textbox', { name: 'Text of the page' })).toContainText('It flows and flows.')
})

test('a channel that is not one’s own looks like one that does not exist', async ({ enter, enterPupil, watch }) => {
  allowRefusedAnswers(watch)
  const claire = await enter(teachers.claire)
  const room = await channelOf(claire, 'teachers')
  const alix = await enterPupil('Alix M.')
  const project = await riversProject(alix)
  await alix.goto(`/p/${project}/chat?channel=${room.id}`)
  await expect(alix.getByText('You cannot read this channel')).toBeVisible()
  const answer = await alix.request.get(`/api/channels/${room.id}/messages`)
  expect(answer.status()).toBe(404)
  await expect(alix.getByText(demoPupil('Anna S.').name)).toHaveCount(0)
})

test('the chat stands beside a page, and the page goes on', async ({ enter, server }) => {
  const claire = await enter(teachers.claire, { viewport: { width: 1280, height: 800 } })
  await claire.goto(await freshPage(claire, server.origin, 'Side by side'))
  const text = claire.getByRole('textbox', { name: 'Text of the page' })
  await text.click()
  await claire.keyboard.type('Before. ')
  await claire.getByRole('button', { name: 'Chat beside' }).click()
  await expect(claire.getByRole('complementary', { name: 'Chat' })).toBeVisible()
  await say(claire, 'said beside a page')
  await expect(messageOf(claire, 'said beside a page')).toBeVisible()
  await text.click()
  await claire.keyboard.press('Control+End')
  await claire.keyboard.type('After.')
  await expect(text).toContainText('Before. After.')
})

for (const [name, size, scale] of [
  ['320 px', { width: 320, height: 640 }, 100],
  ['200 % text', { width: 820, height: 1_100 }, 200],
] as const)
  test(`at ${name} nothing is cut off and nothing scrolls sideways`, async ({ enterPupil }) => {
    const alix = await enterPupil('Alix M.', { viewport: size })
    await openChat(alix)
    await alix.evaluate((percent) => document.documentElement.style.setProperty('font-size', `${percent}%`), scale)
    await say(alix, `small ${name}: ${'aVeryLongWordWithoutAnySpace'.repeat(6)}`)
    await expect(messageOf(alix, `small ${name}`)).toBeInViewport()
    expect(await alix.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    for (const control of [
      alix.getByRole('button', { name: 'Send' }),
      field(alix),
      alix.getByText('Your teachers can read this.'),
    ])
      await expect(control).toBeInViewport({ ratio: 0.9 })
  })

test('an answer makes a thread, which both follow in one place, and leads back to what it answers', async ({
  enter,
  enterPupil,
}) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await say(claire, 'What lives in the river?')
  await (await menuOf(alix, 'What lives in the river?')).getByRole('menuitem', { name: 'Answer' }).click()
  await expect(field(alix)).toHaveCount(0)
  const answer = alix.getByRole('textbox', { name: 'Answer' })
  await expect(answer).toBeFocused()
  await answer.fill('A heron.')
  await alix.keyboard.press('Control+Enter')
  await expect(messageOf(claire, 'A heron.').getByText('Answer to', { exact: true })).toBeAttached()
  await messageOf(claire, 'What lives in the river?').getByRole('button', { name: '1 answer' }).click()
  const thread = claire.getByRole('region', { name: 'Thread' })
  await expect(thread.getByRole('article')).toHaveCount(2)
  await thread.getByRole('textbox', { name: 'Answer' }).fill('And who eats it?')
  await claire.keyboard.press('Control+Enter')
  await expect(thread.getByText('And who eats it?')).toBeVisible()
  await expect(messageOf(alix, 'And who eats it?')).toBeVisible()
  await expect(messageOf(alix, 'What lives in the river?').getByRole('button', { name: '2 answers' })).toBeVisible()
  await claire.keyboard.press('Escape')
  await expect(thread).toHaveCount(0)
  await expect(field(claire)).toBeFocused()
})

/** What stands in the menu of the channel, looked at and closed again. */
async function offered(page: Page, name: string, opened: Locator) {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
  await expect(opened).toBeVisible()
  await expectNoBarrierInAnyLight(page, name)
  await page.keyboard.press('Escape')
  await expect(opened).toHaveCount(0)
}

test('talk, menus, panels and states have no barrier', async ({ enter, enterPupil, watch }) => {
  test.slow()
  watch.allow(lostLine)
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  // Where few have spoken: each look reads the whole screen.
  for (const page of [claire, alix]) await openChat(page, 'group', 'Rhône')
  await say(claire, 'Look at https://example.org, all of you')
  await (await menuOf(alix, 'all of you')).getByRole('menuitem', { name: 'Wow' }).click()
  await expect(messageOf(claire, 'all of you').getByRole('button', { name: /, Wow: / })).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'talk')
  const menu = await menuOf(claire, 'all of you')
  await expect(menu).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'menu')
  await menu.getByRole('menuitem', { name: 'Answer' }).click()
  await claire.getByRole('textbox', { name: 'Answer' }).pressSequentially('For @al')
  await expect(claire.getByRole('listbox', { name: 'People and pages' })).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'mention')
  await claire.keyboard.press('Enter')
  await claire.keyboard.press('Control+Enter')
  await messageOf(claire, 'all of you').getByRole('button', { name: '1 answer' }).click()
  await expect(claire.getByRole('region', { name: 'Thread' }).getByRole('article')).toHaveCount(2)
  await expectNoBarrierInAnyLight(claire, 'thread')
  await claire.keyboard.press('Escape')
  await claire.getByRole('button', { name: 'Search' }).first().click()
  await claire.getByRole('searchbox', { name: 'Words' }).fill('look')
  await claire.keyboard.press('Enter')
  await expect(claire.getByText(/messages? found/)).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'search')
  await claire.keyboard.press('Escape')
  await offered(claire, 'Pinned messages', claire.getByRole('region', { name: 'Pinned messages' }))
  await offered(claire, 'Go to a day', claire.getByRole('dialog', { name: 'Go to a day' }))
  await (await menuOf(claire, 'all of you')).getByRole('menuitem', { name: 'Delete' }).click()
  await expect(claire.getByRole('alertdialog')).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'delete')
  await claire.getByRole('button', { name: 'Cancel' }).click()
  await (await menuOf(claire, 'all of you')).getByRole('menuitem', { name: 'Edit' }).click()
  await expect(claire.getByRole('textbox', { name: 'Change your message' })).toBeFocused()
  await expectNoBarrierInAnyLight(claire, 'edit')
  await claire.keyboard.press('Escape')
  await offered(claire, 'Pause, slow mode', claire.getByRole('dialog', { name: /^Rules of/ }))
  await claire.getByRole('button', { name: 'More', exact: true }).click()
  await claire.getByRole('menuitem', { name: 'Pause, slow mode' }).click()
  await claire.getByText('For 15 minutes').click()
  await claire.getByRole('button', { name: 'Save' }).click()
  await expect(alix.getByText(/^The chat is paused until/)).toBeVisible()
  for (const page of [claire, alix]) await expectNoBarrierInAnyLight(page, 'paused')
  await claire.getByRole('button', { name: 'End the pause' }).click()
  await expect(alix.getByText(/^The chat is paused/)).toHaveCount(0)
  await alix.context().setOffline(true)
  await say(alix, 'kept for later')
  await expect(alix.getByText('Kept on this device', { exact: false })).toBeVisible()
  await expectNoBarrierInAnyLight(alix, 'offline')
  await alix.context().setOffline(false)
  await expect(alix.getByText('Kept on this device', { exact: false })).toHaveCount(0, { timeout: 30_000 })
})

// Last of all: whoever opens this channel afterwards begins where they have not read.
test('a long channel is read upwards page by page, and nothing jumps under the eyes', async ({ enter, enterPupil }) => {
  const claire = await enter(teachers.claire)
  const writers = [claire, await enterPupil('Alix M.'), await enterPupil('Emma L.'), await enterPupil('Lina C.')]
  const channel = await openChat(claire)
  // As fast as the server lets each of them: thirty, then the window of ten seconds is full.
  for (const page of writers) {
    if (page !== claire) await page.goto('/')
    await page.evaluate(async (id) => {
      for (let at = 1; at <= 32; at += 1) {
        const body = JSON.stringify({ id: crypto.randomUUID(), text: `line ${at}\nof several` })
        const headers = { 'Content-Type': 'application/json' }
        await fetch(`/api/channels/${id}/messages`, { method: 'POST', headers, body })
      }
    }, channel.id)
  }
  // Read here, and known to the server: else she would begin where she had not read.
  await expect.poll(async () => (await channelOf(claire, 'project')).unreadCount).toBe(0)
  await claire.reload()
  const rows = log(claire).getByRole('article')
  await expect(rows.last()).toBeInViewport()
  const first = await claire.request.get(`/api/channels/${channel.id}/messages?after=0&limit=1`)
  const { messages }: { messages: { id: string }[] } = await first.json()
  const beginning = claire.locator(`#message-${messages[0]?.id}`)
  const seen = () =>
    claire.evaluate(() => {
      const scroller = document.querySelector('[role="log"]')
      const edge = scroller?.getBoundingClientRect().top ?? 0
      const row = [...document.querySelectorAll('[data-message]')].find(
        (one) => one.getBoundingClientRect().bottom > edge + 200,
      )
      return { id: row?.id ?? '', top: row?.getBoundingClientRect().top ?? 0 }
    })
  await log(claire).evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollTop - 400 }))
  const before = await seen()
  // A page joins above, and rows below come in: what one reads stands where it stood.
  await writers[1]?.evaluate(async (id) => {
    const body = JSON.stringify({ id: crypto.randomUUID(), text: 'said below' })
    await fetch(`/api/channels/${id}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    })
  }, channel.id)
  await expect(messageOf(claire, 'said below')).toBeAttached()
  const after = await claire.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, before.id)
  expect(Math.abs((after ?? 0) - before.top)).toBeLessThan(2)
  await expect
    .poll(
      async () => {
        await log(claire).evaluate((scroller) => scroller.scrollTo({ top: 0 }))
        return beginning.count()
      },
      { timeout: 30_000 },
    )
    .toBe(1)
  expect(await rows.count()).toBeLessThanOrEqual(200)
  await claire.getByRole('button', { name: 'To the newest' }).click()
  await expect(messageOf(claire, 'said below')).toBeInViewport()
  // Whoever writes sees what they wrote, wherever they read.
  await log(claire).evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollTop - 400 }))
  await expect(claire.getByRole('button', { name: 'To the newest' })).toBeVisible()
  await say(claire, 'said from above')
  await expect(messageOf(claire, 'said from above')).toBeInViewport()
})
