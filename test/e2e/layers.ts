import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { expectNoBarrierInLayer } from './sights.ts'

/** What opens over a screen: every menu, dialog, list of choices and popover that its buttons offer, one of each kind. */

/** All that is over the screen hangs beside its root. */
const layer = 'body > :not(#root):not(script)'
const roles = ':is([role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"])'
const layers = (page: Page) => page.locator(`${layer} ${roles}, ${layer}${roles}`)

interface Beyond {
  /** Buttons that open a dialog, and do not say so before. */
  buttons?: readonly string[]
  /** Items of menus behind which a dialog or another menu stands. */
  items?: readonly string[]
}

/** Marks the buttons in sight that say that they open something, of those for each row of a list the first; their names. */
const markOpeners = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const nameOf = (element: Element) => {
      const labels = element.getAttribute('aria-labelledby')?.split(' ') ?? []
      const words = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
      return (words || element.getAttribute('aria-label') || element.textContent || '').trim()
    }
    /** What it opens stands in the screen, not over it. */
    const isDisclosure = (button: Element) => {
      const controlled = button.getAttribute('aria-controls')
      return (
        !button.hasAttribute('aria-haspopup') && controlled !== null && document.getElementById(controlled) !== null
      )
    }
    const found = new Map<string, string>()
    for (const button of document.querySelectorAll('button:is([aria-haspopup], [aria-expanded="false"])')) {
      if (!button.checkVisibility({ visibilityProperty: true }) || button.matches(':disabled')) continue
      const name = nameOf(button)
      const kind = `${button.className} ${name.split(' ').slice(0, 2).join(' ')}`
      if (name === '' || found.has(kind) || isDisclosure(button)) continue
      button.setAttribute('data-opener', String(found.size))
      found.set(kind, name)
    }
    return [...found.values()]
  })

async function closeAll(page: Page) {
  for (let presses = 0; presses < 4 && (await layers(page).count()) > 0; presses++) {
    await page.keyboard.press('Escape')
    await expect(layers(page))
      .toHaveCount(0, { timeout: 500 })
      .catch(() => null)
  }
  await expect(layers(page)).toHaveCount(0)
}

const activate = (what: Locator) =>
  what.evaluate((element) => element instanceof HTMLElement && element.click(), undefined, { timeout: 5_000 })

/** Opens one, and says whether something lies over the screen now. A press of its own each, no waiting for the mouse. */
async function press(what: Locator, page: Page): Promise<boolean> {
  await activate(what)
  return layers(page)
    .last()
    .waitFor({ timeout: 1_000 })
    .then(
      () => true,
      () => false,
    )
}

/** Looks at everything that opens over a screen. Gives the names of what was looked at. */
export async function lookIntoLayers(page: Page, where: string, beyond: Beyond = {}): Promise<string[]> {
  const seen: string[] = []
  const marked = (await markOpeners(page)).map((name, at) => [name, page.locator(`[data-opener="${at}"]`)] as const)
  const named = (beyond.buttons ?? []).map((name) => [name, page.getByRole('button', { name }).first()] as const)
  for (const [name, button] of [...marked, ...named]) {
    // Not everybody, nor every size, has each.
    if ((await button.count()) === 0 || !(await press(button, page))) continue
    seen.push(`${where}: ${name}`)
    await expectNoBarrierInLayer(page, `${where}, ${name}`, layer)
    const items = await page.locator(`${layer} [role^="menuitem"]`).allInnerTexts()
    await closeAll(page)
    for (const item of beyond.items ?? []) {
      if (!items.some((words) => words.split('\n')[0]?.trim() === item)) continue
      await press(button, page)
      const further = page.getByRole('menuitem', { name: item, exact: true }).first()
      await activate(further)
      await expect(layers(page).last()).toBeVisible()
      seen.push(`${where}: ${name} › ${item}`)
      await expectNoBarrierInLayer(page, `${where}, ${name} › ${item}`, layer)
      await closeAll(page)
    }
  }
  return seen
}
