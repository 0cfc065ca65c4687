import type { Driver, Place } from './driver.ts'

/** A person before a tab of any engine: finds what is named, waits for what is late, presses and types as a hand does. */

/** Longer than the longest pause between two tries of a line that was cut. */
const patienceMs = 40_000
const lookAgainMs = 60
/** What has not moved for so long stands still, on a busy machine too. */
const stillMs = 120

/** In the page: what has this role and name and is in sight, and where its middle is. */
const find = `(role, name, isExact) => {
  const ofRole = {
    button: 'button, [role="button"]',
    link: 'a[href]',
    textbox: 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, [role="textbox"], [contenteditable="true"]',
    heading: 'h1, h2, h3',
    menuitem: '[role^="menuitem"]',
    article: 'article',
    group: '[role="group"]',
    region: 'section[aria-label], section[aria-labelledby], [role="region"]',
    text: 'p, span, strong, em, li, h1, h2, h3, td, blockquote, div, mark, button, small',
  }
  const wordsOf = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  const nameOf = (element) => {
    const [labels, label] = [element.getAttribute('aria-labelledby'), element.getAttribute('aria-label')]
    if (role === 'text') return element.textContent
    return (labels && wordsOf(labels)) || label || element.labels?.[0]?.textContent || element.textContent
  }
  const fits = (element) => {
    const words = (nameOf(element) ?? '').replace(/\\s+/g, ' ').trim()
    return isExact ? words === name : words.includes(name)
  }
  const isSeen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible'
  return [...document.querySelectorAll(ofRole[role])].filter((element) => isSeen(element) && fits(element)).at(-1) ?? null
}`

type Role = 'button' | 'link' | 'textbox' | 'heading' | 'menuitem' | 'article' | 'group' | 'region' | 'text'

export class Hand {
  readonly #driver: Driver
  readonly #origin: string

  constructor(driver: Driver, origin: string) {
    this.#driver = driver
    this.#origin = origin
  }

  async goto(path: string) {
    await this.#driver.goto(this.#origin + path)
  }

  type = (text: string) => this.#driver.type(text)
  stroke = (...places: Place[]) => this.#driver.stroke(places)
  complaints = () => this.#driver.complaints()
  evaluate = (expression: string) => this.#driver.evaluate(expression)

  async press(...chords: string[]) {
    for (const chord of chords) await this.#driver.press(chord)
  }

  /** Until the expression has this value in the page. */
  async until(what: string, expression: string, value: unknown = true) {
    let last: unknown = null
    for (const end = Date.now() + patienceMs; Date.now() < end;) {
      last = await this.#driver.evaluate(expression)
      if (last === value) return
      await new Promise((done) => setTimeout(done, lookAgainMs))
    }
    throw new Error(`waited in vain for ${what}: ${JSON.stringify(last)}`)
  }

  /** What stands on the screen, for who reads why something was waited for in vain. */
  async words(): Promise<string> {
    const focused = `(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)`
    const words = `document.body.innerText.replace(/\\s+/g, ' ').slice(0, 800)`
    return JSON.stringify(await this.#driver.evaluate(`[${focused}, ${words}].join(': ')`).catch(String))
  }

  #found(role: Role, name: string, isExact: boolean) {
    return `(${find})(${JSON.stringify(role)}, ${JSON.stringify(name)}, ${isExact})`
  }

  async see(role: Role, name: string) {
    await this.until(`${role} “${name}”`, `${this.#found(role, name, false)} !== null`)
  }

  async seeNo(role: Role, name: string) {
    await this.until(`no ${role} “${name}”`, `${this.#found(role, name, false)} === null`)
  }

  /** The middle of what is named, once it stands still there and nothing covers it. */
  async placeOf(role: Role, name: string, isExact = true): Promise<Place> {
    const there = `(async () => {
      const element = ${this.#found(role, name, isExact)}
      if (element === null) return null
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' })
      const middle = () => {
        const box = element.getBoundingClientRect()
        return [box.left + box.width / 2, box.top + box.height / 2]
      }
      const before = middle()
      await new Promise((done) => setTimeout(done, ${stillMs}))
      const [x, y] = middle()
      const top = document.elementFromPoint(x, y)
      const isCovered = !element.contains(top) || (${role === 'region'} && top.closest('button, [role="toolbar"]') !== null)
      return before[0] === x && before[1] === y && !isCovered ? [x, y] : null
    })()`
    for (const end = Date.now() + patienceMs; Date.now() < end;) {
      const place = await this.#driver.evaluate(there)
      if (isPlace(place)) return place
      await new Promise((done) => setTimeout(done, lookAgainMs))
    }
    throw new Error(`there is no ${role} “${name}” to press`)
  }

  async click(role: Role, name: string, isExact = true) {
    await this.stroke(await this.placeOf(role, name, isExact))
  }

  /** The field that has this name gets these words, by keys. */
  async fill(name: string, words: string) {
    await this.click('textbox', name)
    await this.type(words)
  }
}

const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number')
