import type { EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import { isCalm } from '#client/document-screen/following/calm.ts'
import { readLedPlace, wayToPlace } from '#client/editor/led-place.ts'
import { leadNow } from './leads.ts'

/** Somebody who writes is not torn away: their screen follows so long after their last key. */
const pauseMs = 5_000
/** Less than a line is not worth a movement. */
const nearPx = 8

interface FollowerOptions {
  view: EditorView
  awareness: Awareness
  ownId: string
  begun: number
  /** This person goes their own way. */
  onOwnWay: () => void
  onWriting: (isWriting: boolean) => void
}

const scrollKeys: ReadonlySet<string> = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' '])

/** What is scrolled in a part of its own, as the chat beside the page, is not the page. */
function isOfPage(target: EventTarget | null): boolean {
  for (let one = target instanceof Element ? target : null; one && one !== document.body; one = one.parentElement)
    if (one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)) return false
  return true
}

/** Looks where a teacher looks, until this person scrolls the page themselves. */
export class PageFollower {
  readonly #options: FollowerOptions
  readonly #listening = new AbortController()
  #said = ''
  #wroteAt = -Infinity
  #waits: ReturnType<typeof setTimeout> | undefined

  constructor(options: FollowerOptions) {
    this.#options = options
    const { signal } = this.#listening
    const { view, awareness } = options
    for (const kind of ['beforeinput', 'keydown', 'compositionupdate'])
      view.dom.addEventListener(kind, this.#onWriting, { signal })
    for (const kind of ['wheel', 'touchmove'])
      document.addEventListener(kind, this.#onHand, { signal, passive: true, capture: true })
    // The bar beside the page is nobody's element but the page's own.
    document.addEventListener('pointerdown', this.#onPointer, { signal, capture: true })
    document.addEventListener('keydown', this.#onKey, { signal })
    awareness.on('change', this.#look)
    this.#look()
  }

  stop(): void {
    this.#listening.abort()
    clearTimeout(this.#waits)
    this.#options.awareness.off('change', this.#look)
  }

  #look = (): void => {
    const { awareness, ownId, begun } = this.#options
    const lead = leadNow(awareness, ownId, { begun })
    const said = lead?.begun === begun ? JSON.stringify(lead.place) : this.#said
    if (said === this.#said) return
    this.#said = said
    this.#follow()
  }

  #follow(): void {
    const { awareness, ownId, begun, view, onWriting } = this.#options
    clearTimeout(this.#waits)
    const left = this.#wroteAt + pauseMs - performance.now()
    if (left > 0) {
      onWriting(true)
      this.#waits = setTimeout(() => this.#follow(), left)
      return
    }
    onWriting(false)
    const lead = leadNow(awareness, ownId, { begun })
    const place = lead && readLedPlace(lead.place)
    const way = place && wayToPlace(view, place)
    if (way === null || Math.abs(way) < nearPx) return
    globalThis.scrollBy({ top: way, behavior: isCalm() ? 'instant' : 'smooth' })
  }

  #onWriting = (event: Event): void => {
    const isBare = event instanceof KeyboardEvent && ['Shift', 'Control', 'Alt', 'Meta', 'Escape'].includes(event.key)
    if (isBare || !this.#options.view.editable) return
    this.#wroteAt = performance.now()
    // Where it wrote, it stays; where the teacher is, it is led when it pauses.
    this.#follow()
  }

  #onHand = (event: Event): void => {
    const isZoom = event instanceof WheelEvent && event.ctrlKey
    if (!isZoom && isOfPage(event.target)) this.#options.onOwnWay()
  }

  #onPointer = ({ target }: Event): void => {
    if (target === document.documentElement) this.#options.onOwnWay()
  }

  #onKey = ({ key, target, defaultPrevented }: KeyboardEvent): void => {
    const isOnPage = target === document.body || (target instanceof HTMLElement && target.matches('main, h1, article'))
    const isRead = !this.#options.view.editable && target === this.#options.view.dom
    if (!defaultPrevented && scrollKeys.has(key) && (isOnPage || isRead)) this.#options.onOwnWay()
  }
}
