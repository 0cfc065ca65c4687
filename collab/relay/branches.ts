import { closeCode } from '../protocol.ts'
import { Asking } from './asking.ts'
import { Branch, type Held } from './branch.ts'
import type { Budget } from './budget.ts'
import type { Committer, Log } from './committer.ts'
import type { Connection } from './connection.ts'
import type { Content } from './content.ts'
import type { Admitted } from './fitting.ts'
import { pendingFrame, refusedFrame } from './frames.ts'
import { type Checked, KindCheck } from './kind-check.ts'
import { LettingOut, type Row } from './letting-out.ts'
import type { RelayOptions } from './options.ts'
import { nothingWrong, type Refereeing } from './refereeing.ts'
import type { FindLetOut, LetOut } from './let-out.ts'
import type { People } from './people.ts'
import type { EndedBranch, LoadedBranch, RelayPorts, UpdateCheck } from './ports.ts'
import { isGivenBack } from './stored-beside.ts'
import { Turns } from './turns.ts'
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
  readonly ports: Pick<RelayPorts, 'clock' | 'load' | 'log' | 'letOut'>
  readonly connections: Pick<People, 'of'>
  /** Tells a connection who it is, once more. */
  readonly identify: (connection: Connection) => void
  /** Another line of its person writes beside the document: it does, too. */
  readonly beginToWait: (connection: Connection) => void
  readonly onLost: (why: 'other_writer') => void
}

/** An update that fits, which message of its connection it is, and whether that was all the client has. */
interface Brought {
  whole: Admitted
  message: number
  isWhole: boolean
}

interface Beside {
  branch: Branch
  kindCheck: KindCheck
  asking: Asking
}

/** What waits is tried again until it is stored. */
const onFailed = () => {}
const nobody: readonly Connection[] = []

/** What people write beside a document until a teacher lets it out (SPEC 86-90). */
export class Branches {
  readonly #surroundings: Surroundings
  readonly #all = new Map<string, Beside>()
  readonly #held: Held = { bytes: 0 }
  /** One decision about a person's words after the other. */
  readonly #decisions = new Turns()
  readonly #lettingOut: LettingOut

  constructor(loaded: readonly LoadedBranch[], surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.#lettingOut = new LettingOut(surroundings)
    for (const one of loaded) this.#open(one)
  }

  /** Asked with each key of anybody in the document. */
  get bytes(): number {
    return this.#held.bytes
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
    for (const theirs of this.#connectionsOf(userId)) theirs.branch = this.of(userId)
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
    return {
      upTo,
      ...(await ports.letOut(
        content.parts(),
        updates.map(({ bytes }) => bytes),
        letOut,
      )),
    }
  }

  askingOf({ userId }: Branch): Asking {
    return this.#besideOf(userId).asking
  }

  /** Takes an update that fits beside the document, under the same promise; or not, which its sender is told. */
  admit(connection: Connection, branch: Branch, { whole, message, isWhole }: Brought): void {
    const { budget, committer, log } = this.#surroundings
    const beside = this.#besideOf(branch.userId)
    const checked = branch.isEnding || budget.refuses(connection) ? null : this.#checked(connection, beside, whole)
    if (checked === null) return connection.ledger.isNotTaken(message)
    const { admitted, placed } = checked
    const { newClientIds } = admitted
    const { userId: authorId } = branch
    if (newClientIds.length > 0) connection.spend(newClientIds.length, 0)
    const theirs = this.#connectionsOf(authorId)
    // Alone, it is the one that waits already.
    const joining = theirs.length === 1 ? nobody : theirs.filter((one) => one.canWrite && !one.isPending)
    branch.take(admitted)
    for (const other of joining) this.#surroundings.beginToWait(other)
    connection.hasBroughtAll ||= isWhole
    beside.kindCheck.keep(placed)
    const onStored = connection.ledger.waits(message, isWhole)
    // Written out: each key that waits passes here.
    committer.add(log, { authorId, update: admitted, newClientIds, isAlone: false, branch, onStored, onFailed })
    budget.spend(connection, [admitted])
    if (theirs.length > 1) showOn(theirs, connection, admitted.bytes)
  }

  /** Null where it is not taken, which its sender is told. Throws Malformed. */
  #checked(connection: Connection, { branch, kindCheck, asking }: Beside, whole: Admitted): Checked | null {
    if (this.#isTooLarge(branch, whole)) {
      connection.write(refusedFrame({ reason: 'too_large' }))
      connection.close(closeCode.tooLarge, 'too much waits')
      return null
    }
    const checked = kindCheck.judge(whole)
    if (typeof checked === 'string') {
      asking.refuse(connection, { reason: 'forbidden', detail: checked })
      return null
    }
    const ruling = this.#surroundings.refereeing?.ruleBeside(checked.admitted, connection.grant.actor) ?? nothingWrong
    if (ruling.kind === 'taken') return checked
    asking.refuse(connection, { reason: ruling.isLocked === true ? 'locked' : 'forbidden', detail: ruling.reason })
    return null
  }

  /**
   * What waits of somebody up to a committed row becomes the document's, as they wrote it. False where nothing of it
   * waits (any more). Throws Refused where the kind's check would not take it now. Resolves after COMMIT.
   */
  approve(userId: string, upTo: number): Promise<boolean> {
    return this.#decisions.take(userId, async () => {
      const branch = this.of(userId)
      const updates = branch?.upTo(upTo) ?? []
      if (branch === null || updates.length === 0) return false
      await this.#store(branch, upTo, await this.#lettingOut.rowsOf(branch, this.#besideOf(userId).kindCheck, updates))
      return true
    })
  }

  /** Gives back what waits: `end` stores that, and then nothing more of it is taken from anybody. */
  end(userId: string, flushed: () => Promise<void>, end: (ended: EndedBranch) => Promise<void>): Promise<boolean> {
    return this.#decisions.take(userId, async () => {
      const branch = this.of(userId)
      if (branch === null || branch.isEmpty) return false
      branch.isEnding = true
      const { committer, log } = this.#surroundings
      try {
        await flushed()
        // What waits is read anew in the next room.
        if (committer.isOver(log)) throw new Error('the room ended')
        await end({ number: branch.number, upTo: branch.sequence, clientIds: branch.ids(), updates: branch.parts() })
      } catch (error) {
        if (!(await this.#isEndStored(branch))) throw error
      }
      this.#surroundings.content.shut(branch.ids())
      this.#open({ userId, number: branch.number + 1, sequence: branch.sequence + 1, rows: [] })
      for (const connection of this.#connectionsOf(userId)) connection.close(closeCode.otherEpoch, 'given back')
      return true
    })
  }

  /** After an error: only its answer may have been lost. Where it was not given back, what came in meanwhile is asked for. */
  async #isEndStored(branch: Branch): Promise<boolean> {
    const { ports, log, committer, onLost } = this.#surroundings
    if (committer.isOver(log)) return false
    const isEnded = await isGivenBack(ports, log.documentId, branch)
    if (isEnded === true) return true
    branch.isEnding = false
    if (isEnded === null) onLost('other_writer')
    else for (const connection of this.#connectionsOf(branch.userId)) this.askingOf(branch).again(connection)
    return false
  }

  #open(loaded: LoadedBranch): void {
    const { content, check, kindCheck, log } = this.#surroundings
    this.of(loaded.userId)?.drop()
    const branch = new Branch(content, loaded, this.#held)
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
    const isTooMuch = branch.bytes + bytes.length > options.branchBytes
    return isTooMuch || content.bytes + this.bytes + bytes.length > options.documentBytes
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

  #connectionsOf(userId: string): readonly Connection[] {
    return this.#surroundings.connections.of(userId)
  }
}

/** To other devices of its author. */
function showOn(theirs: readonly Connection[], source: Connection, bytes: Uint8Array): void {
  const there = theirs.filter((one) => one !== source && one.isGreeted && one.lag === null)
  if (there.length === 0) return
  const frame = pendingFrame(bytes)
  for (const connection of there) connection.write(frame)
}
