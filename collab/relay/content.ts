import type { Hidden } from './blanking.ts'
import { readStateVector, safely } from './decode.ts'
import { Deletes, deletesOf } from './deletes.ts'
import { Malformed } from './options.ts'
import { Pieces, structsOf } from './pieces.ts'
import type { LoadedDocument, RelayPorts } from './ports.ts'
import { type Block, type DeleteRange, deletesIn, type Walk, walk, walkStructs } from './preflight.ts'
import { settles } from './settles.ts'
import * as bytesOf from './update.ts'
import type { Walked } from './update.ts'
import { VisibleContent } from './visible-content.ts'

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

const diffsKept = 8
/** Each stays in the document's state vector for ever. Honest clients bring one, or a few from earlier visits. */
const newIdsMax = 1_000

/** A document as bytes, with the clocks and deletes they add up to: what fits into it, and what others lack of it. No Y.Doc. */
export class Content {
  readonly clocks = new Map<number, number>()
  readonly #deletes = new Deletes()
  /** What the snapshot deletes is read once somebody writes or returns: who opens it to read has no use for it. */
  #unread: { bytes: Uint8Array; deletesAt: number } | null
  readonly #owners: Map<number, string | null>
  readonly #pieces: Pieces
  /** Deletes and diffs stay until the next change: a whole class asks for the same. */
  #onlyDeletes: Uint8Array | null = null
  #stateVector: Uint8Array | null = null
  /** The last update that brought nothing: those who come back bring the same one. */
  #nothing: Uint8Array | null = null
  readonly #answers = new Map<string, Uint8Array[]>()
  readonly #visible = new VisibleContent()
  #whole: Uint8Array[] | null = null

  constructor(
    loaded: Pick<LoadedDocument, 'snapshot' | 'updates' | 'contributors' | 'isPresentOnly'>,
    fold: RelayPorts['fold'],
    presentFromBytes = Number.POSITIVE_INFINITY,
  ) {
    this.#owners = new Map(loaded.contributors)
    const bytes = loaded.snapshot ?? bytesOf.emptyUpdate
    const { blocks, deletesAt } = walkStructs(bytes)
    const isPresentOnly = loaded.isPresentOnly === true
    const onFolded = () => (this.#whole = null)
    this.#pieces = new Pieces({ bytes, blocks }, { fold, presentFromBytes, isPresentOnly, onFolded })
    this.#unread = { bytes, deletesAt }
    this.#count({ blocks, deletes: [] })
    for (const update of loaded.updates) {
      const walked = bytesOf.walked(update)
      this.#count(walked.walk)
      this.#pieces.push(walked)
    }
  }

  get bytes(): number {
    return this.#pieces.bytes
  }

  get isPresentOnly(): boolean {
    return this.#pieces.isPresentOnly
  }

  /** Walks and judges an update; changes nothing. Throws Malformed. */
  judge(update: Uint8Array, judging: Judging): Verdict {
    if (this.#nothing !== null && Buffer.compare(this.#nothing, update) === 0) return { kind: 'nothing' }
    const walked = { bytes: update, walk: walk(update) }
    const { blocks } = walked.walk
    if (this.#strangers(blocks) > newIdsMax) throw new Malformed('too many new client ids')
    const isNew = (block: Block) => block.end > this.#known(block.client)
    const foreign = blocks.filter((block) => isNew(block) && !this.#isOwn(block.client, judging))
    if (foreign.length > 0) {
      const missing = new Set(foreign.map((block) => block.client))
      return { kind: 'foreign', own: this.#ownPart(walked, missing), missing }
    }
    const fresh = blocks.filter(isNew)
    const newClientIds = fresh.map((block) => block.client).filter((client) => !this.#owners.has(client))
    if (!this.#fits(walked)) return { kind: 'gap', newClientIds, missing: this.#missing(walked) }
    const deletes = this.#allDeletes().missingOf(walked.walk.deletes)
    if (fresh.length === 0 && deletes.length === 0) {
      this.#nothing = update
      return { kind: 'nothing' }
    }
    const trimmed = this.#trim(walked, fresh, deletes)
    return { kind: 'fits', admitted: { ...trimmed, newClientIds } }
  }

  /** Does an update bring structs that are not here? Throws Malformed. */
  bringsStructs(update: Uint8Array): boolean {
    return walk(update, false).blocks.some((block) => block.end > this.#known(block.client))
  }

  /** Takes what `judge` admitted. Nothing may have been taken in between. */
  take(admitted: Admitted, authorId: string | null): void {
    for (const client of admitted.newClientIds) this.#owners.set(client, authorId)
    this.#count(admitted.walk)
    this.#pieces.push(admitted)
    this.#visible.take(structsOf(admitted))
    this.#forgetAnswers()
  }

  stateVector(): Uint8Array {
    return (this.#stateVector ??= bytesOf.encodeStateVector(this.clocks))
  }

  /**
   * Updates, in order, that bring a client with this state vector up to date. The last one answers its sync step 1. None
   * says what was deleted (SPEC 72).
   */
  answer(stateVector: Uint8Array): Uint8Array[] {
    const theirs = readStateVector(stateVector)
    if (theirs.size === 0) return (this.#whole ??= this.#makeWhole())
    if (this.#isCovered(theirs)) return [this.deletes()]
    const key = Buffer.from(stateVector).toString('latin1')
    const kept = this.#answers.get(key)
    if (kept !== undefined) return kept
    const deletes = this.#allDeletes()
    const difference = bytesOf.diff(this.#pieces.structs(), theirs, deletes)
    const answer = [deletes.isEmpty ? difference : this.#visible.difference(difference, this.#hidden())]
    if (this.#answers.size >= diffsKept) this.#answers.clear()
    this.#answers.set(key, answer)
    return answer
  }

  /** All that was deleted, as an update without structs. */
  deletes(): Uint8Array {
    return (this.#onlyDeletes ??= bytesOf.deletesOnly(this.#allDeletes()))
  }

  /** How many bytes have to be looked through before this is answered. */
  unpreparedBytes(stateVector: Uint8Array): number {
    if (this.hasAnswer(stateVector) || this.#allDeletes().isEmpty) return 0
    return this.#visible.unmadeBytes(this.parts(), readStateVector(stateVector).size > 0)
  }

  /** Lets a thread look through them. */
  async prepare(make: RelayPorts['visible']): Promise<void> {
    // It would be of no use for what a fold is about to put in its place.
    await this.#pieces.whenFolded()
    await this.#visible.prepare(this.parts(), make)
  }

  /** Is the answer at hand, or made in no time? */
  hasAnswer(stateVector: Uint8Array): boolean {
    const theirs = readStateVector(stateVector)
    if (theirs.size === 0) return this.#whole !== null
    return this.#isCovered(theirs) || this.#answers.has(Buffer.from(stateVector).toString('latin1'))
  }

  /** All that the document shows, as updates in order. What was deleted in it has a length and no content. */
  #makeWhole(): Uint8Array[] {
    const { base } = this.#pieces
    const tail = this.#pieces.tail()
    if (this.#allDeletes().isEmpty) return base === null ? tail : [base.bytes, ...tail]
    const hidden = this.#hidden()
    const visibleTail = tail.map((update) => this.#visible.whole(update, hidden))
    return base === null ? visibleTail : [this.#visible.base(base, hidden), ...visibleTail]
  }

  #hidden() {
    return this.#visible.hidden(() => this.#pieces.structs(), this.#allDeletes())
  }

  parts(): Uint8Array[] {
    return this.#pieces.parts()
  }

  isKnown(client: number): boolean {
    return this.clocks.has(client) || this.#owners.has(client)
  }

  /** Undefined where nobody has used it, null where the server wrote. */
  ownerOf(client: number): string | null | undefined {
    return this.#owners.get(client)
  }

  #known(client: number): number {
    return this.clocks.get(client) ?? 0
  }

  #strangers(blocks: Block[]): number {
    if (blocks.length <= newIdsMax) return 0
    return blocks.filter(({ client }) => !this.isKnown(client)).length
  }

  #isOwn(client: number, { authorId, mayBind }: Judging): boolean {
    const owner = this.#owners.get(client)
    if (owner !== undefined) return owner === authorId
    // Content without a known author (a seed, an import) belongs to nobody who could go on with it.
    return !this.clocks.has(client) && mayBind(client)
  }

  #ownPart(walked: Walked, left: Set<number>): Uint8Array {
    const ranges = walked.walk.deletes.filter(
      (range) => !left.has(range.client) || range.clock + range.length <= this.#known(range.client),
    )
    return bytesOf.onlyBlocks(walked, (block) => !left.has(block.client), ranges)
  }

  /** Everything it needs is in the room or comes before it in the update: nothing would stay pending. */
  #fits({ walk: { blocks, needs, deletes } }: Walked): boolean {
    for (const block of blocks) {
      const known = this.#known(block.client)
      if (block.clock > known || block.skipEnd > known) return false
    }
    const reach = new Map(blocks.map((block) => [block.client, block.clock]))
    const has = (client: number) => Math.max(this.#known(client), reach.get(client) ?? 0)
    return (
      settles(blocks, needs, reach, has) && deletes.every((range) => range.clock + range.length <= has(range.client))
    )
  }

  /** Of an update that does not fit: the ids under which it needs what is not here. */
  #missing({ walk: { blocks, needs, deletes } }: Walked): Set<number> {
    const ends = new Map(blocks.map((block) => [block.client, block.end]))
    const has = (client: number) => Math.max(this.#known(client), ends.get(client) ?? 0)
    const missing = new Set<number>()
    for (const { client, clock, skipEnd } of blocks)
      if (Math.max(clock, skipEnd) > this.#known(client)) missing.add(client)
    for (let at = 0; at < needs.length; at += 4) {
      const client = needs[at + 2] ?? 0
      if ((needs[at + 3] ?? 0) >= has(client)) missing.add(client)
    }
    for (const { client, clock, length } of deletes) if (clock + length > has(client)) missing.add(client)
    return missing
  }

  #trim(walked: Walked, fresh: Block[], deletes: DeleteRange[]): Walked {
    const isAllNew =
      fresh.length === walked.walk.blocks.length && fresh.every((block) => block.clock === this.#known(block.client))
    const hasAllDeletes = lengthOf(deletes) === lengthOf(walked.walk.deletes)
    if (isAllNew && hasAllDeletes) return walked
    if (isAllNew) return bytesOf.walked(bytesOf.withDeletes(walked, deletes))
    const structs = { bytes: walked.bytes, blocks: walked.walk.blocks }
    return bytesOf.walked(safely(() => bytesOf.diff([structs], this.clocks, deletesOf(deletes))))
  }

  #isCovered(theirs: Map<number, number>): boolean {
    for (const [client, clock] of this.clocks) if ((theirs.get(client) ?? 0) < clock) return false
    return true
  }

  #allDeletes(): Deletes {
    const unread = this.#unread
    this.#unread = null
    if (unread !== null) this.#deletes.addAll(deletesIn(unread.bytes, unread.deletesAt))
    return this.#deletes
  }

  #count({ blocks, deletes }: Pick<Walk, 'blocks' | 'deletes'>): void {
    for (const block of blocks) if (block.end > this.#known(block.client)) this.clocks.set(block.client, block.end)
    this.#deletes.addAll(deletes)
  }

  /** Nothing of what is hidden is kept. */
  redact(hidden: Hidden): void {
    // Else the bytes of before would stay for the sake of their deletes.
    this.#allDeletes()
    this.#pieces.redact(hidden)
    this.#visible.discard()
    this.forget()
  }

  /** Lets go of everything that was made for answers: it can be made again. */
  forget(): void {
    this.#pieces.forget()
    this.#visible.forget()
    this.#forgetAnswers()
  }

  #forgetAnswers(): void {
    this.#whole = null
    this.#onlyDeletes = null
    this.#stateVector = null
    this.#nothing = null
    this.#answers.clear()
  }
}

const lengthOf = (ranges: DeleteRange[]) => ranges.reduce((sum, range) => sum + range.length, 0)
