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

/** Draws the pointers of others over the board, in pixels of the screen and past React: they move all the time. */
export class Cursors {
  readonly #box: HTMLElement
  readonly #camera: Camera
  readonly #others: Others
  readonly #nameOf: (userId: string) => string
  readonly #shown = new Map<number, HTMLElement>()
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
    for (const shown of this.#shown.values()) shown.remove()
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
    for (const [client, shown] of this.#shown) {
      if (cursors.has(client)) continue
      shown.remove()
      this.#shown.delete(client)
    }
    for (const [client, cursor] of cursors) this.#place(client, cursor)
  }

  #place(client: number, { user, at, isLaser }: Cursor): void {
    let shown = this.#shown.get(client)
    if (shown === undefined) {
      shown = element(this.#nameOf(user.id))
      shown.dataset['author'] = String(user.paletteIndex)
      shown.dataset['shape'] = shapes[user.shape] ?? 'circle'
      this.#shown.set(client, shown)
      this.#box.append(shown)
    }
    shown.toggleAttribute('data-laser', isLaser)
    const [x, y] = this.#camera.toScreen(at)
    shown.style.setProperty('transform', `translate(${Math.round(x)}px, ${Math.round(y)}px)`)
  }
}
