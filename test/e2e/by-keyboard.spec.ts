import type { Page } from '@playwright/test'
import { column, freshBoard } from './boards.ts'
import { channelOf, field, messageOf, say } from './chat-page.ts'
import { demoPupil, expect, freshPage, riversProject, teachers, test, textOf } from './fixtures.ts'
import { arrowTo, choose, keys, tabAndEnter, tabTo } from './keys.ts'

/**
 * Ten journeys without a mouse, in two stories: a pupil goes in, writes, puts a list, a table and a colour into a page, works
 * on a wall and a board, talks, and leaves each editor; a teacher signs in, moderates and hands out. Beside them somebody
 * else looks on with a screen reader: what the first did stands in the tree of that screen.
 */

const columns = [column('aaaa', 'Seen', 'a0'), column('bbbb', 'Wondered', 'a1')]
const focusIsIn = (page: Page, selector: string) =>
  page.evaluate((one) => document.activeElement?.closest(one) != null, selector)

async function goInByCode(page: Page) {
  await page.goto('/')
  await tabAndEnter(page, /I have a card/, 'link')
  await expect(page.getByRole('textbox', { name: 'Code on your card' })).toBeFocused()
  await page.keyboard.type(demoPupil('Sacha W.').card.code, { delay: 20 })
  await keys(page, 'Enter')
  await tabAndEnter(page, 'Yes, that’s me')
  await tabAndEnter(page, 'Go in')
  await expect(page.getByRole('heading', { name: 'Hello, Sacha!' })).toBeVisible()
}

/** Words, a list, a table and a colour, by what one types and by the tools; then out of the text, to both sides. */
async function writeOnAPage(page: Page) {
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.type('Our river', { delay: 20 })
  await keys(page, 'Shift+Home', 'Escape')
  await tabTo(page, page.getByRole('toolbar', { name: 'Tools' }), 'Shift+Tab')
  await arrowTo(page, page.getByRole('button', { name: 'Colour' }))
  await keys(page, 'Enter')
  await choose(page, 'Blue')
  await expect(textOf(page)).toBeFocused()
  await keys(page, 'End', 'Enter')
  await page.keyboard.type('- heron', { delay: 20 })
  await keys(page, 'Enter')
  await page.keyboard.type('otter', { delay: 20 })
  await keys(page, 'Enter', 'Enter')
  await page.keyboard.type('/tab', { delay: 20 })
  await keys(page, 'Enter')
  await page.keyboard.type('Day', { delay: 20 })
  await keys(page, 'Tab')
  await page.keyboard.type('Seen', { delay: 20 })
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  for (const key of ['Tab', 'Shift+Tab']) {
    await keys(page, 'Escape', key)
    expect(await focusIsIn(page, '.page-text'), `${key} leaves the text`).toBe(false)
    await tabTo(page, textOf(page), key === 'Tab' ? 'Shift+Tab' : 'Tab')
  }
}

test('a pupil goes in, writes, moves a card, connects things and talks by keyboard alone, and is heard in the trees of others', async ({
  browserOf,
  enter,
  server,
}) => {
  test.slow()
  const claire = await enter(teachers.claire)
  const page = await (await browserOf()).newPage()
  await test.step('sign in', () => goInByCode(page))
  await test.step('write, list, table, menu, and leave', async () => {
    const address = await freshPage(claire, server.origin, 'By keyboard')
    await claire.goto(address)
    await page.goto(address)
    await writeOnAPage(page)
    await expect(textOf(claire)).toMatchAriaSnapshot(`
      - textbox "Text of the page":
        - paragraph: Our river
        - list:
          - listitem:
            - paragraph: heron
          - listitem:
            - paragraph: otter
        - table:
          - rowgroup:
            - row "Day Seen":
              - columnheader "Day":
                - paragraph: Day
              - columnheader "Seen":
                - paragraph: Seen
              - cell:
                - paragraph
            - row:
              - cell:
                - paragraph
              - cell:
                - paragraph
              - cell:
                - paragraph
            - row:
              - cell:
                - paragraph
              - cell:
                - paragraph
              - cell:
                - paragraph
    `)
  })
  await test.step('a card on the wall, added and moved', async () => {
    const address = await freshBoard(claire, server.origin, { kind: 'wall', title: 'By keyboard', objects: columns })
    await claire.goto(address)
    await page.goto(address)
    await expect(page.getByRole('region', { name: 'Seen', exact: true })).toBeVisible()
    await tabAndEnter(page, 'Add a card')
    await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toBeFocused()
    await page.keyboard.type('Heron', { delay: 20 })
    await keys(page, 'Escape')
    await expect(page.getByRole('article', { name: 'Card “Heron”' })).toBeFocused()
    await tabTo(page, page.getByRole('button', { name: 'Move Card “Heron”' }))
    await keys(page, 'Enter', 'ArrowRight', 'Enter')
    await expect(page.getByRole('region', { name: 'Wondered', exact: true }).getByRole('article')).toHaveCount(1)
    await expect(claire.getByRole('region', { name: 'Wall', exact: true })).toMatchAriaSnapshot(`
      - region "Wall":
        - toolbar "Wall"
        - region "Seen":
          - button "Move Seen"
          - heading "Seen" [level=2]
          - text: no cards
          - button "Actions for column Seen"
          - list
          - button "Add a card"
        - region "Wondered":
          - button "Move Wondered"
          - heading "Wondered" [level=2]
          - text: 1 card
          - button "Actions for column Wondered"
          - list:
            - listitem:
              - article "Card “Heron”":
                - button "Move Card “Heron”"
                - text: Sacha W.
                - time
                - button "Actions for Card “Heron”"
                - paragraph: Heron
                - button "React"
                - button "Comment"
          - button "Add a card"
    `)
  })
  await test.step('two things on a board, connected', async () => {
    const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'By keyboard' })
    await claire.goto(address)
    await page.goto(address)
    await expect(page.getByRole('region', { name: 'Board', exact: true })).toBeVisible()
    const tools = page.getByRole('toolbar', { name: 'Tools' })
    for (const words of ['Source', 'Delta']) {
      await tabTo(page, tools)
      await arrowTo(page, tools.getByRole('button', { name: 'Note', exact: true }))
      await keys(page, 'Enter')
      await page.keyboard.type(words, { delay: 30 })
      await keys(page, 'Escape')
    }
    await keys(page, 'Control+Shift+L')
    await expect(page.getByRole('heading', { name: 'Objects (2)' })).toBeVisible()
    await arrowTo(page, page.locator('[data-list-row]').filter({ hasText: 'Source' }), ['ArrowUp', 'ArrowDown'])
    await keys(page, 'Enter')
    const actions = page.getByRole('toolbar', { name: 'Actions' })
    await tabTo(page, actions)
    await arrowTo(page, actions.getByRole('button', { name: 'Connect to…' }))
    await keys(page, 'Enter')
    await tabTo(page, page.getByRole('combobox', { name: 'With' }))
    await page.keyboard.type('Del', { delay: 30 })
    await keys(page, 'ArrowDown', 'Enter')
    await tabAndEnter(page, 'Connect')
    await expect(page.getByRole('heading', { name: 'Objects (3)' })).toBeVisible()
    await expect(claire.getByRole('region', { name: 'Board', exact: true })).toMatchAriaSnapshot(`
      - region "Board":
        - group "Note “Source”, by Sacha W."
        - group "Note “Delta”, by Sacha W."
        - group "Connector, from Note “Source” to Note “Delta”, by Sacha W."
        - paragraph: Arrow keys move what is chosen, Shift moves it further. Control with an arrow goes to the next thing. Enter writes in it, Delete removes it, Escape lets go. The list shows everything in order.
    `)
  })
  await test.step('a message, and a feeling about another’s', async () => {
    const project = await riversProject(claire)
    const channel = await channelOf(claire, 'project')
    for (const one of [claire, page]) await one.goto(`/p/${project}/chat?channel=${channel.id}`)
    // Whoever spoke last says no name again.
    await say(page, 'Hello')
    await expect(messageOf(claire, 'Hello').last()).toBeVisible()
    await say(claire, 'Who saw the heron?')
    await expect(messageOf(page, 'Who saw the heron?')).toBeVisible()
    await tabTo(page, field(page))
    await page.keyboard.type('I did, by keyboard', { delay: 20 })
    await keys(page, 'Control+Enter')
    await expect(messageOf(claire, 'I did, by keyboard')).toBeVisible()
    await keys(page, 'Shift+F6')
    await arrowTo(page, messageOf(page, 'Who saw the heron?'), ['ArrowUp', 'ArrowDown'])
    await keys(page, 'Enter')
    await choose(page, 'Bravo')
    await expect(messageOf(claire, 'Who saw the heron?').getByRole('button', { name: /Bravo/ })).toBeVisible()
    await expect(messageOf(claire, 'Who saw the heron?')).toMatchAriaSnapshot(`
      - article "Claire Fontaine (you) Who saw the heron?":
        - text: Claire Fontaine (you) Teacher
        - img "France": FR
        - text: Collège Jean-Moulin
        - time: /\\d+:\\d+/
        - paragraph: Who saw the heron?
        - list "Reactions":
          - listitem:
            - 'button "1, Bravo: Sacha W."'
        - button "What to do with the message of Claire Fontaine"
    `)
    await keys(page, 'Escape')
    await expect(field(page)).toBeFocused()
  })
})

test('a teacher signs in, lets a card wait, approves it, and hands a page out by keyboard alone', async ({
  browserOf,
  enter,
  enterPupil,
  server,
}) => {
  test.slow()
  const helper = await enter(teachers.claire)
  const page = await (await browserOf()).newPage()
  await test.step('sign in', async () => {
    await page.goto('/sign-in')
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
    await page.keyboard.type(teachers.claire.email, { delay: 15 })
    await keys(page, 'Tab')
    await page.keyboard.type(teachers.claire.password, { delay: 15 })
    await keys(page, 'Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Your projects' })).toBeVisible()
  })
  await test.step('moderate', async () => {
    const address = await freshBoard(helper, server.origin, { kind: 'wall', title: 'Birds by key', objects: columns })
    const alix = await enterPupil('Alix M.')
    await Promise.all([page.goto(address), alix.goto(address)])
    const tools = page.getByRole('button', { name: /^Teachers’ tools/ })
    await tabTo(page, tools)
    await keys(page, 'Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await tabTo(page, page.getByRole('tab'))
    await arrowTo(page, page.getByRole('tab', { name: 'Rules and votes' }))
    const waits = page.getByRole('switch', { name: /New cards wait/ })
    await expect(waits).toBeEnabled()
    await tabTo(page, waits)
    await keys(page, 'Space')
    await expect(waits).toBeChecked()
    await keys(page, 'Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(tools).toBeFocused()
    await tabAndEnter(alix, 'Send in a card')
    await expect(alix.getByRole('dialog')).toBeVisible()
    await tabTo(alix, alix.getByRole('textbox', { name: 'Your card' }))
    await alix.keyboard.type('Three herons', { delay: 20 })
    await tabAndEnter(alix, 'Send to the teachers')
    await expect(tools).toHaveAccessibleName(/1 card waits/)
    await keys(page, 'Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect(page.getByRole('dialog').getByText('Three herons')).toBeVisible()
    // Its answer takes long enough for another key: the keyboard stays in the dialog until the card is gone, and after.
    let answer = () => {}
    const answering = new Promise<void>((done) => (answer = done))
    await page.route(/\/approve$/, (route) => answering.then(() => route.continue()))
    await tabAndEnter(page, 'Approve')
    expect(await focusIsIn(page, '[role="dialog"]'), 'while the card goes up').toBe(true)
    answer()
    await expect(alix.getByRole('article', { name: 'Card “Three herons”' })).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Approve' })).toHaveCount(0)
    expect(await focusIsIn(page, '[role="dialog"]'), 'when it is up').toBe(true)
    await keys(page, 'Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(tools).toBeFocused()
  })
  await test.step('hand out', async () => {
    const project = await riversProject(helper)
    const content = { type: 'doc', content: [{ type: 'paragraph' }] }
    const answer = await helper.request.post(`/api/projects/${project}/documents`, {
      headers: { Origin: server.origin },
      data: { kind: 'page', title: 'Field notes', access: 'project', isTemplate: true, content },
    })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
    await page.goto(`/p/${project}/pages`)
    await tabTo(page, page.getByRole('button', { name: 'Actions for Field notes' }), 'Tab', 80)
    await keys(page, 'Enter')
    await choose(page, /^Hand out to each group/)
    await expect(page.getByText(/copies are handed out\./)).toBeVisible()
  })
})
