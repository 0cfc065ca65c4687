import type { BoardContent, ContentObject } from '#collab/documents/board.ts'
import type { Layout, Point } from '#collab/documents/board-model.ts'
import { orderBetween } from '#collab/documents/board-write.ts'

type Part = Omit<ContentObject, 'id' | 'order'>

/** Puts the things of a template on each other in the order they are named. */
export class Draft {
  readonly #layout: Layout
  readonly #objects: ContentObject[] = []
  #order: string | null = null

  constructor(layout: Layout) {
    this.#layout = layout
  }

  /** Gives the id, for what lies in it or hangs on it. */
  put(part: Part): string {
    const id = `t${this.#objects.length}`
    this.#order = orderBetween(this.#order, null)
    this.#objects.push({ ...part, id, order: this.#order })
    return id
  }

  note(place: Point, text: string, more: Partial<Part> = {}): string {
    return this.put({ type: 'note', place, size: [200, 140], colour: 1, text, ...more })
  }

  text(place: Point, text: string, more: Partial<Part> = {}): string {
    return this.put({ type: 'text', place, text, ...more })
  }

  frame(place: Point, size: Point, text: string, more: Partial<Part> = {}): string {
    return this.put({ type: 'frame', place, size, text, ...more })
  }

  column(text: string, cards: readonly string[], colour: number): void {
    const parent = this.put({ type: 'column', text, colour })
    for (const card of cards) this.put({ type: 'card', parent, text: card })
  }

  get content(): BoardContent {
    return { type: 'board', layout: this.#layout, objects: this.#objects }
  }
}
