import { Deletes } from './deletes.ts'
import { Lineage, type LineageState } from './lineage.ts'
import { type Block, deletesIn, walkStructs } from './preflight.ts'
import type { Run } from './since.ts'
import { StructCursor } from './struct-cursor.ts'
import { type Hidden, blankedRun } from './blanking.ts'

/** So much is made again where one letter is deleted in it. */
const usualSegmentBytes = 128 * 1024

export interface VisibleBlock {
  block: Block
  /** Of a deleted clock it is known by how many there are: they only become more. */
  hiddenLength: number
  run: Run
}

/** Updates that make up a document, as they are shown: what `VisibleContent` goes on from. */
export interface MadeVisible {
  updates: { blocks: VisibleBlock[] }[]
  lineage: LineageState
}

/** Looks through a whole document: some 35 to 90 ms for each megabyte. */
export function makeVisible(updates: readonly Uint8Array[], segmentBytes = usualSegmentBytes): MadeVisible {
  const deleted = new Deletes()
  const all = updates.map((bytes) => {
    const { blocks, deletesAt } = walkStructs(bytes)
    deleted.addAll(deletesIn(bytes, deletesAt))
    return { bytes, blocks }
  })
  const lineage = new Lineage()
  lineage.take(all)
  const hidden = { deleted, inDeleted: lineage.inDeleted(deleted) }
  const made = all.map(({ bytes, blocks }) => ({
    blocks: blocks
      .flatMap((block) => segmentsOf(bytes, block, segmentBytes))
      .map((block) => visibleBlock(bytes, block, hidden)),
  }))
  return { updates: made, lineage: lineage.state() }
}

export function visibleBlock(bytes: Uint8Array, block: Block, hidden: Hidden): VisibleBlock {
  return { block, hiddenLength: hiddenIn(block, hidden), run: blankedRun(bytes, block, hidden) }
}

export const hiddenIn = ({ client, clock, end }: Block, { deleted, inDeleted }: Hidden): number =>
  deleted.lengthIn(client, clock, end) + inDeleted.lengthIn(client, clock, end)

/** A long run of one author in parts, each a run by itself. */
function segmentsOf(bytes: Uint8Array, block: Block, segmentBytes: number): Block[] {
  if (block.stop - block.start <= segmentBytes) return [block]
  const segments: Block[] = []
  const cursor = new StructCursor(bytes, block)
  let { clock } = block
  let begin = { clock, start: cursor.at, structs: block.structs }
  for (let left = block.structs; left > 0;) {
    cursor.next()
    clock += cursor.length
    left--
    if (left > 0 && cursor.at - begin.start < segmentBytes) continue
    segments.push({ ...block, ...begin, structs: begin.structs - left, end: clock, stop: cursor.at })
    begin = { clock, start: cursor.at, structs: left }
  }
  return segments
}
