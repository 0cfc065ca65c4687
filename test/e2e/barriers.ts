import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * What all of axe's rules find on a screen, one line each. Legacy mode judges in the page itself: no screen here has a frame
 * of another origin, and a second page for the sum, with every node that is fine, takes five times as long.
 */
export async function barriersOn(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

/** A screen at rest: what fades in is measured when it is there. */
export async function expectNoBarrier(page: Page, name = new URL(page.url()).pathname) {
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
  expect.soft(await barriersOn(page), name).toEqual([])
}
