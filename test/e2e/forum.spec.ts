import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { bell, silence } from './bells.ts'
import { channelOf, keptRecords } from './chat-page.ts'
import { allowRefusedAnswers, expect, riversProject, teachers, test } from './fixtures.ts'

/** Slow talk between two schools: a topic with a secret poll, answers, the bell, and the keyboard alone. */

const answers = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words })
const field = (page: Page) => page.getByRole('textbox', { name: 'Answer', exact: true })
async function openForum(page: Page) {
  await page.goto(`/p/${await riversProject(page)}/forum`)
  await expect(page.getByRole('heading', { level: 1, name: 'Forum' })).toBeVisible()
}

test('a topic with a poll: two schools answer, choose in secret, and see the counts when it is closed', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  await silence(claire, server.origin)
  const anna = await enterPupil('Anna S.')
  const alix = await enterPupil('Alix M.')
  await openForum(claire)
  await expectNoBarrier(claire)
  await claire.getByRole('button', { name: 'Start a topic' }).first().click()
  const dialog = claire.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(dialog.getByText('Say what it is about.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'What is it about?' }).fill('Par où passer ?')
  await dialog.getByRole('textbox', { name: 'Your first words' }).fill('En bateau ou à vélo ?')
  await dialog.getByRole('button', { name: 'Add a poll' }).click()
  await dialog.getByRole('textbox', { name: 'Answer 1' }).fill('Bateau')
  await dialog.getByRole('textbox', { name: 'Answer 2' }).fill('Vélo')
  await expectNoBarrier(claire)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'Par où passer ?' })).toBeVisible()

  for (const [pupil, choice] of [
    [anna, 'Vélo'],
    [alix, 'Vélo'],
  ] as const) {
    await openForum(pupil)
    await pupil.getByRole('link', { name: /Par où passer/ }).click()
    await pupil.getByRole('radio', { name: choice }).focus()
    await pupil.keyboard.press('Space')
    await pupil.getByRole('button', { name: 'Send my choice' }).click()
    await expect(pupil.getByText('Your choice is kept. Nobody sees it.')).toBeVisible()
  }
  await expect(claire.getByText('2 people have taken part.')).toBeVisible()
  await claire.getByRole('radio', { name: 'Bateau' }).focus()
  await claire.keyboard.press('Space')
  await claire.getByRole('button', { name: 'Send my choice' }).click()
  await expect(alix.getByText('3 people have taken part.')).toBeVisible()
  await expect(alix.getByRole('button', { name: 'Close the poll' })).toHaveCount(0)

  await openForum(claire)
  await field(anna).fill('Mit dem Rad!')
  await field(anna).press('Control+Enter')
  await expect(answers(alix, 'Mit dem Rad!')).toHaveCount(1)
  await expect(alix.getByText('Anna S.')).toHaveCount(0)
  // The bell of who began it; not of who only looked.
  await expect(bell(claire)).toHaveAccessibleName('Notices: 1 new')
  await expectNoBarrier(claire)
  await claire.getByRole('link', { name: /Par où passer.*1 answer/ }).click()
  await expect(answers(claire, 'Mit dem Rad!')).toHaveCount(1)
  await expect(claire.getByText('New', { exact: true })).toBeVisible()
  await expect(bell(claire)).toHaveAccessibleName('Notices: nothing new')
  await expectNoBarrier(claire)

  await claire.getByRole('button', { name: 'Close the poll' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Close the poll' }).click()
  for (const page of [claire, anna, alix]) {
    await expect(page.getByText('Who chose what is not kept.')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Vélo' })).toContainText('2')
    await expect(page.getByRole('listitem').filter({ hasText: 'Bateau' })).toContainText('1')
  }
  await expectNoBarrier(alix)
})

test('a topic is followed, pinned and taken away', async ({ enter, enterPupil }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  await openForum(alix)
  await alix.getByRole('button', { name: 'Start a topic' }).first().click()
  await alix.getByRole('textbox', { name: 'What is it about?' }).fill('Castor ou loutre ?')
  await alix.getByRole('textbox', { name: 'Your first words' }).fill('Lequel va le mieux à nos rivières ?')
  await alix.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
  await expect(alix.getByRole('heading', { level: 1, name: 'Castor ou loutre ?' })).toBeVisible()
  // Who begins a topic follows it.
  await expect(alix.getByRole('button', { name: 'Stop following' })).toBeVisible()

  await openForum(claire)
  const topic = claire.getByRole('list', { name: 'Topics' }).getByRole('link', { name: /Castor ou loutre/ })
  await expect(topic).toContainText('New')
  await topic.click()
  await expect(answers(claire, 'Lequel va le mieux')).toBeVisible()
  await claire.getByRole('link', { name: 'Forum', exact: true }).click()
  await expect(topic).toBeVisible()
  await expect(topic).not.toContainText('New')
  await topic.click()
  await claire.getByRole('button', { name: 'Follow', exact: true }).click()
  await expect(claire.getByRole('button', { name: 'Stop following' })).toBeVisible()
  await answers(claire, 'Lequel va le mieux')
    .getByRole('button', { name: /^What to do with/ })
    .click()
  const pinned = claire.waitForResponse((answer) => answer.url().endsWith('/pin'))
  await claire.getByRole('menuitem', { name: 'Pin', exact: true }).click()
  await pinned
  await openForum(claire)
  await expect(claire.getByRole('list', { name: 'Topics' }).getByRole('link').first()).toContainText(
    'Question for everyone',
  )
  // An address of the chat that names the forum.
  const { id } = await channelOf(claire, 'forum')
  await claire.goto(`/p/${await riversProject(claire)}/chat?channel=${id}`)
  await expect(claire.getByRole('heading', { level: 1, name: 'Forum' })).toBeVisible()

  await claire.getByRole('link', { name: /Castor ou loutre/ }).click()
  await answers(claire, 'Lequel va le mieux')
    .getByRole('button', { name: /^What to do with/ })
    .click()
  await claire.getByRole('menuitem', { name: 'Delete' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'This topic was removed' })).toBeVisible()
  await openForum(alix)
  await expect(alix.getByText('Castor ou loutre ?')).toHaveCount(0)
  await expect(alix.getByText('This topic was removed').first()).toBeVisible()
})

test('a teacher pauses the forum: pupils read on and begin nothing, until it goes on', async ({
  enter,
  enterPupil,
}) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await openForum(page)
  await expect(alix.getByRole('button', { name: 'Start a topic' })).toBeVisible()
  await expect(alix.getByRole('button', { name: 'Pause, slow mode' })).toHaveCount(0)
  await claire.getByRole('button', { name: 'Pause, slow mode' }).click()
  await claire.getByText('For 15 minutes').click()
  await claire.getByRole('button', { name: 'Save' }).click()
  await expect(alix.getByText(/^The chat is paused until/)).toBeVisible()
  await expect(alix.getByRole('button', { name: 'Start a topic' })).toHaveCount(0)
  await expect(claire.getByRole('button', { name: 'Start a topic' })).toBeVisible()
  await expectNoBarrier(alix)
  await claire.getByRole('button', { name: 'End the pause' }).click()
  await expect(alix.getByRole('button', { name: 'Start a topic' })).toBeVisible()
})

test('the forum is used by keyboard alone', async ({ enter }) => {
  const page = await enter(teachers.jonas)
  await openForum(page)
  await page.getByRole('button', { name: 'Start a topic' }).first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Nur mit Tasten')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Geht das?')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Nur mit Tasten' })).toBeVisible()
  await field(page).focus()
  await page.keyboard.type('Ja.')
  await page.keyboard.press('Control+Enter')
  await expect(answers(page, 'Ja.')).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(field(page)).not.toBeFocused()
})

test('without a network a topic that was begun is kept, and an answer leaves when it can', async ({ enter, watch }) => {
  allowRefusedAnswers(watch)
  watch.allow(/net::ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket/)
  const page = await enter(teachers.jonas)
  await openForum(page)
  await page.getByRole('button', { name: 'Start a topic' }).first().click()
  await page.getByRole('textbox', { name: 'What is it about?' }).fill('Hochwasser an der Elbe')
  await page.getByRole('textbox', { name: 'Your first words' }).fill('Habt ihr auch welches?')
  await page.context().setOffline(true)
  await expect(page.getByRole('dialog').getByRole('button', { name: /Start/ })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect.poll(() => keptRecords(page)).toBe(1)
  await page.context().setOffline(false)
  await openForum(page)
  await page.getByRole('button', { name: 'Start a topic' }).first().click()
  await expect(page.getByRole('textbox', { name: 'What is it about?' })).toHaveValue('Hochwasser an der Elbe')
  await expect(page.getByRole('textbox', { name: 'Your first words' })).toHaveValue('Habt ihr auch welches?')
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hochwasser an der Elbe' })).toBeVisible()
  await expect.poll(() => keptRecords(page)).toBe(0)

  await page.context().setOffline(true)
  await field(page).fill('Bei uns bis zur Brücke.')
  await field(page).press('Control+Enter')
  await expect(page.getByText('Bei uns bis zur Brücke.')).toBeVisible()
  await page.context().setOffline(false)
  await expect(answers(page, 'Bei uns bis zur Brücke.')).toHaveCount(1)
  await openForum(page)
  await expect(page.getByRole('link', { name: /Hochwasser an der Elbe/ })).toContainText('1 answer')
  await page.getByRole('button', { name: 'Start a topic' }).first().click()
  await expect(page.getByRole('textbox', { name: 'What is it about?' })).toHaveValue('')
})
