import type { Point } from '#collab/documents/board-model.ts'
import { Palm } from '../ink/palm.ts'
import type { Canvas } from './canvas.ts'
import { thingUnder } from './far/thing-under.ts'
import { panGesture } from './gestures/pan.ts'
import type { PenSample, ToolGesture, ToolPointer } from './tool.ts'

const typeOf = ({ pointerType }: PointerEvent): ToolPointer['type'] =>
  pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse'

const eraserButton = 5
const longPressMs = 550
const longPressReach = 8

const handleUnder = ({ target }: PointerEvent): string | null => {
  const found = target instanceof Element ? target.closest<SVGElement>('[data-handle]') : null
  return found?.dataset['handle'] ?? null
}

/** A link, a player, a field within a thing: pressing it is not a gesture of the board. */
const isOwnBusiness = ({ target }: PointerEvent) =>
  target instanceof Element && target.closest('a, button, input, textarea, audio, [role="slider"]') !== null

interface Pinch {
  middle: Point
  distance: number
}

interface Going {
  pointer: number
  gesture: ToolGesture
  start: ToolPointer
}

/**
 * Makes gestures of pointer events. Two fingers always move and zoom; once a pen has been seen, one finger moves the board
 * too, so that the hand may rest on it. Space and the middle button move it with any tool.
 */
export class PointerRouter {
  readonly #canvas: Canvas
  readonly #fingers = new Map<number, Point>()
  #going: Going | null = null
  #pinch: Pinch | null = null
  readonly #palm = new Palm()
  #isSpaceDown = false
  #longPress: ReturnType<typeof setTimeout> | undefined

  constructor(canvas: Canvas) {
    this.#canvas = canvas
  }

  get isBusy(): boolean {
    return this.#going !== null || this.#pinch !== null
  }

  setSpace(isDown: boolean): void {
    this.#isSpaceDown = isDown
  }

  /** Ends what goes on as if it had not begun. True where something went on. */
  cancel(): boolean {
    clearTimeout(this.#longPress)
    const going = this.#going
    this.#going = null
    going?.gesture.cancel()
    return going !== null
  }

  down = (event: PointerEvent): void => {
    if (event.button === 2 || isOwnBusiness(event) || this.#palm.isPalm(event)) return
    this.#palm.down(event)
    this.#canvas.forgetBounds()
    const pointer = this.#read(event)
    if (pointer.type === 'pen') this.#forgetFingers()
    if (pointer.type === 'touch') {
      this.#fingers.set(event.pointerId, pointer.screen)
      if (this.#fingers.size === 2) return this.#beginPinch()
      if (this.#fingers.size > 2) return
    }
    if (this.#going !== null) return
    this.#canvas.surface?.setPointerCapture(event.pointerId)
    this.#going = { pointer: event.pointerId, gesture: this.#gesture(event, pointer), start: pointer }
    if (pointer.type === 'touch') this.#awaitLongPress(pointer)
  }

  move = (event: PointerEvent): void => {
    const pointer = this.#read(event)
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, pointer.screen)
    if (this.#pinch !== null) return this.#movePinch()
    if (this.#going === null) {
      if (event.buttons === 0) this.#canvas.tool.get().hover?.(pointer, this.#canvas)
      return
    }
    if (this.#going.pointer !== event.pointerId) return
    const [x, y] = this.#going.start.screen
    if (Math.hypot(pointer.screen[0] - x, pointer.screen[1] - y) > longPressReach) clearTimeout(this.#longPress)
    this.#going.gesture.move(pointer)
  }

  up = (event: PointerEvent): void => {
    clearTimeout(this.#longPress)
    this.#palm.up(event)
    this.#fingers.delete(event.pointerId)
    if (this.#pinch !== null) {
      if (this.#fingers.size < 2) this.#pinch = null
      return
    }
    const going = this.#going
    if (going === null || going.pointer !== event.pointerId) return
    this.#going = null
    going.gesture.up(this.#read(event))
  }

  lost = (event: PointerEvent): void => {
    this.#palm.up(event)
    this.#fingers.delete(event.pointerId)
    if (this.#fingers.size < 2) this.#pinch = null
    if (this.#going?.pointer === event.pointerId) this.cancel()
  }

  leave = (): void => this.#canvas.tool.get().hover?.(null, this.#canvas)

  wheel = (event: WheelEvent): void => {
    event.preventDefault()
    const { camera } = this.#canvas
    const unit = event.deltaMode === 1 ? 32 : 1
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
    if (event.ctrlKey || event.metaKey) {
      // A pinch on a trackpad comes as a wheel with Ctrl, in small steps.
      const factor = Math.exp(-Math.max(-60, Math.min(60, dy)) / 160)
      return camera.zoomAt(this.#screen(event), factor)
    }
    return event.shiftKey && dx === 0 ? camera.panBy(-dy, 0) : camera.panBy(-dx, -dy)
  }

  #gesture(event: PointerEvent, pointer: ToolPointer): ToolGesture {
    const tool = this.#canvas.tool.get()
    const isPanning = event.button === 1 || this.#isSpaceDown || (pointer.type === 'touch' && this.#fingerPans(pointer))
    const gesture = isPanning ? null : tool.down(pointer, this.#canvas)
    return gesture ?? panGesture(this.#canvas, pointer)
  }

  #fingerPans({ target, handle }: ToolPointer): boolean {
    if (handle !== null) return false
    const { usesTouch } = this.#canvas.tool.get()
    return usesTouch ? this.#palm.isPenKnown : target === null
  }

  #awaitLongPress(pointer: ToolPointer) {
    clearTimeout(this.#longPress)
    if (this.#canvas.tool.get().usesTouch) return
    this.#longPress = setTimeout(() => {
      this.cancel()
      this.#canvas.openMenu(pointer.screen, pointer.target)
    }, longPressMs)
  }

  /** A palm that lay down before the pen did. */
  #forgetFingers() {
    this.#fingers.clear()
    this.#pinch = null
    if (this.#going?.start.type === 'touch') this.cancel()
  }

  #beginPinch() {
    this.cancel()
    this.#pinch = this.#spread()
  }

  #movePinch() {
    const before = this.#pinch
    const now = this.#spread()
    if (before === null || now === null) return
    const { camera } = this.#canvas
    camera.panBy(now.middle[0] - before.middle[0], now.middle[1] - before.middle[1])
    if (before.distance > 0 && now.distance > 0) camera.zoomAt(now.middle, now.distance / before.distance)
    this.#pinch = now
  }

  #spread(): Pinch | null {
    const [a, b] = [...this.#fingers.values()]
    if (a === undefined || b === undefined) return null
    return {
      middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
      distance: Math.hypot(a[0] - b[0], a[1] - b[1]),
    }
  }

  #screen({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    return this.#canvas.screenOf(clientX, clientY)
  }

  #read(event: PointerEvent): ToolPointer {
    const type = typeOf(event)
    const screen = this.#screen(event)
    const point = this.#canvas.camera.toBoard(screen)
    // Mice say 0.5 while pressed and 0 else; a finger's pressure means nothing.
    const pressure = type === 'pen' ? event.pressure : 0.5
    return {
      id: event.pointerId,
      type,
      isEraser: type === 'pen' && event.button === eraserButton,
      point,
      screen,
      pressure,
      samples: this.#samples(event, type),
      isShift: event.shiftKey,
      isAlt: event.altKey,
      isControl: event.ctrlKey || event.metaKey,
      // Nobody asks on the way, when the surface has the pointer to itself.
      target: this.#going === null ? thingUnder(this.#canvas, event) : null,
      handle: handleUnder(event),
    }
  }

  #samples(event: PointerEvent, type: ToolPointer['type']): PenSample[] {
    const all = event.type === 'pointermove' ? (event.getCoalescedEvents?.() ?? []) : []
    return (all.length > 0 ? all : [event]).map((one) => ({
      point: this.#canvas.camera.toBoard(this.#screen(one)),
      pressure: type === 'pen' ? one.pressure : 0.5,
      at: one.timeStamp,
    }))
  }
}
