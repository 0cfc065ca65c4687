import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** The hands of who has no mouse: Tab, arrows and Enter, until the focus is where it should be. */

/** Holding a key down is no press. */
const pressMs = 80
const mostStops = 40
const press = (page: Page, key: string) => page.keyboard.press(key, { delay: pressMs })

const isFocused = (wanted: Locator) =>
  wanted.evaluateAll((all) => all.some((one) => one === document.activeElement || one.contains(document.activeElement)))

/** By Tab, or back by Shift+Tab, in at most so many stops. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = mostStops) {
  const way: string[] = []
  for (let stops = 0; stops <= most; stops++) {
    if (await isFocused(wanted)) return
    await page.keyboard.press(key)
    way.push(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.slice(0, 30) ?? '',
      ),
    )
  }
  throw new Error(`${key} does not lead to ${String(wanted)}: ${way.join(' → ')}`)
}

/** By arrows, inside of a toolbar, a menu or a list: one way, then the other, since one comes back to where one was. */
export async function arrowTo(page: Page, wanted: Locator, ways: readonly string[] = ['ArrowRight', 'ArrowLeft']) {
  for (const key of ways)
    for (let stops = 0; stops < mostStops; stops++) {
      if (await isFocused(wanted)) return
      await page.keyboard.press(key)
    }
  throw new Error(`${ways.join(' and ')} do not lead to ${String(wanted)}`)
}

/** There by Tab, and pressed. */
export async function tabAndEnter(page: Page, name: string | RegExp, role: 'button' | 'link' = 'button') {
  await tabTo(page, page.getByRole(role, { name, exact: typeof name === 'string' }))
  await press(page, 'Enter')
}

/** The menu that is open now: down to the item, and pressed. */
export async function choose(page: Page, item: string | RegExp) {
  await expect(page.getByRole('menu').last()).toBeVisible()
  await arrowTo(page, page.getByRole('menuitem', { name: item, exact: typeof item === 'string' }), ['ArrowDown'])
  await press(page, 'Enter')
}

export const keys = async (page: Page, ...pressed: string[]) => {
  for (const key of pressed) await press(page, key)
}
