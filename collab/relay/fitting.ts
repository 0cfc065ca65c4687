import { safely } from './decode.ts'
import { deletesOf } from './deletes.ts'
import { Malformed } from './options.ts'
import { type Block, type DeleteRange, walk } from './preflight.ts'
import { settles } from './settles.ts'
import * as bytesOf from './update.ts'
import type { Walked } from './update.ts'

/** An update that fits: all of it is new, all it needs is there, all of it belongs to its author. */
export interface Admitted extends Walked {
  newClientIds: number[]
}

export type Verdict =
  | { kind: 'fits'; admitted: Admitted }
  | { kind: 'nothing' }
  /** `missing`: ids under which it needs what is not here. */
  | { kind: 'gap'; newClientIds: number[]; missing: Set<number> }
  /** New structs under ids of others, these. `own` is the rest. */
  | { kind: 'foreign'; own: Uint8Array; missing: Set<number> }

export interface Judging {
  authorId: string | null
  /** Ids nobody has used yet: may this author begin to use them? */
  mayBind: (client: number) => boolean
}

/** What an update is judged against: a document, or one with what somebody wrote beside it. */
export interface Ground {
  /** The clock up to which structs of an id are here. */
  known(client: number): number
  /** Undefined where nobody has used it, null where the server wrote. */
  ownerOf(client: number): string | null | undefined
  /** Nothing more is taken under it, whoever it belongs to. */
  isClosed(client: number): boolean
  missingDeletes(ranges: readonly DeleteRange[]): DeleteRange[]
}

/** Each stays in the document's state vector for ever. Honest clients bring one, or a few from earlier visits. */
const newIdsMax = 1_000

/** Walks and judges an update; changes nothing. Throws Malformed. */
export function judgeOn(ground: Ground, update: Uint8Array, judging: Judging): Verdict {
  const walked = { bytes: update, walk: walk(update) }
  const { blocks } = walked.walk
  if (strangersIn(ground, blocks) > newIdsMax) throw new Malformed('too many new client ids')
  const isNew = (block: Block) => block.end > ground.known(block.client)
  const foreign = blocks.filter((block) => isNew(block) && !isOwn(ground, block.client, judging))
  if (foreign.length > 0) {
    const missing = new Set(foreign.map((block) => block.client))
    return { kind: 'foreign', own: ownPart(ground, walked, missing), missing }
  }
  const fresh = blocks.filter(isNew)
  const newClientIds = fresh.map((block) => block.client).filter((client) => ground.ownerOf(client) === undefined)
  if (!fits(ground, walked)) return { kind: 'gap', newClientIds, missing: missingIn(ground, walked) }
  const deletes = ground.missingDeletes(walked.walk.deletes)
  if (fresh.length === 0 && deletes.length === 0) return { kind: 'nothing' }
  return { kind: 'fits', admitted: { ...trim(ground, walked, fresh, deletes), newClientIds } }
}

/** Does an update bring structs that are not here? Throws Malformed. */
export const bringsStructs = (ground: Ground, update: Uint8Array): boolean =>
  walk(update, false).blocks.some((block) => block.end > ground.known(block.client))

function strangersIn(ground: Ground, blocks: Block[]): number {
  if (blocks.length <= newIdsMax) return 0
  return blocks.filter(({ client }) => ground.known(client) === 0 && ground.ownerOf(client) === undefined).length
}

function isOwn(ground: Ground, client: number, { authorId, mayBind }: Judging): boolean {
  if (ground.isClosed(client)) return false
  const owner = ground.ownerOf(client)
  if (owner !== undefined) return owner === authorId
  // Content without a known author (a seed, an import) belongs to nobody who could go on with it.
  return ground.known(client) === 0 && mayBind(client)
}

function ownPart(ground: Ground, walked: Walked, left: Set<number>): Uint8Array {
  const ranges = walked.walk.deletes.filter(
    (range) => !left.has(range.client) || range.clock + range.length <= ground.known(range.client),
  )
  return bytesOf.onlyBlocks(walked, (block) => !left.has(block.client), ranges)
}

/** Everything it needs is here or comes before it in the update: nothing would stay pending. */
function fits(ground: Ground, { walk: { blocks, needs, deletes } }: Walked): boolean {
  for (const block of blocks) {
    const known = ground.known(block.client)
    if (block.clock > known || block.skipEnd > known) return false
  }
  const reach = new Map(blocks.map((block) => [block.client, block.clock]))
  const has = (client: number) => Math.max(ground.known(client), reach.get(client) ?? 0)
  return settles(blocks, needs, reach, has) && deletes.every((range) => range.clock + range.length <= has(range.client))
}

/** Of an update that does not fit: the ids under which it needs what is not here. */
function missingIn(ground: Ground, { walk: { blocks, needs, deletes } }: Walked): Set<number> {
  const ends = new Map(blocks.map((block) => [block.client, block.end]))
  const has = (client: number) => Math.max(ground.known(client), ends.get(client) ?? 0)
  const missing = new Set<number>()
  for (const { client, clock, skipEnd } of blocks)
    if (Math.max(clock, skipEnd) > ground.known(client)) missing.add(client)
  for (let at = 0; at < needs.length; at += 4) {
    const client = needs[at + 2] ?? 0
    if ((needs[at + 3] ?? 0) >= has(client)) missing.add(client)
  }
  for (const { client, clock, length } of deletes) if (clock + length > has(client)) missing.add(client)
  return missing
}

function trim(ground: Ground, walked: Walked, fresh: Block[], deletes: DeleteRange[]): Walked {
  const { blocks } = walked.walk
  const isAllNew = fresh.length === blocks.length && fresh.every((block) => block.clock === ground.known(block.client))
  const hasAllDeletes = lengthOf(deletes) === lengthOf(walked.walk.deletes)
  if (isAllNew && hasAllDeletes) return walked
  if (isAllNew) return bytesOf.walked(bytesOf.withDeletes(walked, deletes))
  const structs = { bytes: walked.bytes, blocks }
  const known = new Map(blocks.map(({ client }) => [client, ground.known(client)]))
  return bytesOf.walked(safely(() => bytesOf.diff([structs], known, deletesOf(deletes))))
}

const lengthOf = (ranges: DeleteRange[]) => ranges.reduce((sum, range) => sum + range.length, 0)
