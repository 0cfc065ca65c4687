import { Cursor } from './cursor.ts'
import { type Block, walkContent } from './preflight.ts'

export const structKind = { dropped: 0, deleted: 1, json: 2, letters: 4, type: 7, any: 8, skip: 10 } as const
export const hasLeft = 128
export const hasRight = 64
export const hasKey = 32

/** Reads the structs of a block that was walked, one after the other, into itself: there are a million of them. */
export class StructCursor extends Cursor {
  info = 0
  kind = 0
  length = 0
  start = 0
  /** Its left neighbour; -1 where it has none. */
  leftClient = -1
  leftClock = -1
  rightClient = -1
  rightClock = -1
  /** Bytes of its right neighbour's id. */
  rightAt = 0
  rightStop = 0
  /** The type it lies in, where that is said; -1 where it is a root or where its neighbours are. */
  parentClient = -1
  parentClock = -1
  contentAt = 0

  constructor(bytes: Uint8Array, { start }: Pick<Block, 'start'>) {
    super(bytes)
    this.at = start
  }

  next(): void {
    this.start = this.at
    const info = this.byte()
    const kind = info & 31
    this.info = info
    this.kind = kind
    this.leftClient = this.rightClient = this.parentClient = -1
    if (kind === structKind.skip || kind === structKind.dropped) {
      this.length = this.uint()
      this.contentAt = this.at
      return
    }
    this.#references(info)
    this.contentAt = this.at
    this.length = walkContent(this, kind)
  }

  #references(info: number): void {
    if ((info & hasLeft) !== 0) {
      this.leftClient = this.uint()
      this.leftClock = this.uint()
    }
    this.rightAt = this.at
    if ((info & hasRight) !== 0) {
      this.rightClient = this.uint()
      this.rightClock = this.uint()
    }
    this.rightStop = this.at
    if ((info & (hasLeft | hasRight)) !== 0) return
    if (this.uint() === 1) this.skip(this.uint())
    else {
      this.parentClient = this.uint()
      this.parentClock = this.uint()
    }
    if ((info & hasKey) !== 0) this.skip(this.uint())
  }
}
