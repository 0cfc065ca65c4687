import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { blankedRun, type Hidden, isTouched } from './blanking.ts'
import { Deletes, deletesOf } from './deletes.ts'
import { type Block, type DeleteRange, type Walk, walk, walkStructs } from './preflight.ts'
import { type Run, since } from './since.ts'
import { sizedEncoder, uintBytes, writtenBy } from './sized.ts'
import { squash } from './squash.ts'

/** An update with what the walk found in it, so that it is walked once. */
export interface Walked {
  bytes: Uint8Array
  walk: Walk
}

export const walked = (bytes: Uint8Array): Walked => ({ bytes, walk: walk(bytes, false) })

export const emptyUpdate = new Uint8Array([0, 0])

/** Yjs' own merge is quadratic in the number of its inputs. */
const mergeAtOnce = 64

/**
 * One update from many, in the order they were taken. Runs that follow each other are copied as bytes;
 * other shapes go to Yjs in small groups. Both give equal documents (test/collab/update.test.ts).
 */
export function merge(updates: readonly Walked[]): Uint8Array {
  const [first] = updates
  if (first === undefined) return emptyUpdate
  if (updates.length === 1) return first.bytes
  return splice(updates) ?? mergeByYjs(updates.map((update) => update.bytes))
}

function mergeByYjs(updates: Uint8Array[]): Uint8Array {
  let level = updates
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let at = 0; at < level.length; at += mergeAtOnce) next.push(Y.mergeUpdates(level.slice(at, at + mergeAtOnce)))
    level = next
  }
  return level[0] ?? emptyUpdate
}

/** Null where a run does not begin where the one before ended. */
function splice(updates: readonly Walked[]): Uint8Array | null {
  const runs = new Map<number, Run>()
  const deletes: DeleteRange[] = []
  for (const { bytes, walk } of updates) {
    for (const block of walk.blocks) if (!extend(runs, block, bytes)) return null
    for (const range of walk.deletes) deletes.push(range)
  }
  return write(runs, deletesOf(deletes).encode())
}

/** Runs of clients as an update. */
export function write(runs: ReadonlyMap<number, Run>, deletes: Uint8Array): Uint8Array {
  const encoder = sizedEncoder(sizeOf(runs) + deletes.length)
  encoding.writeVarUint(encoder, runs.size)
  for (const [client, run] of [...runs].sort((a, b) => b[0] - a[0])) {
    encoding.writeVarUint(encoder, run.structs)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, run.clock)
    for (const piece of run.pieces) encoding.writeUint8Array(encoder, piece)
  }
  encoding.writeUint8Array(encoder, deletes)
  return writtenBy(encoder)
}

function sizeOf(runs: ReadonlyMap<number, Run>): number {
  let bytes = uintBytes(runs.size)
  for (const [client, { structs, clock, pieces }] of runs) {
    bytes += uintBytes(structs) + uintBytes(client) + uintBytes(clock)
    for (const piece of pieces) bytes += piece.length
  }
  return bytes
}

function extend(runs: Map<number, Run>, block: Block, bytes: Uint8Array): boolean {
  if (block.skipEnd > 0) return false
  const { clock, end, structs } = block
  return append(runs, block.client, { clock, end, structs, pieces: [bytes.subarray(block.start, block.stop)] })
}

function append(runs: Map<number, Run>, client: number, next: Run): boolean {
  const run = runs.get(client)
  if (run === undefined) runs.set(client, next)
  else if (run.end !== next.clock) return false
  else {
    run.end = next.end
    run.structs += next.structs
    run.pieces.push(...next.pieces)
  }
  return true
}

/** Same structs, other deletes. */
export function withDeletes({ bytes, walk }: Walked, ranges: DeleteRange[]): Uint8Array {
  return concat([bytes.subarray(0, walk.deletesAt), deletesOf(ranges).encode()])
}

/** The part of an update that is of the clients `keep` says yes to, with the deletes `ranges`. */
export function onlyBlocks(
  { bytes, walk }: Walked,
  keep: (block: Block) => boolean,
  ranges: DeleteRange[],
): Uint8Array {
  const blocks = walk.blocks.filter(keep)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, blocks.length)
  for (const block of blocks) {
    encoding.writeVarUint(encoder, block.structs)
    encoding.writeVarUint(encoder, block.client)
    encoding.writeVarUint(encoder, block.clock)
    encoding.writeUint8Array(encoder, bytes.subarray(block.start, block.stop))
  }
  encoding.writeUint8Array(encoder, deletesOf(ranges).encode())
  return encoding.toUint8Array(encoder)
}

export const deletesOnly = (deletes: Deletes): Uint8Array => concat([new Uint8Array([0]), deletes.encode()])

/** An update without the deletes that a walk found in it, which are many in a long document. */
export interface Structs {
  bytes: Uint8Array
  blocks: Block[]
}

/**
 * What updates, in the order they were taken, hold beyond the clocks `known`, with all of `deletes`. Blocks are copied or
 * cut as bytes; a shape that cannot be is left to Yjs.
 */
export function diff(updates: readonly Structs[], known: ReadonlyMap<number, number>, deletes: Deletes): Uint8Array {
  const runs = new Map<number, Run>()
  for (const { bytes, blocks } of updates)
    for (const block of blocks)
      if (!take(runs, block, bytes, known.get(block.client) ?? 0)) return diffByYjs(updates, known, deletes)
  return write(runs, deletes.encode())
}

function take(runs: Map<number, Run>, block: Block, bytes: Uint8Array, known: number): boolean {
  if (block.end <= known) return true
  if (block.clock >= known) return extend(runs, block, bytes)
  const run = since(bytes, block, known)
  return run !== null && append(runs, block.client, run)
}

function diffByYjs(updates: readonly Structs[], known: ReadonlyMap<number, number>, deletes: Deletes): Uint8Array {
  const stateVector = encodeStateVector(known)
  const parts = updates.map(({ bytes }) => Y.diffUpdate(bytes, stateVector))
  const { bytes, walk } = walked(mergeByYjs(parts))
  return concat([bytes.subarray(0, walk.deletesAt), deletes.encode()])
}

/** An update without what is hidden in it, and with the deletes that whoever gets it may lack. */
export const visible = (structs: Structs, hidden: Hidden, deletes: Deletes): Uint8Array =>
  write(blankedRuns(structs, hidden), deletes.encode())

/** The same update, with its deletes, without what is hidden in it. The very same bytes where there is nothing to hide. */
export function blanked(bytes: Uint8Array, hidden: Hidden): Uint8Array {
  const { blocks, deletesAt } = walkStructs(bytes)
  if (!blocks.some((block) => isTouched(block, hidden))) return bytes
  const left = write(blankedRuns({ bytes, blocks }, hidden), bytes.subarray(deletesAt))
  return Buffer.compare(left, bytes) === 0 ? bytes : left
}

/** The same update whose deleted words and values are gone; of types and marks nothing is. */
export const withoutDeleted = (bytes: Uint8Array, deleted: Deletes): Uint8Array =>
  blanked(bytes, { deleted, inDeleted: new Deletes(), keepsTypes: true })

const blankedRuns = ({ bytes, blocks }: Structs, hidden: Hidden) =>
  new Map(blocks.map((block) => [block.client, blankedRun(bytes, block, hidden)]))

export function encodeStateVector(clocks: ReadonlyMap<number, number>): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clocks.size)
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder)
}

/** Merged, and typing joined to text: what is kept for long, or goes to many. */
export const fold = (updates: readonly Walked[]): Uint8Array =>
  updates.length === 1 ? merge(updates) : squash(merge(updates))

export function openDocument(updates: Uint8Array[]): Y.Doc {
  // Yjs makes a name of 31 random numbers where none is given, which took twenty times the rest; nothing here asks for it.
  const ydoc = new Y.Doc({ gc: false, guid: '' })
  ydoc.transact(() => {
    for (const update of updates) Y.applyUpdate(ydoc, update)
  })
  return ydoc
}

function concat(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
