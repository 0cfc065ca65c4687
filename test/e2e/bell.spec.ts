import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { bell, silence } from './bells.ts'
import { column, freshBoard } from './boards.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

/* The one bell: who is mentioned or answered and whose work comes back hears of it at once, and goes there by keyboard. */

const silent = 'Notices: nothing new'

async function openNotices(page: Page) {
  await page.goto('/notices')
  await expect(page.getByRole('heading', { level: 1, name: 'Notices' })).toBeVisible()
}

/** Somebody else's screen says something in the channel of all. Gives the id of the message. */
async function say(page: Page, origin: string, text: string, replyTo: string | null = null): Promise<string> {
  const id = randomUUID()
  const { channels }: { channels: { id: string; kind: string }[] } = await (
    await page.request.get(`/api/projects/${await riversProject(page)}/channels`)
  ).json()
  const channelId = channels.find(({ kind }) => kind === 'project')?.id
  const answer = await page.request.post(`/api/channels/${channelId}/messages`, {
    headers: { Origin: origin },
    data: { id, text, replyTo },
  })
  expect(answer.status()).toBe(201)
  return id
}

test('rings at once for an answer and a mention, and leads there', async ({ enter, enterPupil, server }) => {
  const alix = await enterPupil('Alix M.')
  const anna = await enterPupil('Anna S.')
  for (const page of [alix, anna]) await silence(page, server.origin)
  const question = await say(alix, server.origin, 'Qui a vu un castor ?')
  await alix.goto(`/p/${await riversProject(alix)}/pages`)
  await expect(bell(alix)).toHaveAccessibleName(silent)
  await say(anna, server.origin, 'Ich, an der Pleiße!', question)
  await expect(bell(alix)).toHaveAccessibleName('Notices: 1 new')

  const claire = await enter(teachers.claire)
  const { id }: { id: string } = (await (await alix.request.get('/api/session')).json()).user
  await say(claire, server.origin, `Bravo <@${id}>, raconte !`)
  await expect(bell(alix)).toHaveAccessibleName('Notices: 2 new')
  await expect(bell(await openedHome(anna))).toHaveAccessibleName(silent)

  await bell(alix).focus()
  await alix.keyboard.press('Enter')
  await expect(alix.getByRole('link', { name: /Claire Fontaine mentioned you/ })).toContainText('Bravo @Alix M.')
  const reply = alix.getByRole('link', { name: /answered you/ })
  await expect(reply).toContainText('Ich, an der Pleiße!')
  // A pupil of the other school by her pseudonym.
  await expect(alix.getByText('Anna S.')).toHaveCount(0)
  await expectNoBarrier(alix, 'the bell')
  await reply.focus()
  await alix.keyboard.press('Enter')
  await expect(alix.getByRole('article').filter({ hasText: 'Ich, an der Pleiße!' }).first()).toBeVisible()
  await openNotices(alix)
  await expect(alix.getByRole('link', { name: /answered you/ })).toHaveAttribute('data-read', 'true')
})

test('says that a card came back, and leads to the wall', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Louise T.')
  await silence(alix, server.origin)
  const objects = [column('aaaa', 'Seen', 'a0')]
  const address = await freshBoard(claire, server.origin, { kind: 'wall', title: 'Birds of the bell', objects })
  await claire.goto(address)
  await claire.getByRole('button', { name: /^Teachers’ tools/ }).click()
  await claire.getByRole('tab', { name: 'Rules and votes' }).click()
  const waits = claire.getByRole('switch', { name: /New cards wait/ })
  await expect(waits).toBeEnabled()
  await waits.press('Space')
  await expect(waits).toBeChecked()
  await claire.keyboard.press('Escape')
  await alix.goto(address)
  await alix.getByRole('button', { name: 'Send in a card' }).press('Enter')
  await alix.getByRole('textbox', { name: 'Your card' }).fill('I saw a heron')
  await alix.getByRole('button', { name: 'Send to the teachers' }).press('Enter')
  await expect(alix.getByRole('button', { name: 'My card waits' })).toBeVisible()
  await alix.goto(`/p/${await riversProject(alix)}/pages`)
  await expect(bell(alix)).toHaveAccessibleName(silent)

  await claire
    .getByRole('button', { name: /^Teachers’ tools/ })
    .filter({ hasText: '1 card waits' })
    .press('Enter')
  await claire.getByRole('dialog').getByRole('button', { name: 'Send back' }).press('Enter')
  await claire.getByRole('textbox', { name: 'What should change?' }).fill('Where was that?')
  await claire.getByRole('button', { name: 'Send back to its author' }).press('Enter')
  await expect(bell(alix)).toHaveAccessibleName('Notices: 1 new')
  await openNotices(alix)
  const notice = alix.getByRole('link', { name: /Birds of the bell/ })
  await expect(notice).toContainText('Claire Fontaine')
  await expectNoBarrier(alix, 'a card that came back')
  await notice.focus()
  await alix.keyboard.press('Enter')
  await expect(alix.getByRole('button', { name: 'My cards: 1 came back' })).toBeVisible()
  await expect(bell(alix)).toHaveAccessibleName(silent)
})

async function openedHome(page: Page): Promise<Page> {
  await page.goto('/')
  await expect(bell(page)).toBeVisible()
  return page
}
