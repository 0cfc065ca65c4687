import type { Hidden } from './blanking.ts'
import type { RelayPorts } from './ports.ts'
import * as bytesOf from './update.ts'
import type { Structs, Walked } from './update.ts'

const tailPiecesMax = 64
const tailBytesMin = 65_536
/** A piece of the tail grows to this by folding in place: some ten milliseconds' work. */
const tailPieceBytes = 256 * 1024

interface Setting {
  readonly fold: RelayPorts['fold']
  /** From this size on what was deleted is let go at each fold (SPEC 75). */
  readonly presentFromBytes: number
  readonly isPresentOnly: boolean
  /** Base and tail are other bytes than before. */
  readonly onFolded: () => void
}

/** The bytes of a document: one large update, and the updates since, which are folded into it from time to time. */
export class Pieces {
  readonly #setting: Setting
  /** Without the deletes that a walk finds in it: they are kept apart, and would take as much room again. */
  #base: Structs
  #tail: Walked[] = []
  #tailBytes = 0
  /** From the front of the tail, so many are being folded into the base: they stay as they are meanwhile. */
  #foldingPieces = 0
  #folding: Promise<void> | null = null
  #redactions = 0
  #isPresentOnly: boolean
  #mergedTail: Uint8Array | null = null

  constructor(base: Structs, setting: Setting) {
    this.#base = base
    this.#setting = setting
    this.#isPresentOnly = setting.isPresentOnly
  }

  get bytes(): number {
    return this.#base.bytes.length + this.#tailBytes
  }

  /** Of some of what was deleted only the places are here: the rows alone have the words. */
  get isPresentOnly(): boolean {
    return this.#isPresentOnly
  }

  /** Null where all of it is in the tail. */
  get base(): Structs | null {
    return this.#base.blocks.length === 0 ? null : this.#base
  }

  /** The tail as few updates: merged, but where that takes too long. */
  tail(): Uint8Array[] {
    if (this.#tailBytes > tailPieceBytes) return this.#tail.map((piece) => piece.bytes)
    return [(this.#mergedTail ??= bytesOf.fold(this.#tail))]
  }

  structs(): Structs[] {
    return [this.#base, ...this.#tail.map(structsOf)]
  }

  parts(): Uint8Array[] {
    const tail = this.#tail.map((piece) => piece.bytes)
    return this.#base.bytes === bytesOf.emptyUpdate && tail.length > 0 ? tail : [this.#base.bytes, ...tail]
  }

  push(walked: Walked): void {
    this.#tail.push(walked)
    this.#tailBytes += walked.bytes.length
    this.#mergedTail = null
    if (this.#foldingPieces === 0 && this.#tailBytes > this.#longestTail()) this.#folding = this.#foldBase()
    if (this.#tail.length - this.#foldingPieces >= tailPiecesMax) this.#foldTail()
  }

  /** Nothing of what is hidden is kept. */
  redact(hidden: Hidden): void {
    const { bytes, walk } = bytesOf.walked(bytesOf.blanked(this.#base.bytes, hidden))
    this.#base = { bytes, blocks: walk.blocks }
    this.#tail = this.#tail.map((piece) => bytesOf.walked(bytesOf.blanked(piece.bytes, hidden)))
    // A fold that is under way was begun with what is gone now.
    this.#redactions++
    this.#countTail()
  }

  /** Lets go of what can be made again. */
  forget(): void {
    this.#mergedTail = null
  }

  /** Resolves when no fold is under way. */
  async whenFolded(): Promise<void> {
    await this.#folding
  }

  /** A large document is folded more often: it is not to count as full for what was deleted since (SPEC 75). */
  #longestTail(): number {
    const { presentFromBytes } = this.#setting
    const half = Math.max(tailBytesMin, this.#base.bytes.length / 2)
    return this.bytes < presentFromBytes ? half : Math.min(half, Math.max(tailBytesMin, presentFromBytes / 4))
  }

  /** Base and tail become the new base, without anybody waiting for it. Where that fails it is tried at the next change. */
  async #foldBase(): Promise<void> {
    const pieces = this.#tail.length
    const redactions = this.#redactions
    const isLarge = this.bytes >= this.#setting.presentFromBytes
    this.#foldingPieces = pieces
    try {
      const folded = await this.#setting.fold(this.parts(), isLarge ? 'present' : 'everything')
      if (redactions !== this.#redactions) return
      this.#base = folded
      this.#isPresentOnly ||= isLarge
      this.#tail.splice(0, pieces)
      this.#countTail()
      this.#setting.onFolded()
    } catch {
      // The tail is still there, and so is every row of it in the log.
    } finally {
      this.#foldingPieces = 0
    }
  }

  #countTail(): void {
    this.#tailBytes = this.#tail.reduce((sum, one) => sum + one.bytes.length, 0)
    this.#mergedTail = null
  }

  /** The newest half becomes one piece, so that a piece is copied a few times and not at every fold. */
  #foldTail(): void {
    let from = this.#tail.length - tailPiecesMax / 2
    let size = this.#tail.slice(from).reduce((sum, piece) => sum + piece.bytes.length, 0)
    for (
      let before = this.#tail[from - 1];
      before !== undefined && from > this.#foldingPieces && before.bytes.length <= size && size < tailPieceBytes;
      before = this.#tail[from - 1]
    ) {
      size += before.bytes.length
      from--
    }
    const piece = bytesOf.walked(bytesOf.fold(this.#tail.slice(from)))
    this.#tail.splice(from, this.#tail.length - from, piece)
    this.#countTail()
  }
}

export const structsOf = ({ bytes, walk: { blocks } }: Walked): Structs => ({ bytes, blocks })
