import type { CDPSession, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect } from './fixtures.ts'

/**
 * How a screen can be seen: three sizes, the smaller two under a finger, each by day, by night and in forced colours. One
 * screen is loaded once and goes through them. What colours alone change is looked at again for each colour, all else for
 * each size; with `EVERY_SIGHT=true` everything is for each of the nine.
 */

const everySight = process.env.EVERY_SIGHT === 'true'

const sizes = { desk: [1280, 800], tablet: [820, 1180], phone: [390, 844] } as const
const lights = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const

type Size = keyof typeof sizes
type Light = keyof typeof lights
type Sight = [size: Size, light: Light, rules: 'all' | 'colour' | 'layout' | 'colour of what it alone shows']

const cheap: Sight[] = [
  ['desk', 'light', 'all'],
  ['desk', 'dark', 'colour'],
  ['desk', 'forced', 'colour'],
  ['tablet', 'light', 'layout'],
  ['phone', 'light', 'layout'],
  // What only a phone has, such as the bar at its foot, has its colours too.
  ['phone', 'dark', 'colour of what it alone shows'],
]
const all: Sight[] = (['desk', 'tablet', 'phone'] as const).flatMap((size) =>
  (['light', 'dark', 'forced'] as const).map((light): Sight => [size, light, 'all']),
)

const onlyHere = '[data-seen="now"]'

const sessions = new WeakMap<Page, CDPSession>()

/** A finger instead of a mouse, or the mouse again: what it points with changes targets as much as the size does. */
async function pointBy(page: Page, hand: 'finger' | 'mouse') {
  const devtools = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, devtools)
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: hand === 'finger' })
}

/** The same screen in another size, under the hand that goes with it, and what it loads for it. */
export async function resize(page: Page, size: Size) {
  const [width, height] = sizes[size]
  if (page.viewportSize()?.width === width) return
  await pointBy(page, size === 'desk' ? 'mouse' : 'finger')
  await page.setViewportSize({ width, height })
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

/** Marks what is in sight and has no mark yet, and says how much that is. An editor takes marks off its words at once. */
const mark = (page: Page, when: 'before' | 'now'): Promise<number> =>
  page.evaluate((value) => {
    const found = [...document.body.querySelectorAll(':not([data-seen], [contenteditable="true"] *)')].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }),
    )
    for (const element of found) element.setAttribute('data-seen', value)
    return found.length
  }, when)
const unmark = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('[data-seen]').forEach((one) => one.removeAttribute('data-seen')))

/** In each of them; afterwards it is at a desk by day again. */
export async function expectNoBarrierInAnySight(page: Page, name: string) {
  for (const [size, light, rules] of everySight ? all : cheap) {
    await resize(page, size)
    await page.emulateMedia(lights[light])
    const where = `${name}, ${size}, ${light}`
    if (rules !== 'colour of what it alone shows') await expectNoBarrier(page, where, { rules })
    else if ((await mark(page, 'now')) > 0) await expectNoBarrier(page, where, { rules: 'colour', within: onlyHere })
    if (size === 'desk') await mark(page, 'before')
  }
  await unmark(page)
  await page.emulateMedia(lights.light)
  await resize(page, 'desk')
}

/** A layer that is open now, by day and by night; it would not stay open in another size. */
export async function expectNoBarrierInLayer(page: Page, name: string, within: string) {
  for (const light of everySight ? (['light', 'dark', 'forced'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia(lights[light])
    const rules = light === 'light' || everySight ? 'all' : 'colour'
    await expectNoBarrier(page, `${name}, ${light}`, { rules, within })
  }
  await page.emulateMedia(lights.light)
}

/** Layers are opened in the size that a shell is used in most; in the long run, in all three. */
export const sizesFor = (usual: Size): readonly Size[] => (everySight ? ['desk', 'tablet', 'phone'] : [usual])
