import type { Hidden } from './blanking.ts'
import { readStateVector } from './decode.ts'
import { Deletes } from './deletes.ts'
import { type Admitted, type Ground, judgeOn, type Judging, type Verdict } from './fitting.ts'
import { Pieces, structsOf } from './pieces.ts'
import type { LoadedDocument, RelayPorts } from './ports.ts'
import { type DeleteRange, deletesIn, type Walk, walkStructs } from './preflight.ts'
import * as bytesOf from './update.ts'
import { VisibleContent } from './visible-content.ts'

const diffsKept = 8

/** A document as bytes, with the clocks and deletes they add up to: what fits into it, and what others lack of it. No Y.Doc. */
export class Content implements Ground {
  readonly clocks = new Map<number, number>()
  /** Counts what was taken. */
  changes = 0
  readonly #deletes = new Deletes()
  /** What the snapshot deletes is read once somebody writes or returns: who opens it to read has no use for it. */
  #unread: { bytes: Uint8Array; deletesAt: number } | null
  readonly #owners: Map<number, string | null>
  readonly #closed: Set<number>
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
    loaded: Pick<LoadedDocument, 'snapshot' | 'updates' | 'contributors' | 'closedIds' | 'isPresentOnly'>,
    fold: RelayPorts['fold'],
    presentFromBytes = Number.POSITIVE_INFINITY,
  ) {
    this.#owners = new Map(loaded.contributors)
    this.#closed = new Set(loaded.closedIds)
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
    const verdict = judgeOn(this, update, judging)
    if (verdict.kind === 'nothing') this.#nothing = update
    return verdict
  }

  /** Takes what `judge` admitted. Nothing may have been taken in between. */
  take(admitted: Admitted, authorId: string | null): void {
    this.changes++
    this.bind(admitted.newClientIds, authorId)
    this.#count(admitted.walk)
    this.#pieces.push(admitted)
    this.#visible.take(structsOf(admitted))
    this.#forgetAnswers()
  }

  /** Ids that somebody begins to use, here or beside it. */
  bind(clients: readonly number[], authorId: string | null): void {
    for (const client of clients) this.#owners.set(client, authorId)
  }

  /** Nothing more is taken under these. */
  shut(clients: Iterable<number>): void {
    for (const client of clients) this.#closed.add(client)
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

  known(client: number): number {
    return this.clocks.get(client) ?? 0
  }

  isClosed(client: number): boolean {
    return this.#closed.has(client)
  }

  missingDeletes(ranges: readonly DeleteRange[]): DeleteRange[] {
    return this.#allDeletes().missingOf(ranges)
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
    for (const block of blocks) if (block.end > this.known(block.client)) this.clocks.set(block.client, block.end)
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
