/** Dragging cards and columns with a pointer, on the real DOM: nothing is drawn again until it is dropped. */

const startsAfterPixels = 6
/** A finger that rests for so long takes hold; one that moves before scrolls. */
const holdMs = 350
const holdReach = 10
const edgePixels = 56
const fastestScroll = 18

/** What a place to drop is made of: an element with its group's key, and in it the things that one drops between. */
export const dropData = {
  card: { group: 'data-drop-group', item: 'data-drop-item' },
  column: { group: 'data-drop-strip', item: 'data-drop-column' },
} as const

interface DropSpot {
  group: string
  after: string | null
}

interface DragOptions {
  what: keyof typeof dropData
  id: string
  /** The thing itself, of which a copy follows the pointer. */
  element: HTMLElement
  /** Groups and scrolling are looked for in here. */
  surface: HTMLElement
  /** How things stand in a group: one under the other, in rows, or side by side. */
  flow: 'column' | 'rows' | 'row'
  /** Taken by a finger that may also want to scroll: it has to rest first. */
  isHeld?: boolean
  onDrop: (spot: DropSpot) => void
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Whether a pointer is before the middle of a thing, as one reads. */
function isBefore({ left, top, right, bottom }: Box, x: number, y: number, flow: DragOptions['flow']): boolean {
  if (flow === 'column') return y < (top + bottom) / 2
  if (flow === 'row') return x < (left + right) / 2
  return y < top || (y < bottom && x < (left + right) / 2)
}

/** Where it would come to lie, and where the line that says so belongs. Exported for tests. */
export function findSpot(
  items: readonly { id: string; box: Box }[],
  { x, y }: { x: number; y: number },
  flow: DragOptions['flow'],
) {
  const next = items.findIndex(({ box }) => isBefore(box, x, y, flow))
  const before = next === -1 ? items.at(-1) : items[next - 1]
  return { after: before?.id ?? null, before: before?.box ?? null, next: items[next]?.box ?? null }
}

function lineBetween(before: Box | null, next: Box | null, within: Box, flow: DragOptions['flow']): Box {
  const gap = 5
  if (flow === 'column') {
    const y = next !== null ? next.top - gap : before !== null ? before.bottom + gap : within.top + gap
    const { left, right } = next ?? before ?? within
    return { left, right, top: y - 2, bottom: y + 2 }
  }
  const beside = next ?? before ?? within
  const x = next !== null ? next.left - gap : before !== null ? before.right + gap : within.left + gap
  return { left: x - 2, right: x + 2, top: beside.top, bottom: beside.bottom }
}

interface Scroller {
  element: HTMLElement
  canX: boolean
  canY: boolean
}

/** What can be scrolled around a thing, from the nearest on. */
function scrollersAround(surface: HTMLElement): Scroller[] {
  const found: Scroller[] = []
  for (let one: HTMLElement | null = surface; one !== null; one = one.parentElement) {
    const isRoot = one === document.documentElement
    const { overflowX, overflowY } = getComputedStyle(one)
    const canX = isRoot || overflowX === 'auto' || overflowX === 'scroll'
    const canY = isRoot || overflowY === 'auto' || overflowY === 'scroll'
    if (canX || canY) found.push({ element: one, canX, canY })
  }
  return found
}

class Drag {
  readonly #options: DragOptions
  readonly #grab: { x: number; y: number }
  readonly #ghost: HTMLElement
  readonly #line = document.createElement('div')
  #pointer: { x: number; y: number }
  #spot: DropSpot | null = null
  #frame = 0
  /** Of a drag's length: asked for at each frame they would cost more than all else of it. */
  readonly #scrollers: readonly Scroller[]
  readonly #ears = new AbortController()
  /** The pointer, or what lies under it, has moved since it was looked at. */
  #isMoved = true

  constructor(options: DragOptions, start: { x: number; y: number }) {
    this.#options = options
    this.#pointer = start
    const { element, surface } = options
    this.#scrollers = scrollersAround(surface)
    const onScroll = () => void (this.#isMoved = true)
    addEventListener('scroll', onScroll, { capture: true, passive: true, signal: this.#ears.signal })
    const box = element.getBoundingClientRect()
    this.#grab = { x: start.x - box.left, y: start.y - box.top }
    this.#ghost = ghostOf(element, box)
    this.#line.setAttribute('data-drop-line', '')
    this.#line.ariaHidden = 'true'
    document.body.append(this.#line, this.#ghost)
    element.setAttribute('data-dragged', '')
    document.documentElement.setAttribute('data-dragging', '')
    this.#tick()
  }

  move(x: number, y: number) {
    this.#pointer = { x, y }
    this.#isMoved = true
  }

  end(isDropped: boolean) {
    cancelAnimationFrame(this.#frame)
    this.#ears.abort()
    // Where it is now, not where it was in the last frame.
    if (isDropped) this.#look(this.#pointer.x, this.#pointer.y)
    this.#ghost.remove()
    this.#line.remove()
    this.#options.element.removeAttribute('data-dragged')
    document.documentElement.removeAttribute('data-dragging')
    if (isDropped && this.#spot !== null) this.#options.onDrop(this.#spot)
  }

  /**
   * Once a frame: the edges scroll also under a pointer that rests. What is under it is asked for before anything is written:
   * else all would be laid out anew for the answer.
   */
  #tick = () => {
    const { x, y } = this.#pointer
    this.#scroll(x, y)
    if (this.#isMoved) {
      this.#isMoved = false
      this.#look(x, y)
      this.#ghost.style.transform = `translate(${x - this.#grab.x}px, ${y - this.#grab.y}px)`
    }
    this.#frame = requestAnimationFrame(this.#tick)
  }

  #look(x: number, y: number) {
    const { what, id, surface, flow, element } = this.#options
    const names = dropData[what]
    const at = document.elementFromPoint(x, y)
    const found = at?.closest(`[${names.group}]`)
    const group = found instanceof HTMLElement && surface.contains(found) ? found : null
    this.#spot = null
    if (group === null) return void (this.#line.hidden = true)
    const others = [...group.querySelectorAll<HTMLElement>(`[${names.item}]`)].filter(
      (one) => one !== element && one.getAttribute(names.item) !== id,
    )
    const hit = at?.closest<HTMLElement>(`[${names.item}]`)
    const from = hit == null ? -1 : others.indexOf(hit)
    // Over a thing, it and its neighbours are enough: of two thousand boxes three are asked for.
    const near = from === -1 ? others : others.slice(Math.max(0, from - 1), from + 2)
    const items = near.map((one) => ({ id: one.getAttribute(names.item) ?? '', box: one.getBoundingClientRect() }))
    const { after, before, next } = findSpot(items, { x, y }, flow)
    this.#spot = { group: group.getAttribute(names.group) ?? '', after }
    const { left, top, right, bottom } = lineBetween(before, next, group.getBoundingClientRect(), flow)
    this.#line.hidden = false
    const { style } = this.#line
    style.transform = `translate(${left}px, ${top}px)`
    style.width = `${right - left}px`
    style.height = `${bottom - top}px`
    return undefined
  }

  #scroll(x: number, y: number) {
    for (const { element, canX, canY } of this.#scrollers) {
      const isRoot = element === document.documentElement
      const box = isRoot ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight } : element.getBoundingClientRect()
      const [byX, byY] = [canX ? pull(x, box.left, box.right) : 0, canY ? pull(y, box.top, box.bottom) : 0]
      if (byX === 0 && byY === 0) continue
      element.scrollBy(byX, byY)
      this.#isMoved = true
    }
  }
}

/** Faster the nearer to the edge. */
function pull(at: number, from: number, to: number): number {
  if (at < from + edgePixels) return -Math.min(1, (from + edgePixels - at) / edgePixels) * fastestScroll
  if (at > to - edgePixels) return Math.min(1, (at - to + edgePixels) / edgePixels) * fastestScroll
  return 0
}

function ghostOf(element: HTMLElement, { width, height }: DOMRect): HTMLElement {
  const copy = element.cloneNode(true)
  const ghost = document.createElement('div')
  ghost.append(copy)
  ghost.setAttribute('data-drag-ghost', '')
  ghost.ariaHidden = 'true'
  ghost.inert = true
  for (const named of ghost.querySelectorAll('[id]')) named.removeAttribute('id')
  ghost.style.width = `${width}px`
  ghost.style.maxHeight = `${height}px`
  return ghost
}

/**
 * Begins where a pointer goes down; it is a drag once it has gone some pixels, and nothing at all before. Escape lets it go
 * back.
 */
export function beginDrag(event: PointerEvent, options: DragOptions): void {
  const handle = event.currentTarget
  if (!(handle instanceof HTMLElement) || event.button !== 0) return
  const start = { x: event.clientX, y: event.clientY }
  const ears = new AbortController()
  const { signal } = ears
  let drag: Drag | null = null
  const { isHeld = false } = options
  const begin = () => (drag ??= new Drag(options, start))
  const timer = isHeld ? setTimeout(begin, holdMs) : undefined
  const end = (isDropped: boolean) => {
    clearTimeout(timer)
    ears.abort()
    drag?.end(isDropped)
    // The click that follows a drop is none.
    if (drag !== null) swallowClick()
  }
  const { pointerId } = event
  const ofThis = (listener: (moved: PointerEvent) => void) => (moved: PointerEvent) => {
    if (moved.pointerId === pointerId) listener(moved)
  }
  const move = ofThis(({ clientX, clientY }) => {
    const far = Math.hypot(clientX - start.x, clientY - start.y)
    if (drag === null && isHeld && far > holdReach) return end(false)
    if (drag === null && !isHeld && far > startsAfterPixels) begin()
    return drag?.move(clientX, clientY)
  })
  addEventListener('pointermove', move, { signal })
  addEventListener(
    'pointerup',
    ofThis(() => end(true)),
    { signal },
  )
  addEventListener(
    'pointercancel',
    ofThis(() => end(false)),
    { signal },
  )
  const onKey = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape' || drag === null) return
    pressed.preventDefault()
    pressed.stopPropagation()
    end(false)
  }
  addEventListener('keydown', onKey, { signal, capture: true })
}

/** What is held by a finger does not scroll, and a finger that rests on the wall asks for no menu while it holds something. */
export function keepStill(surface: HTMLElement, signal: AbortSignal): void {
  const still = (event: Event) => {
    if (document.documentElement.hasAttribute('data-dragging')) event.preventDefault()
  }
  surface.addEventListener('touchmove', still, { signal, passive: false })
  surface.addEventListener('contextmenu', still, { signal })
}

function swallowClick() {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0)
}
