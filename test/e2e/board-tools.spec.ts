import type { Page } from '@playwright/test'
import { freshBoard, openBoard, someObjects } from './board-page.ts'
import { expect, teachers, test } from './fixtures.ts'

// That a full board has no barrier is told with all other screens, in accessible.

async function expectEveryToolInSight(page: Page, who: string) {
  const cut = await page.getByRole('toolbar', { name: 'Tools', exact: true }).evaluate((bar) => {
    const [edge, right] = [bar.getBoundingClientRect(), document.documentElement.clientWidth]
    return [...bar.querySelectorAll('button')].flatMap((button) => {
      const box = button.getBoundingClientRect()
      const isWhole = box.left >= edge.left && box.right <= Math.min(edge.right, right) && box.bottom <= edge.bottom
      return isWhole ? [] : [button.ariaLabel]
    })
  })
  expect.soft(cut, `tools that are cut off, ${who}`).toEqual([])
}

test('every tool of a board is in sight at a desk and on a tablet, and the tablet does not scroll aside', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire, { viewport: { width: 1280, height: 800 } })
  const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true }
  const alix = await enterPupil('Alix M.', tablet)
  const anna = await enterPupil('Anna S.', { viewport: { width: 1280, height: 800 } })
  const address = await freshBoard(claire, server.origin, someObjects)
  for (const [page, who] of [
    [claire, 'a teacher'],
    [alix, 'a pupil on a tablet'],
    [anna, 'a pupil'],
  ] as const) {
    await openBoard(page, address)
    await expectEveryToolInSight(page, who)
  }
  expect(await alix.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(820)
})
