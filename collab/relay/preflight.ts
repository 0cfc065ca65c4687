import { Cursor, fail, maxNesting } from './cursor.ts'

/** One client's run of structs inside an update. `start` and `stop` are the bytes of the structs without their header. */
export interface Block {
  client: number
  clock: number
  end: number
  structs: number
  start: number
  stop: number
  /** End of the last skip in the run, 0 where there is none: what lies before it must be known already. */
  skipEnd: number
}

export interface DeleteRange {
  client: number
  clock: number
  length: number
}

export interface Walk {
  blocks: Block[]
  deletes: DeleteRange[]
  /** Where the delete set begins. */
  deletesAt: number
  /** Flat quadruples (client, clock, needed client, needed clock): what a struct needs of other clients. */
  needs: number[]
  /** Letters at places that exist, and deletes, and nothing else: no control, node, mark, attribute or root name in it. */
  isPlain: boolean
  /** How many blocks, texts and objects it begins. */
  types: number
}

/** Clocks count characters; no document comes near, and sums stay exact. */
const maxClock = 2 ** 40

/**
 * Walks a V1 update once on the byte level, allocating nothing that its counts announce (reliability.md X8).
 * Gives what it brings, what it needs and what it deletes. Letters are proved to be UTF-8; JSON and keys are left to the decoder that follows.
 * Throws Malformed. `collectNeeds` is false for bytes of our own store.
 */
export function walk(update: Uint8Array, collectNeeds = true): Walk {
  const cursor = new Cursor(update)
  const needs: number[] = []
  const blocks = walkBlocks(cursor, collectNeeds ? needs : null)
  const deletesAt = cursor.at
  const deletes = walkDeletes(cursor)
  if (cursor.at !== update.length) fail('bytes after the end')
  return { blocks, deletes, deletesAt, needs, isPlain: cursor.isPlain, types: cursor.types }
}

/** Of bytes of our own store: the structs alone. `deletesIn` reads the rest. Throws Malformed. */
export function walkStructs(update: Uint8Array): Pick<Walk, 'blocks' | 'deletesAt'> {
  const cursor = new Cursor(update)
  const blocks = walkBlocks(cursor, null)
  return { blocks, deletesAt: cursor.at }
}

/** What an update deletes, from where its structs end. Throws Malformed. */
export function deletesIn(update: Uint8Array, deletesAt: number): DeleteRange[] {
  const cursor = new Cursor(update)
  cursor.at = deletesAt
  return walkDeletes(cursor)
}

function walkBlocks(cursor: Cursor, needs: number[] | null): Block[] {
  const blocks: Block[] = []
  const count = cursor.count()
  let previous = Number.POSITIVE_INFINITY
  for (let index = 0; index < count; index++) {
    const block = walkBlock(cursor, needs)
    // Yjs writes clients in falling order and its merge relies on it.
    if (block.client >= previous) fail('clients out of order')
    previous = block.client
    blocks.push(block)
  }
  return blocks
}

function walkBlock(cursor: Cursor, needs: number[] | null): Block {
  const structs = cursor.count()
  const client = cursor.client()
  const clock = cursor.uint()
  const start = cursor.at
  if (structs === 0) fail('empty run')
  let at = clock
  let skipEnd = 0
  for (let index = 0; index < structs; index++) {
    const info = cursor.byte()
    const length = info === 10 || (info & 31) === 0 ? cursor.uint() : walkItem(cursor, info, client, at, needs)
    if (length < 1) fail('struct without length')
    at += length
    if (at > maxClock) fail('clock out of range')
    if (info === 10) skipEnd = at
  }
  return { client, clock, end: at, structs, start, stop: cursor.at, skipEnd }
}

function walkItem(cursor: Cursor, info: number, client: number, clock: number, needs: number[] | null): number {
  if ((info & 128) !== 0) walkNeed(cursor, client, clock, needs)
  if ((info & 64) !== 0) walkNeed(cursor, client, clock, needs)
  if ((info & 192) === 0) {
    if (cursor.uint() === 1) {
      cursor.skipString()
      cursor.isPlain = false
    } else walkNeed(cursor, client, clock, needs)
    if ((info & 32) !== 0) {
      if (cursor.isProto()) fail('forbidden key')
      cursor.isPlain = false
    }
  }
  return walkContent(cursor, info & 31)
}

/** A neighbour or a parent of the struct of `client` at `clock`. */
function walkNeed(cursor: Cursor, client: number, clock: number, needs: number[] | null): void {
  const on = cursor.client()
  const onClock = cursor.uint()
  if (on === client) {
    if (onClock >= clock) fail('struct needs itself')
  } else if (needs !== null) needs.push(client, clock, on, onClock)
}

/** Returns the length in clocks. The numbers are Yjs' content kinds; 9, a document inside a document, is refused. */
export function walkContent(cursor: Cursor, kind: number): number {
  if (kind !== 1 && kind !== 4) cursor.isPlain = false
  switch (kind) {
    case 1:
      return cursor.uint()
    case 2: {
      const length = cursor.count()
      for (let index = 0; index < length; index++) cursor.skipJson()
      return length
    }
    case 3:
      cursor.skip(cursor.uint())
      return 1
    case 4:
      return cursor.skipString()
    case 5:
      cursor.skipJson()
      return 1
    case 6:
      if (cursor.isProto()) fail('forbidden key')
      cursor.skipJson()
      return 1
    case 7: {
      const type = cursor.uint()
      cursor.types++
      if (type > 6) fail('unknown type')
      if ((type === 3 || type === 5) && cursor.isProto()) fail('forbidden name')
      return 1
    }
    case 8: {
      const length = cursor.count()
      for (let index = 0; index < length; index++) walkAny(cursor)
      return length
    }
    default:
      return fail('unknown content')
  }
}

export function walkAny(cursor: Cursor, depth = 0): void {
  if (depth > maxNesting) fail('nested too deep')
  const kind = cursor.byte()
  if (kind === 127 || kind === 126 || kind === 121 || kind === 120) return
  if (kind === 125) return cursor.skipVarInt()
  if (kind === 124) return cursor.skip(4)
  if (kind === 123 || kind === 122) return cursor.skip(8)
  if (kind === 119 || kind === 116) return cursor.skip(cursor.uint())
  if (kind !== 118 && kind !== 117) fail('unknown value')
  const length = cursor.count()
  for (let index = 0; index < length; index++) {
    if (kind === 118 && cursor.isProto()) fail('forbidden key')
    walkAny(cursor, depth + 1)
  }
}

function walkDeletes(cursor: Cursor): DeleteRange[] {
  const deletes: DeleteRange[] = []
  const clients = cursor.count()
  for (let index = 0; index < clients; index++) {
    const client = cursor.client()
    const count = cursor.count()
    for (let range = 0; range < count; range++) {
      const clock = cursor.uint()
      const length = cursor.uint()
      if (length < 1 || clock + length > maxClock) fail('delete out of range')
      deletes.push({ client, clock, length })
    }
  }
  return deletes
}
