import { Deletes } from './deletes.ts'
import { Lineage } from './lineage.ts'
import { type Block, walkStructs } from './preflight.ts'
import type { Run } from './since.ts'
import { type Structs, visible, write } from './update.ts'
import { type Hidden, isTouched, visibleRun } from './visible.ts'

/** Whoever gets a whole document gets what was deleted as such, and needs no list of it. */
const noDeletes = new Deletes()

interface VisibleBlock {
  block: Block
  /** Of a deleted clock it is known by how many there are: they only become more. */
  hiddenLength: number
  run: Run
}

interface VisibleBase {
  structs: Structs
  blocks: VisibleBlock[]
  bytes: Uint8Array
}

/** What a document shows now: its updates without what was deleted, made again only where something was (SPEC 72). */
export class VisibleContent {
  #lineage: Lineage | null = null
  #base: VisibleBase | null = null

  /** Something was taken. */
  take(structs: Structs): void {
    this.#lineage?.take([structs])
  }

  /** What is hidden of a document that consists of these updates, in the order they were taken. */
  hidden(updates: () => Structs[], deleted: Deletes): Hidden {
    if (this.#lineage === null) {
      this.#lineage = new Lineage()
      this.#lineage.take(updates())
    }
    return { deleted, inDeleted: this.#lineage.inDeleted(deleted) }
  }

  /** The very same bytes as last time where nothing of them was deleted since. */
  base(structs: Structs, hidden: Hidden): Uint8Array {
    const known = this.#base?.structs === structs ? this.#base : null
    if (known === null && !structs.blocks.some((block) => isTouched(block, hidden))) return structs.bytes
    let isSame = known !== null
    const blocks = structs.blocks.map((block, index) => {
      const before = known?.blocks[index]
      const hiddenLength = hiddenIn(block, hidden)
      if (before?.hiddenLength === hiddenLength) return before
      isSame = false
      return { block, hiddenLength, run: visibleRun(structs.bytes, block, hidden) }
    })
    if (known !== null && isSame) return known.bytes
    const bytes = write(new Map(blocks.map(({ block, run }) => [block.client, run])), noDeletes)
    this.#base = { structs, blocks, bytes }
    return bytes
  }

  whole(update: Uint8Array, hidden: Hidden): Uint8Array {
    return visible({ bytes: update, blocks: walkStructs(update).blocks }, hidden, noDeletes)
  }

  /** For who has some of the document already: `deletes` goes with it. */
  difference(update: Uint8Array, hidden: Hidden): Uint8Array {
    const { blocks } = walkStructs(update)
    if (!blocks.some((block) => isTouched(block, hidden))) return update
    return visible({ bytes: update, blocks }, hidden, hidden.deleted)
  }

  forget(): void {
    this.#lineage = null
    this.#base = null
  }
}

const hiddenIn = ({ client, clock, end }: Block, { deleted, inDeleted }: Hidden): number =>
  deleted.lengthIn(client, clock, end) + inDeleted.lengthIn(client, clock, end)
