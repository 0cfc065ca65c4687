import type { Page } from '@playwright/test'
import { type Filter, filterProxy } from '#test/helpers/filter-proxy.ts'
import { expect, freshPage, saved, teachers, test, textOf, typeAtEnd, wordsOf } from './fixtures.ts'

/** Schools whose network lets no WebSocket through: the same page works, and says so only to who asks. */

const blockedSocket = /WebSocket connection to .* failed|ERR_TUNNEL_CONNECTION_FAILED/
const compatibility = /^Connected in compatibility mode/

async function expectDetails(page: Page, isCompatible: boolean) {
  await page.getByRole('button', { name: 'Saved' }).click()
  const details = page.getByRole('dialog', { name: 'Connection' })
  await expect(details.getByText('Everything you wrote is on the server.')).toBeVisible()
  await expect(details.getByText(compatibility)).toHaveCount(isCompatible ? 1 : 0)
  await page.keyboard.press('Escape')
}

const filters: Filter[] = ['refuse', 'cut']
for (const filter of filters) {
  test(`two write together through a proxy that blocks WebSockets (${filter}), and go back to them when it lets them through`, async ({
    enter,
    enterPupil,
    server,
    watch,
  }) => {
    watch.allow(blockedSocket)
    const proxy = await filterProxy('open')
    try {
      const behind = { proxy: { server: proxy.server } }
      const claire = await enter(teachers.claire, behind)
      const address = await freshPage(claire, server.origin, `Behind a filter (${filter})`)
      const pupil = await enterPupil('Alix M.', behind)
      proxy.set(filter)
      await claire.goto(address)
      await pupil.goto(address)
      await typeAtEnd(claire, 'From the desk. ')
      await expect(textOf(pupil)).toContainText('From the desk.')
      await typeAtEnd(pupil, 'From the bench. ')
      await expect(textOf(claire)).toContainText('From the bench.')
      await expect(saved(pupil)).toBeVisible()
      await expect(saved(claire)).toBeVisible()
      expect(proxy.seen.rooms).toBe(0)
      expect(proxy.seen.refused).toBeGreaterThan(1)
      expect(proxy.seen.events).toBeGreaterThan(1)
      await expectDetails(pupil, true)
      await pupil.reload()
      await expect.poll(() => wordsOf(pupil)).toBe('From the desk. From the bench. ')

      proxy.set('open')
      for (const page of [claire, pupil]) await page.evaluate(() => dispatchEvent(new Event('online')))
      await expect.poll(() => proxy.seen.rooms).toBe(2)
      const { posts } = proxy.seen
      await typeAtEnd(pupil, 'By the short way.')
      await expect(textOf(claire)).toContainText('By the short way.')
      await expect(saved(pupil)).toBeVisible()
      await expectDetails(pupil, false)
      expect(proxy.seen.posts).toBe(posts)
      for (const page of [claire, pupil])
        await expect.poll(() => wordsOf(page)).toBe('From the desk. From the bench. By the short way.')
      for (const page of [claire, pupil]) await page.context().close()
    } finally {
      await proxy.stop()
    }
  })
}
