import type { Camera } from '../canvas/camera.ts'
import type { Cursor, Others } from './others.ts'
import styles from './fleeting.module.css'

const svg = 'http://www.w3.org/2000/svg'
const shapes = ['circle', 'square', 'hexagon'] as const
const arrow = 'M2 2 L2 15.5 L5.9 12 L8.6 18 L11.2 16.9 L8.5 11 L13.5 10.6 Z'

function element(name: string): HTMLElement {
  const cursor = document.createElement('div')
  cursor.className = styles['cursor'] ?? ''
  const picture = document.createElementNS(svg, 'svg')
  picture.setAttribute('viewBox', '0 0 16 20')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', arrow)
  picture.append(path)
  const flag = document.createElement('span')
  flag.className = styles['flag'] ?? ''
  const mark = document.createElement('i')
  const words = document.createElement('span')
  words.textContent = name
  flag.append(mark, words)
  cursor.append(picture, flag)
  return cursor
}

interface Shown {
  element: HTMLElement
  at: string
  rest: ReturnType<typeof setTimeout> | undefined
}

/** A name stands over what is there, so it goes when its hand has rested for so long. */
const namedMs = 2_500

/** Draws the pointers of others over the board, in pixels of the screen and past React: they move all the time. */
export class Cursors {
  readonly #box: HTMLElement
  readonly #camera: Camera
  readonly #others: Others
  readonly #nameOf: (userId: string) => string
  readonly #shown = new Map<number, Shown>()
  #frame = 0
  readonly #stops: (() => void)[]

  constructor(box: HTMLElement, camera: Camera, others: Others, nameOf: (userId: string) => string) {
    this.#box = box
    this.#camera = camera
    this.#others = others
    this.#nameOf = nameOf
    this.#stops = [others.subscribe('cursors', this.#expect), camera.subscribe(this.#follow)]
    this.#draw()
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    for (const stop of this.#stops) stop()
    for (const client of [...this.#shown.keys()]) this.#remove(client)
  }

  /** The board moved under them: they go with it at once. */
  #follow = (): void => {
    this.#box.toggleAttribute('data-moving', true)
    this.#draw()
  }

  #expect = (): void => {
    this.#box.toggleAttribute('data-moving', false)
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#draw()
    })
  }

  #draw(): void {
    const cursors = this.#others.getCursors()
    for (const client of [...this.#shown.keys()]) if (!cursors.has(client)) this.#remove(client)
    for (const [client, cursor] of cursors) this.#place(client, cursor)
  }

  #remove(client: number): void {
    const shown = this.#shown.get(client)
    clearTimeout(shown?.rest)
    shown?.element.remove()
    this.#shown.delete(client)
  }

  #place(client: number, { user, at, isLaser }: Cursor): void {
    const shown = this.#shown.get(client) ?? this.#add(client, user)
    shown.element.toggleAttribute('data-laser', isLaser)
    const [x, y] = this.#camera.toScreen(at)
    shown.element.style.setProperty('transform', `translate(${Math.round(x)}px, ${Math.round(y)}px)`)
    if (shown.at === at.join()) return
    shown.at = at.join()
    shown.element.toggleAttribute('data-resting', false)
    clearTimeout(shown.rest)
    shown.rest = setTimeout(() => shown.element.toggleAttribute('data-resting', true), namedMs)
  }

  #add(client: number, { id, paletteIndex, shape }: Cursor['user']): Shown {
    const made = element(this.#nameOf(id))
    made.dataset['author'] = String(paletteIndex)
    made.dataset['shape'] = shapes[shape] ?? 'circle'
    this.#box.append(made)
    const shown = { element: made, at: '', rest: undefined }
    this.#shown.set(client, shown)
    return shown
  }
}
