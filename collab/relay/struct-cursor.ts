import { Cursor } from './cursor.ts'
import { type Block, walkContent } from './preflight.ts'

/** Yjs' content kinds, and the two of structs that are no items. */
export const structKind = {
  dropped: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  letters: 4,
  embed: 5,
  mark: 6,
  type: 7,
  any: 8,
  skip: 10,
} as const
export const hasLeft = 128
export const hasRight = 64
export const hasKey = 32

/**
 * The one reader of structs in bytes that were walked. One after the other, into itself: there are a million of them. What
 * comes from a peer is read and judged by `walk` before.
 */
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
  /** Where the name of its root, and its key, are written; -1 where they are not. */
  rootAt = -1
  keyAt = -1
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
    this.leftClient = this.rightClient = this.parentClient = this.rootAt = this.keyAt = -1
    if (kind === structKind.skip || kind === structKind.dropped) {
      this.rightAt = this.rightStop = this.at
      this.length = this.uint()
      this.contentAt = this.at
      return
    }
    this.#references(info)
    this.contentAt = this.at
    this.length = walkContent(this, kind)
  }

  /** Is its left neighbour what this client wrote before this clock? */
  follows(client: number, clock: number): boolean {
    return this.leftClient === client && this.leftClock === clock - 1
  }

  /** Is its right neighbour the one whose id is written there, or none where nothing is? */
  standsBefore(rightAt: number, rightStop: number): boolean {
    if (this.rightStop - this.rightAt !== rightStop - rightAt) return false
    for (let at = this.rightAt, other = rightAt; at < this.rightStop; at++, other++)
      if (this.bytes[at] !== this.bytes[other]) return false
    return true
  }

  /** First byte of what it holds, after its length or count. */
  get insideAt(): number {
    let at = this.contentAt
    while ((this.bytes[at] ?? 0) > 127) at++
    return at + 1
  }

  textAt(at: number): string {
    const cursor = new Cursor(this.bytes)
    cursor.at = at
    const length = cursor.uint()
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + cursor.at, length).toString('utf8')
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
    if (this.uint() === 1) {
      this.rootAt = this.at
      this.skip(this.uint())
    } else {
      this.parentClient = this.uint()
      this.parentClock = this.uint()
    }
    if ((info & hasKey) === 0) return
    this.keyAt = this.at
    this.skip(this.uint())
  }
}
