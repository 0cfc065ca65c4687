import type { Page } from '@playwright/test'
import { column, freshBoard } from './boards.ts'
import { field, log, menuOf, messageOf, openChat, say, enterChat } from './chat-page.ts'
import { expect, freshPage, riversProject, teachers, test } from './fixtures.ts'

// What can be done with a message once it was said.

test('the arrow upwards puts the last message right; the teacher sees what it said', async ({ enter, enterPupil }) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await say(alix, 'The Rhone is logn')
  await expect(messageOf(claire, 'The Rhone is logn')).toBeVisible()
  await field(alix).press('ArrowUp')
  const editing = alix.getByRole('textbox', { name: 'Change your message' })
  await expect(editing).toHaveValue('The Rhone is logn')
  await editing.fill('The Rhône is long')
  await alix.keyboard.press('Control+Enter')
  await expect(field(alix)).toBeFocused()
  await expect(messageOf(claire, 'The Rhône is long').getByText('edited')).toBeVisible()
  await (await menuOf(claire, 'The Rhône is long')).getByRole('menuitem', { name: 'What it said before' }).click()
  await expect(claire.getByRole('dialog', { name: 'What it said before' })).toContainText('The Rhone is logn')
  await claire.keyboard.press('Escape')
  const menu = await menuOf(alix, 'The Rhône is long')
  await expect(menu.getByRole('menuitem', { name: 'Answer' })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: 'What it said before' })).toHaveCount(0)
})

test('a message that is taken away leaves a mark', async ({ enter, enterPupil }) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await say(alix, 'nothing for a school')
  const id = await messageOf(claire, 'nothing for a school').getAttribute('id')
  await (await menuOf(claire, 'nothing for a school')).getByRole('menuitem', { name: 'Delete' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  for (const page of [claire, alix])
    await expect(page.locator(`#${id}`)).toContainText('This message was removed by a teacher.')
  await expect(alix.getByText('nothing for a school')).toHaveCount(0)
})

test('reactions say who felt what, and are taken back by the same press', async ({ enter, enterPupil }) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await say(claire, 'Tomorrow we go to the river')
  await (await menuOf(alix, 'Tomorrow we go')).getByRole('menuitem', { name: 'Bravo' }).click()
  const mark = (page: Page) => messageOf(page, 'Tomorrow we go').getByRole('button', { name: /, Bravo: / })
  await expect(mark(claire)).toHaveAccessibleName('1, Bravo: Alix M.')
  await mark(claire).click()
  await expect(mark(alix)).toContainText('2')
  await mark(alix).click()
  await expect(mark(claire)).toHaveAccessibleName('1, Bravo: Claire Fontaine')
})

test('pins, search and days lead to messages in their place', async ({ enter, enterPupil }) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await say(claire, 'Rendez-vous à la confluence, à côté du musée')
  for (let at = 1; at <= 8; at += 1) await say(claire, `Other things ${at}\n\n\n\n`.trim() + ' and more of them')
  await (
    await menuOf(claire, 'Rendez-vous à la confluence')
  )
    .getByRole('menuitem', { name: 'Pin', exact: true })
    .click()
  await expect(messageOf(alix, 'Rendez-vous à la confluence').getByText('pinned')).toBeAttached()
  await alix.getByRole('button', { name: 'More', exact: true }).click()
  await alix.getByRole('menuitem', { name: 'Pinned messages' }).click()
  await alix
    .getByRole('region', { name: 'Pinned messages' })
    .getByRole('button', { name: /confluence/ })
    .click()
  await expect(log(alix).locator('[data-target="true"]')).toBeInViewport()
  await alix.getByRole('button', { name: 'Search' }).first().click()
  const panel = alix.getByRole('region', { name: 'Search in this channel' })
  await panel.getByRole('searchbox', { name: 'Words' }).fill('MUSEE')
  await alix.keyboard.press('Enter')
  await expect(panel.getByText('1 message found')).toBeVisible()
  await expect(panel.locator('mark')).toHaveText('musée')
  await panel.getByRole('button', { name: /confluence/ }).click()
  await expect(log(alix).locator('[data-target="true"]')).toContainText('confluence')
  await alix.keyboard.press('Escape')
  await alix.getByRole('button', { name: 'More', exact: true }).click()
  await alix.getByRole('menuitem', { name: 'Go to a day' }).click()
  await alix.getByLabel('Day', { exact: true }).fill('2020-01-01')
  await alix.getByRole('button', { name: 'Go there' }).click()
  await expect(log(alix).getByRole('article').first()).toBeInViewport()
})

test('words are found in each script, whatever their case and marks', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  await openChat(claire)
  const said = [
    ['Ο ποταμός είναι γαλάζιος', 'ΠΟΤΑΜΟΣ', 'ποταμός'],
    ['Їжак живе біля річки', 'ЇЖАК', 'Їжак'],
    ['النَّهر جميل هذا الصباح', 'النهر', 'النَّهر'],
    ['მდინარე მტკვარი', 'მტკვ', 'მტკვ'],
    ['Գետը երկար է', 'գետը', 'Գետը'],
  ] as const
  for (const [words] of said) await say(claire, words)
  await claire.getByRole('button', { name: 'Search' }).first().click()
  const panel = claire.getByRole('region', { name: 'Search in this channel' })
  await expect(panel.getByRole('searchbox', { name: 'Words' })).toBeFocused()
  for (const [words, query, marked] of said) {
    await panel.getByRole('searchbox', { name: 'Words' }).fill(query)
    await claire.keyboard.press('Enter')
    await expect(panel.getByRole('button', { name: words })).toBeVisible()
    await expect(panel.locator('mark')).toHaveText(marked)
  }
})

test('a message becomes a card on a wall, in the name of whoever puts it there', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, {
    kind: 'wall',
    title: 'Sayings of the chat',
    objects: [column('aaaa', 'Seen', 'a0')],
  })
  await openChat(claire)
  await say(claire, 'A saying worth a card')
  await (await menuOf(claire, 'worth a card')).getByRole('menuitem', { name: 'Make it a card on a wall' }).click()
  const dialog = claire.getByRole('dialog', { name: 'Make it a card on a wall' })
  await dialog.getByRole('combobox', { name: 'Wall' }).fill('Sayings')
  await claire.getByRole('option', { name: 'Sayings of the chat' }).click()
  await dialog.getByRole('button', { name: 'Put it there' }).click()
  await expect(claire.getByText('Now also in “Sayings of the chat”.')).toBeVisible()
  await claire.goto(address)
  await expect(claire.getByRole('article', { name: 'Card “A saying worth a card”' })).toContainText('(you)')
})

test('a message becomes a paragraph of a page, and stays where it was said', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Words from the chat')
  await openChat(claire)
  await say(claire, 'A sentence that deserves a page')
  await (await menuOf(claire, 'A sentence that deserves')).getByRole('menuitem', { name: 'Put it into a page' }).click()
  const dialog = claire.getByRole('dialog', { name: 'Put it into a page' })
  await dialog.getByRole('combobox', { name: 'Page' }).fill('Words from')
  await claire.getByRole('option', { name: 'Words from the chat' }).click()
  await dialog.getByRole('button', { name: 'Put it there' }).click()
  await expect(claire.getByText('Now also in “Words from the chat”.')).toBeVisible()
  await expect(messageOf(claire, 'A sentence that deserves')).toBeVisible()
  await claire.goto(address)
  await expect(claire.getByRole('textbox', { name: 'Text of the page' })).toContainText(
    'A sentence that deserves a page',
  )
})

test('in French the chat speaks French, to pupils and to teachers as one speaks to them', async ({
  enter,
  enterPupil,
}) => {
  const alix = await enterPupil('Alix M.', { locale: 'fr-FR' })
  const project = await riversProject(alix)
  await alix.goto(`/p/${project}/chat`)
  await expect(alix.getByText('Tes enseignant·es peuvent lire ceci.')).toBeVisible()
  await expect(alix.getByRole('log', { name: 'Messages de Tout le monde' })).toBeVisible()
  await expect(alix.getByRole('button', { name: 'Envoyer' })).toBeDisabled()
  await alix.goto('/nowhere')
  await expect(alix.getByText('ou ce n’est pas partagé avec toi.')).toBeVisible()
  const claire = await enter(teachers.claire, { locale: 'fr-FR' })
  await claire.goto('/nowhere')
  await expect(claire.getByText('ou ce n’est pas partagé avec vous.')).toBeVisible()
})
