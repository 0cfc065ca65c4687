import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { openBoard, thing, tool } from './board-page.ts'
import { card, column, freshBoard } from './boards.ts'
import { allowRefusedAnswers, expect, teachers, test } from './fixtures.ts'

// What teachers do to a board beside drawing on it, and what the class sees of that. By keyboard where it matters.

const freshWall = (page: Page, origin: string, title: string, objects: object[] = []) =>
  freshBoard(page, origin, { kind: 'wall', title, objects: [column('aaaa', 'Seen', 'a0'), ...objects] })

const cardOf = (page: Page, words: string) => page.getByRole('article', { name: `Card “${words}”` })
const tools = (page: Page) => page.getByRole('button', { name: /^Teachers’ tools/ })
/** What is pressed while the panel is on its way out is not heard. */
async function closeTools(page: Page) {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function askApproval(teacher: Page) {
  await tools(teacher).click()
  await teacher.getByRole('tab', { name: 'Rules and votes' }).click()
  const waits = teacher.getByRole('switch', { name: /New cards wait/ })
  // Until the board's line is there it takes no key.
  await expect(waits).toBeEnabled()
  await waits.press('Space')
  await expect(waits).toBeChecked()
  await expectNoBarrier(teacher, 'rules')
  await closeTools(teacher)
}

const addButton = (page: Page) => page.getByRole('button', { name: 'Add a card' })

async function addCard(page: Page, words: string) {
  await addButton(page).first().click()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(words)
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(cardOf(page, words)).toBeVisible()
}

async function menu(page: Page, words: string, item: string) {
  await page.getByRole('button', { name: `Actions for Card “${words}”` }).press('Enter')
  await page.getByRole('menuitem', { name: item, exact: true }).press('Enter')
}

test('what a teacher hides is gone for the class, and comes back', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Rivers')
  await Promise.all([claire.goto(address), alix.goto(address)])
  await addCard(alix, 'You are a frog')
  await menu(claire, 'You are a frog', 'Hide from pupils')
  await expect(cardOf(alix, 'You are a frog')).toHaveCount(0)
  await expect(claire.getByText('Pupils may have seen it already.')).toBeVisible()
  await alix.reload()
  await expect(alix.getByRole('heading', { name: 'Rivers' })).toBeVisible()
  await expect(alix.getByText('frog')).toHaveCount(0)

  await tools(claire).press('Enter')
  await claire.getByRole('tab', { name: /Hidden/ }).click()
  await expect(claire.getByRole('dialog').getByText('You are a frog')).toBeVisible()
  await expectNoBarrier(claire, 'what is hidden')
  await claire.getByRole('dialog').getByRole('button', { name: 'Bring back' }).press('Enter')
  await expect(claire.getByText('Nothing is hidden.')).toBeVisible()
  await expect(cardOf(alix, 'You are a frog')).toBeVisible()
})

test('a card waits for a teacher, comes back with a reason, and stands on the board once approved', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const [alix, gabin] = [await enterPupil('Alix M.'), await enterPupil('Gabin P.')]
  const address = await freshWall(claire, server.origin, 'Birds')
  await Promise.all([claire, alix, gabin].map((page) => page.goto(address)))
  await askApproval(claire)

  await alix.getByRole('button', { name: 'Send in a card' }).press('Enter')
  await alix.getByRole('textbox', { name: 'Your card' }).fill('I saw three herons')
  await expectNoBarrier(alix, 'a card to send in')
  await alix.getByRole('button', { name: 'Send to the teachers' }).press('Enter')
  await expect(alix.getByRole('button', { name: 'My card waits' })).toBeVisible()
  await expect(gabin.getByRole('button', { name: 'Send in a card' })).toBeVisible()
  await expect(gabin.getByText('three herons')).toHaveCount(0)

  await tools(claire).filter({ hasText: '1 card waits' }).press('Enter')
  const waiting = claire.getByRole('dialog').getByRole('listitem').filter({ hasText: 'three herons' })
  await expect(waiting).toContainText('Alix M.')
  await expectNoBarrier(claire, 'cards that wait')
  await waiting.getByRole('button', { name: 'Send back' }).press('Enter')
  await claire.getByRole('textbox', { name: 'What should change?' }).fill('Where was that?')
  await claire.getByRole('button', { name: 'Send back to its author' }).press('Enter')
  await expect(claire.getByText('1 card is back with its author.')).toBeVisible()
  await closeTools(claire)

  await alix.getByRole('button', { name: 'My cards: 1 came back' }).press('Enter')
  await expect(alix.getByText('Your teacher writes: Where was that?')).toBeVisible()
  await expectNoBarrier(alix, 'one’s own cards')
  await alix.getByRole('button', { name: 'Rewrite it' }).press('Enter')
  await alix.getByRole('textbox', { name: 'Your card' }).fill('I saw three herons at the Isère')
  await alix.getByRole('button', { name: 'Send to the teachers' }).press('Enter')

  await tools(claire).filter({ hasText: '1 card waits' }).press('Enter')
  await claire.getByRole('button', { name: 'Approve' }).press('Enter')
  await expect(cardOf(gabin, 'I saw three herons at the Isère')).toContainText('Alix')
  await expect(cardOf(alix, 'I saw three herons at the Isère')).toContainText('(you)')
})

test('a change of what stands on a canvas waits, and the class sees what it was until a teacher approves', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const [alix, gabin] = [await enterPupil('Alix M.'), await enterPupil('Gabin P.')]
  const note = { id: 'a', type: 'note', order: 'a1', place: [0, 0], size: [160, 160], colour: 1, text: 'A heron' }
  const address = await freshBoard(claire, server.origin, { kind: 'board', title: 'Birds', objects: [note] })
  await claire.goto(address)
  await askApproval(claire)
  await Promise.all([openBoard(alix, address), openBoard(gabin, address)])

  // Until the board's line is there it opens nothing for writing.
  await expect(tool(alix, 'Note')).toBeEnabled()
  await thing(alix, 'A heron').dblclick()
  await alix.getByRole('textbox', { name: 'Your card' }).fill('A grey heron')
  await expectNoBarrier(alix, 'a change to send in')
  await alix.getByRole('button', { name: 'Send to the teachers' }).press('Enter')
  const waits = alix.getByRole('toolbar', { name: 'For what is chosen' }).getByText('A change waits for a teacher')
  await expect(waits).toBeVisible()
  await alix.getByRole('radio', { name: 'List' }).press('Space')
  await alix.getByRole('button', { name: /A heron.*A change waits for a teacher/ }).press('Enter')
  await expect(alix.getByText('A grey heron')).toBeVisible()
  await expect(thing(gabin, 'A heron')).toBeVisible()
  await expect(gabin.getByText('grey')).toHaveCount(0)

  await tools(claire).filter({ hasText: '1 card waits' }).press('Enter')
  await claire.getByRole('dialog').getByRole('button', { name: 'Approve' }).press('Enter')
  await expect(thing(gabin, 'A grey heron')).toBeVisible()
})

test('a pupil who is paused reads on, and goes on when the teacher lets them', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Fish')
  await Promise.all([claire.goto(address), alix.goto(address)])
  await addCard(alix, 'Trout')
  await tools(claire).click()
  const line = claire.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Alix M.' })
  await expect(line).toContainText('1 thing')
  await expectNoBarrier(claire, 'who made what')
  await line.getByRole('button', { name: 'Pause Alix M.' }).press('Enter')
  const asked = claire.getByRole('dialog', { name: 'Pause Alix M. here?' })
  await asked.getByRole('button', { name: 'Come and talk to me first' }).press('Enter')
  await asked.getByRole('button', { name: 'Pause', exact: true }).press('Enter')
  await expect(alix.getByText('“Come and talk to me first”')).toBeVisible()
  await expect(alix.getByText('A teacher has paused you here')).toBeVisible()
  await expect(addButton(alix)).toHaveCount(0)
  // The dialog gives the focus back once it is gone, and a key would follow the focus.
  await expect(asked).toHaveCount(0)
  await line.getByRole('button', { name: 'Let them continue Alix M.' }).click()
  await expect(addButton(alix).first()).toBeVisible()
})

test('a class votes in secret, and the counts stand on the wall', async ({ enter, enterPupil, server, watch }) => {
  allowRefusedAnswers(watch)
  const claire = await enter(teachers.claire)
  const pupils = [await enterPupil('Alix M.'), await enterPupil('Gabin P.'), await enterPupil('Malo J.')]
  const address = await freshWall(claire, server.origin, 'Where to', [
    card('car1', 'Isère', { parent: 's.aaaa' }),
    card('car2', 'Drac', { parent: 's.aaaa' }),
    card('car3', 'Rhône', { parent: 's.aaaa' }),
  ])
  await Promise.all([claire, ...pupils].map((page) => page.goto(address)))
  await tools(claire).click()
  await claire.getByRole('tab', { name: 'Rules and votes' }).click()
  await claire.getByRole('textbox', { name: 'Choices for each person' }).fill('2')
  await claire.getByRole('button', { name: 'Open a vote' }).press('Enter')
  await closeTools(claire)
  await expect(claire.getByRole('button', { name: 'End the vote' })).toBeVisible()
  for (const [at, pupil] of pupils.entries()) {
    await pupil.getByRole('button', { name: 'Vote', exact: true }).press('Enter')
    await pupil.getByRole('checkbox', { name: /Isère/ }).press('Space')
    if (at === 0) {
      await pupil.getByRole('checkbox', { name: /Drac/ }).press('Space')
      await expect(pupil.getByRole('checkbox', { name: /Rhône/ })).toBeDisabled()
      await expectNoBarrier(pupil, 'a vote')
    }
    await pupil.getByRole('button', { name: 'Send my choice' }).press('Enter')
    await expect(pupil.getByRole('button', { name: 'Change my choice' })).toBeVisible()
    if (at === 1) {
      await expect(claire.getByText('2 people have voted.').first()).toBeVisible()
      await claire.getByRole('button', { name: 'End the vote' }).press('Enter')
      await claire.getByRole('button', { name: 'Count and show the result' }).press('Enter')
      await expect(claire.getByText('Fewer than three people have voted')).toBeVisible()
    }
  }
  await claire.getByRole('button', { name: 'Count and show the result' }).press('Enter')
  for (const page of [claire, ...pupils]) {
    await expect(cardOf(page, 'Isère')).toContainText('3 votes')
    await expect(cardOf(page, 'Drac')).toContainText('1 vote')
    await expect(page.getByRole('button', { name: /Change my choice|End the vote/ })).toHaveCount(0)
  }
})

test('the bin is emptied for good by a teacher', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Waste')
  await Promise.all([claire.goto(address), alix.goto(address)])
  await addCard(alix, 'Not this')
  await menu(alix, 'Not this', 'Delete')
  await tools(claire).click()
  await claire.getByRole('tab', { name: /Bin/ }).click()
  await claire.getByRole('button', { name: 'Delete for good' }).press('Enter')
  await expectNoBarrier(claire, 'the bin')
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).press('Enter')
  await expect(claire.getByText('The bin is empty.')).toBeVisible()
})

test('a teacher sees on the canvas whose each thing is', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Map')
  await alix.goto(address)
  await addCard(alix, 'A spring')
  await claire.goto(address)
  await claire.getByRole('button', { name: /Columns/ }).click()
  await claire.getByRole('menuitemradio', { name: /Canvas/ }).click()
  await tools(claire).click()
  await claire.getByRole('switch', { name: 'Show who made what' }).press('Space')
  await closeTools(claire)
  await expect(claire.locator('[class*="flag"]').filter({ hasText: 'Alix M.' })).toBeVisible()
})
