import type { Page } from '@playwright/test'
import { field, inOrder, keptRecords, log, lostLine, messageOf, openChat, say, enterChat } from './chat-page.ts'
import { expect, test } from './fixtures.ts'

/* Talk where the line goes, the window closes or the server dies in the middle of it. */

/** Of whoever comes back to many unread messages, and so begins in their middle. */
async function atTheEnd(page: Page, prefix: string) {
  const toNewest = page.getByRole('button', { name: 'To the newest' })
  // It may go by itself in between.
  if (await toNewest.isVisible()) await toNewest.click({ timeout: 1_000 }).catch(() => null)
  return inOrder(log(page), prefix)
}

test('what is written without a connection is kept, said so, and arrives once and in order', async ({
  enter,
  enterPupil,
  watch,
}) => {
  watch.allow(lostLine)
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await say(alix, 'tunnel 0')
  await expect(messageOf(claire, 'tunnel 0')).toBeVisible()
  await alix.context().setOffline(true)
  for (const at of [1, 2, 3]) await say(alix, `tunnel ${at}`)
  await expect(alix.getByText('Kept on this device. It is sent when the connection is back.')).toHaveCount(3)
  await say(alix, 'tunnel too much')
  const unwanted = alix.getByRole('article').filter({ hasText: 'tunnel too much' })
  await unwanted.getByRole('button', { name: 'Throw away' }).press('Enter')
  await expect(unwanted).toHaveCount(0)
  await expect(field(alix)).toBeFocused()
  await say(claire, 'tunnel of the teacher')
  // The server has it: what waits on the other device comes after it.
  await expect(claire.locator('[data-message]').filter({ hasText: 'tunnel of the teacher' })).toBeVisible()
  await alix.context().setOffline(false)
  for (const page of [claire, alix])
    await expect
      .poll(() => inOrder(log(page), 'tunnel'), { timeout: 30_000 })
      .toEqual(['tunnel 0', 'tunnel of the teacher', 'tunnel 1', 'tunnel 2', 'tunnel 3'])
  await expect(alix.getByText('Kept on this device')).toHaveCount(0)
})

test('a window closed without a connection loses nothing: drafts and messages are there again', async ({
  enter,
  enterPupil,
  watch,
}) => {
  watch.allow(lostLine)
  const [claire, alix] = await enterChat({ enter, enterPupil }, 'Kenza A.')
  await alix.context().setOffline(true)
  await say(alix, 'lid 1')
  await say(alix, 'lid 2')
  await field(alix).fill('half a thought')
  await expect(alix.getByText('Kept on this device', { exact: false })).toHaveCount(2)
  await expect.poll(() => keptRecords(alix)).toBe(3)
  const context = alix.context()
  await alix.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await openChat(again)
  await expect(field(again)).toHaveValue('half a thought')
  for (const page of [claire, again])
    await expect.poll(() => atTheEnd(page, 'lid'), { timeout: 30_000 }).toEqual(['lid 1', 'lid 2'])
})

test('what one writes is in sight also where the talk itself cannot be had', async ({ enterPupil, watch }) => {
  watch.allow(lostLine)
  const alix = await enterPupil('Kenza A.')
  await alix.route(/\/api\/channels\/[\w-]+\/messages\?/, (route) => route.abort())
  await openChat(alix)
  await alix.context().setOffline(true)
  await say(alix, 'said into the dark')
  await expect(alix.getByText('said into the dark')).toBeVisible()
  await expect(alix.getByText('Kept on this device', { exact: false })).toBeVisible()
})

test('the server is killed in mid-sending: each message is there once, in order', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  test.slow()
  watch.allow(lostLine)
  const [claire, alix] = await enterChat({ enter, enterPupil })
  const wanted: string[] = []
  for (const round of [1, 2]) {
    for (const at of [1, 2, 3, 4]) {
      wanted.push(`kill ${round}.${at}`)
      await say(alix, `kill ${round}.${at}`)
      // In the middle of them, whatever has happened to the last one by then.
      if (at === 2) await server.kill()
    }
    await server.start()
    for (const page of [claire, alix])
      await expect.poll(() => inOrder(log(page), 'kill'), { timeout: 60_000 }).toEqual(wanted)
  }
})
