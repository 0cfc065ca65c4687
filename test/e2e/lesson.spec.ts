import type { Page } from '@playwright/test'
import { bell, silence } from './bells.ts'
import { field, menuOf, messageOf, openChat, say } from './chat-page.ts'
import { expect, pageAddress, riversProject, teachers, templateAddress, test, textOf } from './fixtures.ts'
import { listenTo, slowLine } from './wire.ts'

/**
 * A lesson: one teacher, six pupils of two schools, all that the desk and the lesson's tools do, each seen by the right
 * people alone. Finn does nothing but read: what comes to his device is looked at byte by byte.
 */

const key = { delay: 80 }
const press = { delay: 100 }
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const lines = ['Our river.', 'It is brown and long.', 'The end.']

async function riverPage(page: Page, origin: string): Promise<string> {
  const answer = await page.request.post(`/api/projects/${await riversProject(page)}/documents`, {
    headers: { Origin: origin },
    data: {
      ...{ kind: 'page', title: 'A whole lesson', access: 'project' },
      content: { type: 'doc', content: lines.map(paragraph) },
    },
  })
  const { id }: { id: string } = await answer.json()
  return `/page/${id}`
}

/** What this teacher calls somebody: partners go by pseudonym. */
async function nameFor(teacher: Page, pupil: Page): Promise<string> {
  const { user }: { user: { id: string } } = await (await pupil.request.get('/api/session')).json()
  const answer = await teacher.request.get(`/api/projects/${await riversProject(teacher)}/people`)
  const { members }: { members: { userId: string; name: string }[] } = await answer.json()
  return members.find(({ userId }) => userId === user.id)?.name ?? ''
}

/** What the demonstration and other stories say is answered first; the dialog stays open. */
async function noHandIsUp(teacher: Page) {
  const all = teacher.getByRole('button', { name: /^Hands:/ })
  await expect(all).toHaveAccessibleName(/^Hands: (no hand is up|\d+ hands? (is|are) up)$/)
  await all.click(press)
  const dialog = teacher.getByRole('dialog', { name: 'Hands' })
  const answered = dialog.getByRole('button', { name: /^Answered/ })
  await expect(dialog.getByRole('list').or(dialog.getByText('No hand is up.')).first()).toBeAttached()
  for (let left = await answered.count(); left > 0; left -= 1) {
    await answered.first().click(press)
    await expect(answered).toHaveCount(left - 1)
  }
  await expect(dialog.getByText('No hand is up.')).toBeVisible()
}

/** At the end of a line of the page, as a hand gets there. */
async function toEndOf(page: Page, line: number) {
  await textOf(page).locator('> p').nth(line).click(press)
  await page.keyboard.press('End', press)
}

test('a lesson with the desk: approval, freeze, hands, eyes, instruction, report and sanction, each seen by the right people', async ({
  enter,
  enterPupil,
  server,
}) => {
  // Seven browsers at once: a busy machine is given time.
  test.setTimeout(150_000)
  const claire = await enter(teachers.claire)
  const project = await riversProject(claire)
  const address = await riverPage(claire, server.origin)
  const names = ['Alix M.', 'Emma L.', 'Sacha W.', 'Anna S.', 'Ben K.', 'Finn R.']
  const pupils = await Promise.all(names.map((name) => enterPupil(name)))
  const [alix, emma, sacha, anna, ben, finn] = pupils as [Page, Page, Page, Page, Page, Page]
  const wire = listenTo(finn)
  const line = await slowLine(ben)
  await Promise.all([claire, ...pupils].map((page) => page.goto(address)))
  await Promise.all(pupils.map((page) => expect(textOf(page)).toBeEditable()))
  const [annaName, benName] = [await nameFor(claire, anna), await nameFor(claire, ben)]
  const all = claire.getByRole('button', { name: /^Hands:/ })

  await test.step('a freeze in mid-sentence loses nothing: the sentence comes back with one tap', async () => {
    await toEndOf(ben, 0)
    await ben.keyboard.type(' It is', key)
    await expect(textOf(finn)).toContainText('Our river. It is')
    line.hold()
    await ben.keyboard.type(' deep', key)
    await claire.getByRole('button', { name: 'Freeze' }).click(press)
    await claire.getByRole('menuitem', { name: 'For 15 minutes' }).click(press)
    for (const page of pupils) await expect(page.getByText(/^Frozen by Claire Fontaine until/)).toBeVisible()
    const draft = ben.getByRole('region', { name: 'Words that could not be added' })
    await expect(draft.getByRole('blockquote')).toHaveText('deep')
    line.goOn()
    await claire.getByRole('button', { name: 'Thaw' }).click(press)
    await expect(textOf(ben)).toBeEditable()
    await toEndOf(ben, 0)
    await draft.getByRole('button', { name: 'Put it at my cursor' }).click(press)
    await expect(draft).toHaveCount(0)
    await expect(textOf(finn)).toContainText(/Our river\. It is ?deep/)
  })

  const rules = claire.getByRole('dialog', { name: 'Writing rules' })
  /** One rule for three pupils of two schools, in one gesture. */
  const ruleThree = async (mode: string, save: string) => {
    await claire.getByRole('button', { name: 'Writing rules' }).click(press)
    for (const name of ['Alix M.', 'Emma L.', annaName])
      await rules.getByRole('checkbox', { name, exact: true }).press('Space', press)
    await expect(rules.getByText('3 pupils are ticked.')).toBeVisible()
    await rules.getByText(mode).click(press)
    await rules.getByRole('button', { name: save, exact: true }).click(press)
  }
  const item = (words: string) => claire.getByRole('listitem').filter({ hasText: words })
  const readFirst = 'Claire Fontaine reads what you write here before the others do.'

  await test.step('one rule for three pupils, and for nobody else', async () => {
    await claire.goto(`/p/${project}/desk`)
    wire.forget()
    await ruleThree('After approval: a teacher reads first', 'Set the rule')
    for (const page of [alix, emma, anna]) await expect(page.getByText(readFirst)).toBeVisible()
    await claire.keyboard.press('Escape', press)
    await expect(rules).toHaveCount(0)
    for (const page of [sacha, ben, finn]) await expect(page.getByText(readFirst)).toHaveCount(0)
    expect(wire.topics()).not.toContain('writing')
  })

  await test.step('what the three write and take away waits, and nobody else gets a letter of it', async () => {
    const alixWrites = async () => {
      await toEndOf(alix, 1)
      for (let letter = 0; letter < 'long.'.length; letter++) await alix.keyboard.press('Backspace', key)
      await alix.keyboard.type('short.', key)
      await expect(textOf(alix).locator('del.taken')).toContainText('long.')
    }
    const emmaWrites = async () => {
      await textOf(emma).locator('> p').first().click(press)
      await emma.keyboard.press('Control+Home', press)
      await emma.keyboard.type('Hello. ', key)
      await toEndOf(emma, 2)
      await emma.keyboard.type(' Bah.', key)
    }
    const annaWrites = async () => {
      await toEndOf(anna, 2)
      await anna.keyboard.type(' Quatsch.', key)
    }
    await Promise.all([alixWrites(), emmaWrites(), annaWrites()])
    for (const page of [alix, emma, anna])
      await expect(page.getByRole('button', { name: 'Saved, waits to be read' })).toBeVisible()
    expect(wire.updates()).toBe(0)
    await finn.reload()
    await expect(textOf(finn)).toContainText('It is brown and long.')
    for (const words of ['short.', 'Hello.', 'Bah.', 'Quatsch.']) expect(wire.has(words), words).toBe(false)
    await expect(textOf(ben).locator('del.taken')).toHaveCount(0)
  })

  await test.step('let out, let out in part, sent back and written anew', async () => {
    await item('short.').getByRole('button', { name: 'Look in the page Alix M.' }).click(press)
    const preview = item('short.').getByRole('article', { name: 'The page with what waits' })
    await expect(preview.locator('del')).toContainText('long.')
    await expect(preview.locator('ins')).toContainText('short.')
    await item('short.').getByRole('button', { name: 'Let it out Alix M.' }).click(press)
    await expect(textOf(finn)).toContainText('It is brown and short.')
    await expect(textOf(alix).locator('del.taken')).toHaveCount(0)

    const ofEmma = item('Bah.')
    await ofEmma.getByRole('button', { name: 'Look in the page Emma L.' }).click(press)
    await ofEmma.getByRole('button', { name: 'Only some of it Emma L.' }).click(press)
    await ofEmma.getByRole('checkbox', { name: /Bah\./ }).press('Space', press)
    await ofEmma.getByRole('textbox', { name: /^Why not the rest/ }).fill('This says nothing')
    await ofEmma.getByRole('button', { name: 'Let out what is ticked' }).click(press)
    await expect(textOf(finn)).toContainText('Hello. Our river.')
    await expect(textOf(emma).locator('.waits')).toHaveCount(0)
    await expect(emma.getByRole('region', { name: /sent these words back to you/ })).toContainText('This says nothing')

    await item('Quatsch.')
      .getByRole('button', { name: /^Send it back/ })
      .click(press)
    await claire.keyboard.type('Say it kindly', key)
    await claire.getByRole('button', { name: 'Send it back', exact: true }).click(press)
    const back = anna.getByRole('region', { name: 'Claire Fontaine sent these words back to you' })
    await expect(back).toContainText('Say it kindly')
    await back.getByRole('button', { name: 'Done' }).click(press)
    await toEndOf(anna, 2)
    await anna.keyboard.type(' And now?', key)
    await item('And now?')
      .getByRole('button', { name: /^Let it out/ })
      .click(press)
    await expect(textOf(finn)).toContainText('The end. And now?')
    for (const words of ['Bah.', 'Quatsch.', 'Say it kindly', 'This says nothing'])
      expect(wire.has(words), words).toBe(false)
    await ruleThree('Freely', 'Lift')
    for (const page of [alix, emma, anna]) await expect(page.getByText(readFirst)).toHaveCount(0)
    await claire.keyboard.press('Escape', press)
  })

  await test.step('a hand and one who is lost are the teacher’s to see, at once and in order', async () => {
    wire.forget()
    await noHandIsUp(claire)
    const dialog = claire.getByRole('dialog', { name: 'Hands' })
    const own = (page: Page) => page.getByRole('button', { name: /^Hands: yours|^Hands: you/ })
    // By keyboard, without leaving the page.
    await own(alix).focus()
    await alix.keyboard.press('Enter', press)
    await alix.getByRole('button', { name: 'Raise my hand' }).click(press)
    await expect(alix.getByText('Your hand is up. You are next.')).toBeVisible()
    await alix.keyboard.press('Escape', press)
    await expect(own(alix)).toBeFocused()
    await expect(own(alix)).toHaveAccessibleName('Hands: yours is up')
    await expect(dialog.getByRole('listitem')).toContainText(['Alix M.'])
    await own(ben).click(press)
    await ben.getByRole('button', { name: 'I am lost' }).click(press)
    await expect(ben.getByText(/Your teachers know that you are lost\. 1 is before you\./)).toBeVisible()
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
    await expect(dialog.getByText('Lost', { exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Answered Alix M.' }).click(press)
    await expect(own(alix)).toHaveAccessibleName('Hands: yours is down')
    await expect(ben.getByText(/You are next\./)).toBeVisible()
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await expect(dialog.getByRole('button', { name: /^Answered/ })).toBeFocused()
    await claire.keyboard.press('Escape', press)
    await expect(all).toBeFocused()
    await expect(all).toHaveAccessibleName('Hands: 1 hand is up')
    await ben.getByRole('button', { name: 'Take it down' }).click(press)
    await expect(all).toHaveAccessibleName('Hands: no hand is up')
    await ben.keyboard.press('Escape', press)
    await expect(own(finn)).toHaveAccessibleName('Hands: yours is down')
    expect(wire.topics()).not.toContain('hands')
  })

  await test.step('all eyes to the front, and on', async () => {
    await claire.getByRole('link', { name: 'People' }).click(press)
    await claire.getByRole('button', { name: 'Eyes on me' }).click(press)
    await claire.getByRole('menuitem', { name: '60 seconds' }).click(press)
    const called = (page: Page) => page.getByRole('alertdialog', { name: 'Eyes on Claire Fontaine' })
    for (const page of pupils) await expect(called(page)).toContainText('What you were writing is safe.')
    await finn.keyboard.press('Escape', press)
    await expect(called(finn)).toBeVisible()
    await claire.getByRole('button', { name: 'Go on now' }).click(press)
    for (const page of pupils) await expect(called(page)).toHaveCount(0)
  })

  await test.step('one pupil only reads for a while, is told why, and is freed', async () => {
    await claire.getByRole('button', { name: /^Actions for Alix M\./ }).click(press)
    await claire.getByRole('menuitem', { name: 'Writing rules' }).click(press)
    await rules.getByRole('textbox', { name: /^Reason/ }).fill('Read what Anna wrote first')
    await rules.getByRole('button', { name: 'Set the rule' }).click(press)
    await expect(rules.getByRole('listitem')).toContainText(['Alix M.'])
    await expect(alix.getByText(/Claire Fontaine asks you to read until .*, and not to write\./)).toBeVisible()
    await expect(alix.getByText('Read what Anna wrote first')).toBeVisible()
    await expect(textOf(alix)).not.toBeEditable()
    await toEndOf(anna, 2)
    await anna.keyboard.type(' Yes.', key)
    await expect(textOf(alix)).toContainText('And now? Yes.')
    await rules.getByRole('button', { name: 'Lift Alix M.' }).click(press)
    await expect(textOf(alix)).toBeEditable()
    await toEndOf(alix, 2)
    await alix.keyboard.type(' Too.', key)
    await expect(textOf(anna)).toContainText('Yes. Too.')
    await claire.keyboard.press('Escape', press)
    expect(wire.has('Read what Anna wrote first')).toBe(false)
  })

  await test.step('one line reaches the copies of all groups', async () => {
    const mine = await pageAddress(alix, { title: 'Carnet', group: 'Rhône' })
    await Promise.all([alix.goto(mine), claire.goto(await templateAddress(claire))])
    await claire.getByRole('button', { name: 'Give an instruction' }).click(press)
    await claire.getByLabel('What all groups should do now').fill('Close your books')
    await claire.getByRole('button', { name: 'Put it into all copies' }).click(press)
    await expect(claire.getByText('It stands in 6 copies.')).toBeVisible()
    await expect(textOf(alix).locator('strong', { hasText: 'Close your books' })).toBeVisible()
    await expect(textOf(emma)).not.toContainText('Close your books')
  })

  await test.step('a report is answered, and whom it is about never learns whose it was', async () => {
    await silence(ben, server.origin)
    await silence(sacha, server.origin)
    await Promise.all([openChat(ben), openChat(sacha), claire.goto(`/p/${project}/reports`)])
    wire.forget()
    await say(sacha, 'Your drawing is silly')
    const menu = await menuOf(ben, 'Your drawing is silly')
    await menu.getByRole('menuitem', { name: 'Report' }).click(press)
    const dialog = ben.getByRole('dialog', { name: 'Report this message' })
    await expect(dialog.getByText(/Your teachers will read this\. .* will not know that it was you\./)).toBeVisible()
    await dialog.getByRole('button', { name: 'Send the report' }).click(press)
    await expect(dialog.getByText('Choose what is wrong.')).toBeVisible()
    await dialog.getByText('It is mean or insults somebody').click(press)
    await dialog.getByRole('button', { name: 'Send the report' }).click(press)
    await expect(dialog.getByText('Your teachers have it now.')).toBeVisible()
    await ben.keyboard.press('Enter', press)
    await expect(dialog).toBeHidden()
    const card = claire.getByRole('article').filter({ hasText: 'Your drawing is silly' })
    await expect(card).toContainText('Mean or insulting')
    await expect(card).toContainText(`Reported by ${benName}`)
    await card.getByRole('textbox', { name: 'A note' }).fill('We talk')
    await card.getByRole('button', { name: 'It is settled' }).click(press)
    await expect(card.getByText('Note: We talk')).toBeVisible()
    await expect(card.getByRole('button', { name: 'It is settled' })).toBeHidden()
    await expect(bell(ben)).toHaveAccessibleName('Notices: 1 new')
    await bell(ben).click(press)
    await expect(ben.getByText('Somebody has looked at what you reported').first()).toBeVisible()
    await ben.goBack()
    await expect(bell(sacha)).toHaveAccessibleName('Notices: nothing new')
    expect(wire.topics()).not.toContain('reports')
  })

  await test.step('a sanction says until when and why to its pupil alone, and ends by itself', async () => {
    const { user }: { user: { id: string } } = await (await sacha.request.get('/api/session')).json()
    wire.forget()
    const answer = await claire.request.put(`/api/projects/${project}/rules`, {
      headers: { Origin: server.origin },
      data: {
        ...{ target: { user: user.id }, tool: 'all', mode: 'read', purpose: 'sanction' },
        ...{ reason: 'Unkind words', forSeconds: 6 },
      },
    })
    expect(answer.status()).toBe(200)
    await expect(sacha.getByText(/^Claire Fontaine has switched your writing off here until/)).toBeVisible()
    await expect(sacha.getByText('Unkind words')).toBeVisible()
    for (const page of [ben, finn]) await expect(page.getByText(/switched your writing off/)).toHaveCount(0)
    const send = sacha.getByRole('button', { name: 'Send' })
    await field(sacha).fill('Sorry, Ben')
    await expect(send).toBeDisabled()
    await expect(send).toBeEnabled()
    await send.click(press)
    await expect(messageOf(ben, 'Sorry, Ben')).toBeVisible()
    expect(wire.topics()).not.toContain('writing')
    expect(wire.has('Unkind words')).toBe(false)
  })
})
