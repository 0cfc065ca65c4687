import { Deletes } from './deletes.ts'
import { Lineage } from './lineage.ts'
import { hiddenIn, type MadeVisible, type VisibleBlock, visibleBlock } from './make-visible.ts'
import { type Block, walkStructs } from './preflight.ts'
import type { Run } from './since.ts'
import { type Structs, visible, write } from './update.ts'
import { type Hidden, isTouched } from './blanking.ts'

/** Whoever gets a whole document gets what was deleted as such, and needs no list of it. */
const noDeletes = new Deletes()

interface VisibleUpdate {
  blocks: readonly VisibleBlock[]
  /** Null until somebody asks for it. */
  bytes: Uint8Array | null
}

/** What a document shows now: its updates without what was deleted, made again only where something was (SPEC 72). */
export class VisibleContent {
  #lineage: Lineage | null = null
  /** By the bytes they are made of. */
  readonly #made = new Map<Uint8Array, VisibleUpdate>()
  /** What was taken since a thread began to make all of it. */
  #taken: Structs[] | null = null

  /** Something was taken. */
  take(structs: Structs): void {
    this.#lineage?.take([structs])
    this.#taken?.push(structs)
  }

  /** What is hidden of a document that consists of these updates, in the order they were taken. */
  hidden(updates: () => Structs[], deleted: Deletes): Hidden {
    if (this.#lineage === null) {
      this.#lineage = new Lineage()
      this.#lineage.take(updates())
    }
    return { deleted, inDeleted: this.#lineage.inDeleted(deleted) }
  }

  /** How much of these updates has to be looked through before they can be shown, or, of `isPart`, a part of them. */
  unmadeBytes(updates: readonly Uint8Array[], isPart: boolean): number {
    const unmade = updates.filter((update) => this.#lineage === null || (!isPart && !this.#made.has(update)))
    return unmade.reduce((sum, update) => sum + update.length, 0)
  }

  /** Lets `make` look through these updates, the whole document, and goes on from there. */
  async prepare(
    updates: readonly Uint8Array[],
    make: (updates: readonly Uint8Array[]) => Promise<MadeVisible>,
  ): Promise<void> {
    const taken: Structs[] = []
    this.#taken = taken
    try {
      const made = await make(updates)
      // Where something was taken out meanwhile, what was made still has it.
      if (this.#taken !== taken) return
      this.#lineage = new Lineage(made.lineage)
      this.#lineage.take(taken)
      this.#made.clear()
      for (const [at, update] of updates.entries())
        this.#made.set(update, { blocks: made.updates[at]?.blocks ?? [], bytes: null })
    } finally {
      if (this.#taken === taken) this.#taken = null
    }
  }

  /** The very same bytes as last time where nothing of them was deleted since. */
  base(structs: Structs, hidden: Hidden): Uint8Array {
    const known = this.#made.get(structs.bytes)
    if (known === undefined) {
      if (!structs.blocks.some((block) => isTouched(block, hidden))) return structs.bytes
      this.#made.clear()
    }
    return this.#update(
      structs.bytes,
      known?.blocks ?? structs.blocks.map((block) => asItIs(structs.bytes, block)),
      hidden,
    )
  }

  whole(update: Uint8Array, hidden: Hidden): Uint8Array {
    const known = this.#made.get(update)
    if (known !== undefined) return this.#update(update, known.blocks, hidden)
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
    this.#made.clear()
  }

  /** What a thread makes now is of no use. */
  discard(): void {
    this.#taken = null
  }

  #update(update: Uint8Array, before: readonly VisibleBlock[], hidden: Hidden): Uint8Array {
    const blocks = before.map((one) =>
      one.hiddenLength === hiddenIn(one.block, hidden) ? one : visibleBlock(update, one.block, hidden),
    )
    const known = this.#made.get(update)?.bytes ?? null
    if (known !== null && blocks.every((one, index) => one === before[index])) return known
    const bytes = write(runsOf(blocks), noDeletes.encode())
    this.#made.set(update, { blocks, bytes })
    return bytes
  }
}

const asItIs = (bytes: Uint8Array, block: Block): VisibleBlock => {
  const { clock, end, structs, start, stop } = block
  return { block, hiddenLength: 0, run: { clock, end, structs, pieces: [bytes.subarray(start, stop)] } }
}

function runsOf(blocks: readonly VisibleBlock[]): Map<number, Run> {
  const runs = new Map<number, Run>()
  for (const { block, run } of blocks) {
    const before = runs.get(block.client)
    if (before === undefined) runs.set(block.client, { ...run, pieces: [...run.pieces] })
    else {
      before.end = run.end
      before.structs += run.structs
      before.pieces.push(...run.pieces)
    }
  }
  return runs
}
