import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RunOptions } from 'axe-core'
import { expect, type Page } from '@playwright/test'

/** Brought into a page once, and not by its own hand: the content security policy would not have it. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Every rule of WCAG 2.0, 2.1 and 2.2 up to AA and of best practice, of which axe leaves the size of targets out by itself,
 * and those of its trials that RGAA asks for.
 */
const besides = ['target-size', 'td-has-header', 'table-fake-caption'] as const
const rules: NonNullable<RunOptions['rules']> = Object.fromEntries(besides.map((id) => [id, { enabled: true }]))

/** What alone hangs on the colours of a screen, and costs as much as all the others. */
const ofColour = ['color-contrast', 'link-in-text-block']
const choices = {
  all: { rules },
  colour: { runOnly: ofColour },
  layout: { rules: { ...rules, ...Object.fromEntries(ofColour.map((id) => [id, { enabled: false }])) } },
} satisfies Record<string, RunOptions>

/**
 * Where axe asks for more than it means: a list of a field's suggestions, and a text that one writes, are scrolled from the
 * field.
 */
const isMeantSo = `(id, element) => {
  const isScrolledFromField = element?.closest('[contenteditable="true"], [data-trigger="ComboBox"]') != null
  return id === 'scrollable-region-focusable' && isScrolledFromField
}`

interface Look {
  /** All of them, those that hang on the colours, or the others. */
  rules?: keyof typeof choices
  /** What lies within these, and no rule for whole pages. */
  within?: string
}

/**
 * Controls whose name does not begin with the words that stand on them: who speaks to a screen says what is read there.
 * Axe's own rule for it is experimental, takes a sign for a word, and is content with the words anywhere in the name.
 */
function namesThatDiffer(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      'button, a[href], [role=button], [role=link], [role^=menuitem], [role=tab], [role=option], label:has(> input, > span > input)'
    const words = (text: string) =>
      text
        .normalize('NFKD')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
    const seen = (control: Element): string => {
      const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT)
      const parts: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { parentElement: parent } = node
        const isShown = parent?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) === true
        const { width = 0, height = 0 } = parent?.getBoundingClientRect() ?? {}
        if (isShown && width > 1 && height > 1 && !parent.closest('.visually-hidden, svg'))
          parts.push(node.nodeValue ?? '')
      }
      return words(parts.join(' '))
    }
    const nameOf = (control: Element) =>
      (control.matches('label') ? control.querySelector('input') : control)?.getAttribute('aria-label')
    return [...document.querySelectorAll(controls)].flatMap((control) => {
      const [name, text] = [nameOf(control), seen(control)]
      // A count beside a sign is no label: it has its place in the name.
      const isCount = /^\d+$/.test(text) && name != null && words(name).includes(text)
      return name == null || isCount || words(name).startsWith(text) ? [] : [`named “${name}”, reads “${text}”`]
    })
  })
}

/**
 * What axe's rules find on a screen, one line each. In the page itself, without a path to each node: no screen here has a
 * frame of another origin, and the sum of all that is fine takes five times as long.
 */
export async function barriersOn(page: Page, look: Look = {}): Promise<string[]> {
  const options = {
    ...choices[look.rules ?? 'all'],
    resultTypes: ['violations'],
    ...{ selectors: false, ancestry: false, xpath: false, elementRef: true },
  }
  const context = look.within === undefined ? 'document' : JSON.stringify({ include: [[look.within]] })
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate<string[]>(`globalThis.axe.run(${context}, ${JSON.stringify(options)}).then(({ violations }) =>
    violations
      .map(({ id, nodes }) => [id, nodes.filter(({ element }) => !(${isMeantSo})(id, element))])
      .filter(([, nodes]) => nodes.length > 0)
      .map(([id, nodes]) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`)
}

/** What fades in is measured when it is there. */
const rest = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)))
  })

/** A screen at rest. */
export async function expectNoBarrier(page: Page, name = new URL(page.url()).pathname, look: Look = {}) {
  await rest(page)
  expect.soft(await barriersOn(page, look), name).toEqual([])
  if (look.rules === 'colour') return
  expect.soft(await namesThatDiffer(page), `${name}: words that stand on a control, and its name`).toEqual([])
}

/**
 * The same by day and by night. On one screen, not on two that are made alike: what the light changes is seen to follow it,
 * and one story serves for both.
 */
export async function expectNoBarrierInAnyLight(page: Page, name = new URL(page.url()).pathname) {
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoBarrier(page, `${name}, dark`, { rules: 'colour' })
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoBarrier(page, `${name}, light`)
}
