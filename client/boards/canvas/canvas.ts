import { createContext, use } from 'react'
import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { topOrder } from '#collab/documents/board-write.ts'
import type { BoardSession } from '../board-session.ts'
import type { BoardStore } from '../board-store.ts'
import { askerOf } from '../parts/asker.ts'
import { type ObjectRights, rightsOn } from '../parts/rights.ts'
import { type Box, union } from './box.ts'
import { Camera } from './camera.ts'
import { Geometry, type Moves } from './geometry.ts'
import { Selection } from './selection.ts'
import { Shifts } from './shifts.ts'
import { Signal } from './signal.ts'
import type { Telling } from '../fleeting/telling.ts'
import type { Guide } from './snapping.ts'
import { firstStyles, type Style, type Styles } from './styles.ts'
import type { CanvasTool } from './tool.ts'
import { Visible } from './visible.ts'
import { factsOf } from '../things/register.ts'

/** A connector that is being drawn, or (with an id) put elsewhere. */
export type Draft = Style & Pick<BoardObject, 'from' | 'to'> & { readonly id: string | null }

interface Attaching {
  readonly kind: 'picture' | 'file' | 'voice'
  readonly file?: File
  readonly at?: Point
}

interface MenuPlace {
  /** Pixels of the surface. */
  readonly screen: Point
  readonly isOnObject: boolean
}

/**
 * The canvas of one board: where one looks, what is chosen, which tool is on. Outside of React, since most of it moves with
 * the pointer; parts of the screen hear of what they draw.
 */
export class Canvas {
  /** Kept up to date by the face: rights and people change while the board is open. */
  readonly following: Signal<BoardSession>
  readonly store: BoardStore
  readonly camera = new Camera()
  readonly geometry: Geometry
  readonly selection = new Selection()
  readonly visible: Visible
  readonly tool: Signal<CanvasTool>
  /** Colours and widths of the tools, by the tool's id. */
  readonly styles: Signal<Styles> = new Signal(firstStyles)
  /** Strokes that an eraser has met and not taken away yet. */
  readonly faint = new Signal<ReadonlySet<string>>(new Set())
  /** The object whose words are being written. */
  readonly editing = new Signal<string | null>(null)
  /** What a marquee or lasso has drawn so far, on the board. */
  readonly lasso = new Signal<readonly Point[] | null>(null)
  readonly guides = new Signal<readonly Guide[]>([])
  /** Lights up: a frame that would take what is dragged, a thing that a connector would hold on to. */
  readonly target = new Signal<string | null>(null)
  readonly draft = new Signal<Draft | null>(null)
  /** This person's drag, resize or turn under way, for others to see; null when it has ended. */
  readonly moves = new Signal<Moves | null>(null)
  /** A file that is being asked for, or that was pasted or dropped at a place. */
  readonly attaching = new Signal<Attaching | null>(null)
  readonly dialog = new Signal<{ kind: 'place' | 'alt' | 'comments' | 'change'; id: string } | null>(null)
  readonly menu = new Signal<MenuPlace | null>(null)
  /** Whether one looks for words. */
  readonly finding = new Signal(false)
  /** The frame at which one begins to show the board, by its place among them; null while one does not. */
  readonly presenting = new Signal<number | null>(null)
  readonly elements = new Map<string, HTMLElement>()
  /** The surface that hears the pointer and the keys. */
  surface: HTMLElement | null = null
  /** An SVG group in board coordinates above all objects, for tools to draw in. */
  overlay: SVGGElement | null = null
  /** Tells others what this hand does before it is written; null while nobody is connected. */
  telling: Telling | null = null
  /** Where the words were pressed that are opened next. */
  #pressed: Point | null = null
  readonly #shifts = new Shifts()
  #bounds: DOMRect | null = null
  readonly #firstTool: CanvasTool

  constructor(session: BoardSession, tool: CanvasTool) {
    this.following = new Signal(session)
    this.store = session.store
    this.geometry = new Geometry(session.store)
    this.visible = new Visible(this)
    this.tool = new Signal(tool)
    this.#firstTool = tool
  }

  destroy(): void {
    this.tool.get().leave?.(this)
    this.visible.destroy()
    this.geometry.destroy()
    this.camera.destroy()
  }

  get session(): BoardSession {
    return this.following.get()
  }

  setSurface(surface: HTMLElement | null): void {
    this.surface = surface
    this.#bounds = null
  }

  /** A place of the window in pixels of the surface. Where that stands is asked once, since asking lays out the page. */
  screenOf(x: number, y: number): Point {
    this.#bounds ??= this.surface?.getBoundingClientRect() ?? null
    return [x - (this.#bounds?.left ?? 0), y - (this.#bounds?.top ?? 0)]
  }

  /** The surface may stand elsewhere. */
  forgetBounds(): void {
    this.#bounds = null
  }

  setOverlay(overlay: SVGGElement | null): void {
    this.overlay = overlay
  }

  take(tool: CanvasTool): void {
    if (tool === this.tool.get()) return
    this.tool.get().leave?.(this)
    this.tool.set(tool)
    tool.enter?.(this)
  }

  /** Back to choosing and moving. */
  rest(): void {
    this.take(this.#firstTool)
  }

  /** The next words that are opened have their caret at this place of the window. */
  press(at: Point | null): void {
    this.#pressed = at
  }

  takePressed(): Point | null {
    const at = this.#pressed
    this.#pressed = null
    return at
  }

  /** Ends the writing of an object's words. A free text that says nothing is nothing. */
  endWriting(id: string): void {
    if (this.editing.get() !== id) return
    this.editing.set(null)
    const object = this.objectOf(id)
    if (object === undefined || factsOf(object).needsWords !== true) return
    if (object.text.trim() === '') this.session.gestures.remove([id])
  }

  /** Gives the keyboard to an object, or to the board itself. */
  focus(id: string | null): void {
    const element = id === null ? this.surface : this.elements.get(id)
    ;(element ?? this.surface)?.focus({ preventScroll: true })
  }

  /** Hands over to the selection after one use, unless the tool lasts. */
  done(): void {
    if (this.tool.get().isLasting !== true) this.rest()
  }

  objectOf = (id: string): BoardObject | undefined => {
    const object = this.store.getObject(id)
    return object?.isRemoved === true ? undefined : object
  }

  /** The chosen objects, in drawing order. */
  chosen(): BoardObject[] {
    return this.geometry.inDrawingOrder().flatMap((id) => {
      const object = this.selection.has(id) ? this.objectOf(id) : undefined
      return object === undefined ? [] : [object]
    })
  }

  rightsOn(object: BoardObject): ObjectRights {
    return rightsOn(object, askerOf(this.session), this.store.getModeration())
  }

  /** Of those, what this person may change now. */
  changeable(): BoardObject[] {
    return this.chosen().filter((object) => this.rightsOn(object).move)
  }

  boxOfChosen(): Box | null {
    return union(this.chosen().flatMap(({ id }) => this.geometry.boxOf(id) ?? []))
  }

  /** Opens the menu at a place of the surface, for what is under it. */
  openMenu(screen: Point, target: string | null): void {
    if (target !== null && !this.selection.has(target)) this.selection.choose([target])
    if (target === null) this.selection.clear()
    this.menu.set({ screen, isOnObject: target !== null })
  }

  /** An order above everything there. */
  top = (): string => topOrder(this.store.getObjects())

  middle(): Point {
    const { width, height } = this.camera.getSize()
    return this.camera.toBoard([width / 2, height / 2])
  }

  /** Shows boxes that are not written yet: the things are moved by transform, and drawn again only where they change size. */
  showMoves(mover: string, moves: Moves | null, before: Moves | null = null): void {
    for (const id of this.#withContents(before)) if (moves?.has(id) !== true) this.#settle(id)
    this.geometry.preview(mover, moves)
    for (const id of this.#withContents(moves)) this.#shift(id)
  }

  /** The same for this person's own gesture, which others hear of. */
  showOwnMoves(moves: Moves | null): void {
    this.showMoves('me', moves, this.moves.get())
    this.moves.set(moves)
  }

  #withContents(moves: Moves | null): string[] {
    return [...(moves?.keys() ?? [])].flatMap((id) => [id, ...this.geometry.childrenOf(id)])
  }

  #shift(id: string) {
    const [element, rest, box] = [this.elements.get(id), this.geometry.restOf(id), this.geometry.boxOf(id)]
    if (element === undefined || rest === null || box === null) return
    this.#shifts.show(element, box.x - rest.x, box.y - rest.y)
    if (box.rotation !== rest.rotation) element.style.rotate = `${box.rotation}deg`
  }

  #settle(id: string) {
    const element = this.elements.get(id)
    if (element === undefined) return
    const rotation = this.store.getObject(id)?.rotation ?? 0
    this.#shifts.end(element)
    element.style.rotate = rotation === 0 ? '' : `${rotation}deg`
  }
}

export const CanvasContext = createContext<Canvas | null>(null)

export function useCanvas(): Canvas {
  const canvas = use(CanvasContext)
  if (canvas === null) throw new Error('useCanvas needs a canvas above')
  return canvas
}
