import { closeCode } from '../protocol.ts'
import { Asking } from './asking.ts'
import { Branch } from './branch.ts'
import type { Budget } from './budget.ts'
import type { Committer, Log } from './committer.ts'
import type { Connection } from './connection.ts'
import type { Content } from './content.ts'
import { type Admitted, judgeOn } from './fitting.ts'
import { pendingFrame, refusedFrame } from './frames.ts'
import { type Checked, KindCheck } from './kind-check.ts'
import type { RelayOptions } from './options.ts'
import {
  type EndedBranch,
  type FindLetOut,
  type LetOut,
  type LoadedBranch,
  Refused,
  type RelayPorts,
  type UpdateCheck,
} from './ports.ts'
import { emptyUpdate, fold, type Walked, walked } from './update.ts'
import type { Refereeing } from './refereeing.ts'
import type { Window } from './window.ts'

interface Surroundings {
  readonly log: Log
  readonly content: Content
  readonly kindCheck: KindCheck
  readonly check: UpdateCheck
  readonly letOut: FindLetOut
  readonly budget: Budget
  readonly refereeing: Refereeing | null
  readonly window: Window
  readonly committer: Committer
  readonly options: RelayOptions
  readonly ports: Pick<RelayPorts, 'clock' | 'log' | 'letOut'>
  readonly connections: ReadonlySet<Connection>
  /** Tells a connection who it is, once more. */
  readonly identify: (connection: Connection) => void
}

/** An update that fits, which message of its connection it is, and whether that was all the client has. */
interface Brought {
  whole: Admitted
  message: number
  isWhole: boolean
}

interface Row {
  authorId: string | null
  admitted: Admitted
}

interface Beside {
  branch: Branch
  kindCheck: KindCheck
  asking: Asking
}

/** A class that types all the while is waited for so often; then what is rescued is found at once. */
const triesBeside = 3

const bytesOf = (updates: readonly Walked[]) => updates.map(({ bytes }) => bytes)

/** What people write beside a document until a teacher lets it out (SPEC 86-90). */
export class Branches {
  readonly #surroundings: Surroundings
  readonly #all = new Map<string, Beside>()
  /** One decision about a person's words after the other. */
  readonly #deciding = new Map<string, Promise<unknown>>()

  constructor(loaded: readonly LoadedBranch[], surroundings: Surroundings) {
    this.#surroundings = surroundings
    for (const one of loaded) this.#open(one)
  }

  get bytes(): number {
    let bytes = 0
    for (const { branch } of this.#all.values()) bytes += branch.bytes
    return bytes
  }

  /** 1 for who never had anything given back. */
  numberOf(userId: string): number {
    return this.#all.get(userId)?.branch.number ?? 1
  }

  of(userId: string): Branch | null {
    return this.#all.get(userId)?.branch ?? null
  }

  /** Where a connection's words go from now on. */
  seat(connection: Connection): void {
    const { userId, access } = connection.grant
    if (access === 'pending' && !this.#all.has(userId)) this.#open({ userId, number: 1, sequence: 0, rows: [] })
    connection.branch = this.of(userId)
  }

  /** What a connection's ydoc should hold. */
  stateVectorOf({ isPending, branch }: Connection): Uint8Array {
    return isPending && branch !== null ? branch.stateVector() : this.#surroundings.content.stateVector()
  }

  /** Shows its author what waits, whoever of their devices wrote it. */
  show(connection: Connection): void {
    const whole = connection.isPending ? (connection.branch?.whole() ?? null) : null
    if (whole !== null) connection.write(pendingFrame(whole))
  }

  /** What letting out all of somebody's that is stored comes to; null where nothing waits. */
  async preview(userId: string): Promise<({ upTo: number } & LetOut) | null> {
    const branch = this.of(userId)
    const updates = branch?.upTo(branch.sequence) ?? []
    if (branch === null || updates.length === 0) return null
    const { content, letOut, ports } = this.#surroundings
    const upTo = branch.sequence
    return { upTo, ...(await ports.letOut(content.parts(), bytesOf(updates), letOut)) }
  }

  askingOf({ userId }: Branch): Asking {
    return this.#besideOf(userId).asking
  }

  /** Takes an update that fits beside the document, under the same promise; or not, which its sender is told. */
  admit(connection: Connection, branch: Branch, { whole, message, isWhole }: Brought): void {
    const { budget, committer, log } = this.#surroundings
    const checked = branch.isEnding || budget.refuses(connection) ? null : this.#checked(connection, branch, whole)
    if (checked === null) return connection.ledger.isNotTaken(message)
    const { admitted, placed } = checked
    const { newClientIds } = admitted
    connection.spend(newClientIds.length, 0)
    branch.take(admitted)
    connection.hasBroughtAll ||= isWhole
    this.#besideOf(branch.userId).kindCheck.keep(placed)
    const onStored = connection.ledger.waits(message, isWhole)
    const entry = { authorId: branch.userId, update: admitted, newClientIds, isAlone: false }
    committer.add(log, { ...entry, branch, onStored, onFailed: () => {} })
    budget.spend(connection, [admitted])
    this.#showOthers(connection, admitted.bytes)
  }

  /** Null where it is not taken, which its sender is told. Throws Malformed. */
  #checked(connection: Connection, branch: Branch, whole: Admitted): Checked | null {
    if (this.#isTooLarge(branch, whole)) {
      connection.write(refusedFrame({ reason: 'too_large' }))
      connection.close(closeCode.tooLarge, 'too much waits')
      return null
    }
    const { kindCheck, asking } = this.#besideOf(branch.userId)
    const checked = kindCheck.judge(whole)
    if (typeof checked !== 'string') return checked
    asking.refuse(connection, { reason: 'forbidden', detail: checked })
    return null
  }

  /**
   * What waits of somebody up to a committed row becomes the document's, as they wrote it. False where nothing of it
   * waits (any more). Throws Refused where the kind's check would not take it now. Resolves after COMMIT.
   */
  approve(userId: string, upTo: number): Promise<boolean> {
    return this.#inTurn(userId, async () => {
      const branch = this.of(userId)
      const updates = branch?.upTo(upTo) ?? []
      if (branch === null || updates.length === 0) return false
      const rescued = await this.#rescued(updates)
      const letOut = { authorId: userId, admitted: this.#asOfDocument(userId, fold(updates)) }
      await this.#store(branch, upTo, [letOut, ...rescued.map((one) => this.#asOfOthers(branch, one))])
      return true
    })
  }

  /** Gives back what waits: `end` stores that, and then nothing more of it is taken from anybody. */
  end(userId: string, flushed: () => Promise<void>, end: (ended: EndedBranch) => Promise<void>): Promise<boolean> {
    return this.#inTurn(userId, async () => {
      const branch = this.of(userId)
      if (branch === null || branch.isEmpty) return false
      branch.isEnding = true
      try {
        await flushed()
        await end({ number: branch.number, upTo: branch.sequence, clientIds: branch.ids(), updates: branch.parts() })
      } catch (error) {
        branch.isEnding = false
        throw error
      }
      this.#surroundings.content.shut(branch.ids())
      this.#open({ userId, number: branch.number + 1, sequence: branch.sequence, rows: [] })
      for (const connection of this.#connectionsOf(userId)) connection.close(closeCode.otherEpoch, 'given back')
      return true
    })
  }

  #open(loaded: LoadedBranch): void {
    const { content, check, kindCheck, log } = this.#surroundings
    const branch = new Branch(content, loaded)
    this.#all.set(loaded.userId, {
      branch,
      kindCheck: new KindCheck(check, branch, kindCheck),
      asking: new Asking(log.documentId, branch, this.#surroundings),
    })
  }

  #besideOf(userId: string): Beside {
    const beside = this.#all.get(userId)
    if (beside === undefined) throw new Error('no such branch')
    return beside
  }

  #isTooLarge(branch: Branch, { bytes }: Admitted): boolean {
    const { content, options } = this.#surroundings
    return (
      branch.bytes + bytes.length > options.branchBytes ||
      content.bytes + this.bytes + bytes.length > options.documentBytes
    )
  }

  /** As an update of the document by its author; an empty one where somebody else has done the same meanwhile. */
  #asOfDocument(userId: string, update: Uint8Array): Admitted {
    const { content, kindCheck } = this.#surroundings
    const verdict = content.judge(update, { authorId: userId, mayBind: () => true })
    if (verdict.kind === 'nothing') return { ...walked(emptyUpdate), newClientIds: [] }
    if (verdict.kind !== 'fits') throw new Error(`what waits does not fit: ${verdict.kind}`)
    const checked = kindCheck.judge(verdict.admitted)
    if (typeof checked === 'string') throw new Refused(checked)
    return checked.admitted
  }

  /** In rows of their own, in one commit, seen after it. */
  #store(branch: Branch, upTo: number, rows: readonly Row[]): Promise<void> {
    const { committer, log } = this.#surroundings
    return new Promise((resolve, reject) => {
      for (const [at, { authorId, admitted }] of rows.entries()) {
        const onStored = () => {
          this.#take(admitted, authorId)
          if (at === rows.length - 1) resolve(this.#released(branch, upTo))
        }
        const entry = { authorId, update: admitted, newClientIds: admitted.newClientIds, isAlone: true, onStored }
        const releases = at === 0 ? { releases: { branch, upTo } } : {}
        committer.add(log, { ...entry, ...releases, onFailed: reject })
      }
    })
  }

  #take(admitted: Admitted, authorId: string | null): void {
    const { content, kindCheck, refereeing, window } = this.#surroundings
    content.take(admitted, authorId)
    refereeing?.take(admitted.bytes)
    kindCheck.forget()
    window.add(admitted, null)
  }

  #released(branch: Branch, upTo: number): void {
    branch.release(upTo)
    this.#besideOf(branch.userId).kindCheck.forget()
    for (const connection of this.#connectionsOf(branch.userId)) this.#surroundings.identify(connection)
  }

  /** What of others the document would lose with it: of the document as it is now, whatever came in while it was looked for. */
  async #rescued(updates: readonly Walked[]): Promise<LetOut['rescued']> {
    const { content, letOut, ports } = this.#surroundings
    const waiting = bytesOf(updates)
    for (let tries = 0; tries < triesBeside; tries++) {
      const { changes } = content
      const { rescued } = await ports.letOut(content.parts(), waiting, letOut)
      if (content.changes === changes) return rescued
    }
    return letOut(content.parts(), waiting).rescued
  }

  /** Written again in their name, beside what is let out with it. */
  #asOfOthers(branch: Branch, { client, update }: LetOut['rescued'][number]): Row {
    const authorId = this.#surroundings.content.ownerOf(client) || null
    const verdict = judgeOn(branch, update, { authorId, mayBind: () => true })
    if (verdict.kind !== 'fits') throw new Error(`what is rescued does not fit: ${verdict.kind}`)
    const checked = this.#besideOf(branch.userId).kindCheck.judge(verdict.admitted)
    if (typeof checked === 'string') throw new Refused(checked)
    return { authorId, admitted: checked.admitted }
  }

  #showOthers(author: Connection, bytes: Uint8Array): void {
    const frame = pendingFrame(bytes)
    for (const connection of this.#connectionsOf(author.grant.userId))
      if (connection !== author && connection.isGreeted && connection.lag === null) connection.write(frame)
  }

  #connectionsOf(userId: string): Connection[] {
    return [...this.#surroundings.connections].filter(({ grant }) => grant.userId === userId)
  }

  #inTurn<T>(userId: string, decide: () => Promise<T>): Promise<T> {
    const before = this.#deciding.get(userId) ?? Promise.resolve()
    const now = before.then(decide, decide)
    const over = now.catch(() => {})
    this.#deciding.set(userId, over)
    void over.then(() => this.#deciding.get(userId) === over && this.#deciding.delete(userId))
    return now
  }
}
