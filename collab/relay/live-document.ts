import { closeCode, type Hello } from '../protocol.ts'
import { Answers } from './answers.ts'
import { Asking } from './asking.ts'
import type { Branch } from './branch.ts'
import { Branches } from './branches.ts'
import { heardBy } from './broadcast.ts'
import { Budget } from './budget.ts'
import { ClientIds } from './client-ids.ts'
import { alsoTold, type Committer, type Entry, lastOf, type Log } from './committer.ts'
import type { Connection } from './connection.ts'
import { Content } from './content.ts'
import { readStateVector } from './decode.ts'
import { type Admitted, bringsStructs, type Ground, judgeOn, type Judging, type Verdict } from './fitting.ts'
import { refusedFrame } from './frames.ts'
import { KindCheck } from './kind-check.ts'
import type { Load } from './load.ts'
import { Malformed, type RelayOptions } from './options.ts'
import type { Placed } from './places.ts'
import type { LoadedDocument, RelayPorts, Ruling } from './ports.ts'
import { PuttingRight, tellFindings } from './putting-right.ts'
import { nothingToLetOut } from './nothing-to-let-out.ts'
import { nothingWrong, Refereeing } from './refereeing.ts'
import { ServerEdits } from './server-edits.ts'
import type { Spending } from './spending.ts'
import { fold, walked } from './update.ts'
import type { People } from './people.ts'
import { Upkeep } from './upkeep.ts'
import { Window } from './window.ts'

interface DocumentHost {
  readonly ports: RelayPorts
  readonly options: RelayOptions
  readonly committer: Committer
  readonly load: Load
  readonly spending: Spending
  readonly connections: People
  /** Tells a connection who it is, once more. */
  identify: (connection: Connection) => void
  beginToWait: (connection: Connection) => void
  onFlushed: () => void
  onLost: (why: 'gone' | 'other_writer') => void
}

interface Judged {
  admitted: Admitted
  placed: Placed | null
  ruling: Extract<Ruling, { kind: 'taken' }>
}

/** What waits is tried again until it is stored. */
const onFailed = () => {}
/** A gap may name many ids; honest clients write under one. */
const usedIdsKept = 4

/** A loaded document and the one way into it: judge, check, take, broadcast, store, acknowledge. */
export class LiveDocument implements Log {
  readonly documentId: string
  readonly loaded: Pick<LoadedDocument, 'epoch' | 'schemaVersion'>
  readonly content: Content
  readonly entries: Entry[] = []
  readonly upkeep: Upkeep
  readonly budget: Budget
  readonly branches: Branches
  readonly server: ServerEdits
  sequence: number
  unflushedBytes = 0
  readonly #host: DocumentHost
  readonly window: Window
  readonly #answers: Answers
  readonly #asking: Asking
  readonly #clientIds: ClientIds
  readonly #check: KindCheck
  readonly #refereeing: Refereeing | null
  readonly #putRight: PuttingRight
  /** What was here when the commit began that is under way, where a snapshot is to be made of it. */
  #toSave: Uint8Array[] | null = null

  constructor(documentId: string, loaded: LoadedDocument, host: DocumentHost) {
    const { ports, options } = host
    this.documentId = documentId
    this.loaded = { epoch: loaded.epoch, schemaVersion: loaded.schemaVersion }
    this.content = new Content(loaded, ports.fold, options.presentFromBytes)
    host.spending.learn(documentId, loaded.spentToday ?? new Map())
    this.budget = new Budget(documentId, host)
    this.sequence = loaded.sequence
    this.#host = host
    this.upkeep = new Upkeep(
      documentId,
      { sequence: loaded.sequence, sinceSnapshot: loaded.updates.length },
      ports,
      options,
      () => this.content.isPresentOnly,
    )
    this.#check = new KindCheck(loaded.check, this.content)
    this.#answers = new Answers(this.content, host, () => {
      this.#check.forget()
      this.content.forget()
    })
    this.#asking = new Asking(documentId, this.content, host)
    this.#clientIds = new ClientIds(this.content, host)
    const { createReferee, refereedFor } = loaded
    const own = { content: this.content, clock: ports.clock, freshClientId: () => this.freshClientId() }
    this.#refereeing =
      createReferee === undefined ? null : new Refereeing(createReferee, { ...own, neededFor: refereedFor })
    this.#putRight = new PuttingRight({ ...host, content: this.content, check: this.#check, log: this })
    this.window = new Window(host, heardBy(host, this.content))
    const parts = { check: this.#check, refereeing: this.#refereeing, window: this.window, upkeep: this.upkeep }
    this.server = new ServerEdits({ ...host, ...own, ...parts, log: this, onRedacted: () => this.#answers.forget() })
    const { check, letOut = nothingToLetOut } = loaded
    const beside = { ...parts, kindCheck: this.#check, check, letOut, budget: this.budget }
    this.branches = new Branches(loaded.branches ?? [], { ...host, ...own, ...beside, log: this })
  }

  get isFlushed(): boolean {
    return this.entries.length === 0
  }

  /** A step 2 or an update of a connection (SPEC 14-24). Throws Malformed; then nothing was taken. */
  receive(connection: Connection, update: Uint8Array, isStepTwo: boolean): void {
    if (!connection.canWrite) return this.#receiveFromReader(connection, update, isStepTwo)
    const message = connection.ledger.next()
    const branch = connection.isPending ? connection.branch : null
    const verdict = this.#judge(branch, update, this.#clientIds.judging(connection, isStepTwo))
    if (verdict.kind === 'nothing') return this.#acknowledgeKnown(connection, message, isStepTwo)
    if (verdict.kind === 'fits') return this.#admit(connection, verdict.admitted, message, isStepTwo)
    connection.ledger.isNotTaken(message)
    const asking = branch === null ? this.#asking : this.branches.askingOf(branch)
    if (verdict.kind === 'gap') {
      // All it has, and still something is missing: only whoever wrote that can bring it (SPEC 15).
      if (isStepTwo) return asking.later(connection, verdict.missing)
      for (const client of verdict.newClientIds.slice(0, usedIdsKept)) connection.usedIds.add(client)
      return asking.again(connection)
    }
    // Of what was given back not even the deletes are taken, which have no author (SPEC 89).
    const isGivenBack = [...verdict.missing].some((client) => this.content.isClosed(client))
    if (!isStepTwo || isGivenBack) return asking.refuse(connection, { reason: 'foreign' })
    this.#heal(connection, verdict, message)
  }

  /** What somebody's words are judged against: the document, or all that they see where theirs wait. */
  #judge(branch: Branch | null, update: Uint8Array, judging: Judging): Verdict {
    return branch === null ? this.content.judge(update, judging) : judgeOn(branch, update, judging)
  }

  /** What it may write of, and where that goes. */
  greet(connection: Connection): void {
    this.branches.seat(connection)
    this.budget.greet(connection)
  }

  /** What its ydoc holds is no more: another epoch's, or it waited and was given back (SPEC 12, 89). */
  isOther({ grant }: Connection, { epoch, branch = null }: Hello): boolean {
    const isOtherEpoch = epoch !== null && epoch !== this.loaded.epoch
    return isOtherEpoch || (branch !== null && branch !== this.branches.numberOf(grant.userId))
  }

  /** Is live ink of this person handed on (SPEC 70)? */
  mayScribble({ grant, isPending }: Connection): boolean {
    return !isPending && (this.#refereeing?.mayScribble(grant.actor) ?? true)
  }

  /** Sync step 1 (SPEC 10): everything this state vector lacks. Throws Malformed. */
  answer(connection: Connection, stateVector: Uint8Array): void {
    // Years of visits make a long one of the room's own.
    const longest = this.#host.options.stateVectorBytes + 2 * this.content.stateVector().length
    if (stateVector.length > longest) throw new Malformed('state vector too long')
    readStateVector(stateVector)
    // Who does not read what it asked for is answered once it has.
    if (connection.lag !== null || connection.queuedBytes > this.#host.options.lagBytes)
      return connection.startLag(stateVector)
    this.#answers.send(connection, stateVector)
  }

  /** A reader that lagged has read all that was sent: bring it up to date. */
  resync(connection: Connection): void {
    const stateVector = connection.endLag()
    if (stateVector === null) return
    this.#answers.send(connection, stateVector, true)
    this.branches.show(connection)
  }

  /** A client id nobody uses here. */
  freshClientId(): number {
    return this.#clientIds.fresh()
  }

  stop(): void {
    this.window.stop()
    this.#refereeing?.stop()
    this.#answers.stop()
    this.upkeep.stop()
    this.budget.stop()
    this.#host.committer.drop(this)
  }

  /** What is here is what the log will hold then, unless the server's edits are among it: those are taken once committed. */
  onCommitting(isAll: boolean): void {
    const isAllHere = isAll && !this.entries.some((entry) => entry.isAlone)
    this.#toSave = isAllHere && this.upkeep.isDue ? this.content.parts() : null
  }

  onCommitted(rows: number): void {
    if (rows > 0) this.upkeep.committed(this.sequence, rows, this.#toSave)
    this.#toSave = null
    if (this.isFlushed) this.#host.onFlushed()
  }

  onLost(why: 'gone' | 'other_writer'): void {
    this.#host.onLost(why)
  }

  /** What the room has already may still be on its way to the disk (SPEC 37): somebody came back in the middle of a commit. */
  #acknowledgeKnown(connection: Connection, message: number, isWhole: boolean): void {
    connection.hasBroughtAll ||= isWhole
    const last = lastOf(this)
    if (last === undefined) connection.ledger.isNothing(message, isWhole)
    else alsoTold(last, connection.ledger.waits(message, isWhole))
  }

  #receiveFromReader(connection: Connection, update: Uint8Array, isStepTwo: boolean): void {
    const message = connection.ledger.next()
    connection.hasBroughtAll ||= isStepTwo
    // Deletes that a reader's ydoc made by itself while merging are no news and no offence.
    const couldWrite = connection.spentUntil !== null || connection.couldWrite
    const ground: Ground = connection.branch ?? this.content
    if (isStepTwo && !bringsStructs(ground, update)) return connection.ledger.isNothing(message, !couldWrite)
    // On its way when the day's bytes ran out or the access changed: its writer knows, and is not sent away (SPEC 74, 84).
    if (couldWrite) return connection.ledger.isNotTaken(message)
    connection.close(closeCode.accessChanged, 'read only')
  }

  #admit(connection: Connection, whole: Admitted, message: number, isWhole: boolean): void {
    if (connection.isPending && connection.branch !== null) {
      this.branches.admit(connection, connection.branch, { whole, message, isWhole })
      return this.#cutWritersIfFull()
    }
    const { committer } = this.#host
    const judged = this.#judged(connection, whole)
    if (judged === null) return connection.ledger.isNotTaken(message)
    const { admitted, placed, ruling } = judged
    const { newClientIds } = admitted
    const authorId = connection.grant.userId
    // Ids cost as much as updates: a frame could bring a thousand.
    if (newClientIds.length > 0) connection.spend(newClientIds.length, 0)
    this.content.take(admitted, authorId)
    connection.hasBroughtAll ||= isWhole
    this.#check.keep(placed)
    const onStored = connection.ledger.waits(message, isWhole)
    // Written out: each key of a class passes here.
    const { noted } = ruling
    committer.add(this, { authorId, update: admitted, newClientIds, noted, isAlone: false, onStored, onFailed })
    const correction = ruling.correction === null ? null : this.#putRight.take(ruling.correction)
    this.budget.spend(connection, correction === null ? [admitted] : [admitted, correction])
    if (correction === null) this.window.add(admitted, connection)
    else this.window.add(walked(fold([admitted, correction])), null)
    tellFindings(connection, ruling.findings)
    this.#cutWritersIfFull()
  }

  /** What becomes of an update that fits; null where it is not taken, which its sender is told. Throws Malformed. */
  #judged(connection: Connection, whole: Admitted): Judged | null {
    if (this.budget.refuses(connection)) return null
    if (this.content.bytes + this.branches.bytes + whole.bytes.length > this.#host.options.documentBytes) {
      connection.write(refusedFrame({ reason: 'too_large' }))
      connection.close(closeCode.tooLarge, 'document too large')
      return null
    }
    const checked = this.#check.judge(whole)
    if (typeof checked === 'string') return this.#forbid(connection, checked)
    const ruling = this.#refereeing?.rule(checked.admitted, connection.grant.actor) ?? nothingWrong
    if (ruling.kind === 'refused') return this.#forbid(connection, ruling.reason, ruling.isLocked)
    return { admitted: checked.admitted, placed: checked.placed, ruling }
  }

  #forbid(connection: Connection, detail: string, isLocked = false): null {
    this.#asking.refuse(connection, { reason: isLocked ? 'locked' : 'forbidden', detail })
    return null
  }

  #cutWritersIfFull(): void {
    const { options, committer } = this.#host
    if (this.unflushedBytes <= options.unflushedBytes && committer.unflushedBytes <= options.unflushedBytesOfAll) return
    for (const connection of this.#host.connections)
      if (connection.canWrite) connection.close(closeCode.tooMany, 'store does not keep up')
  }

  /**
   * After a crash, clients hold words of others that were never committed. Their own part is taken where it can stand alone;
   * for the rest they are asked again, so that the author has time to come back and bring it.
   */
  #heal(connection: Connection, { own, missing }: Extract<Verdict, { kind: 'foreign' }>, message: number): void {
    if (connection.healTries < this.#host.options.healTries) {
      const judging = this.#clientIds.judging(connection, true)
      const verdict = this.#judge(connection.isPending ? connection.branch : null, own, judging)
      if (verdict.kind === 'fits') this.#admit(connection, verdict.admitted, message, false)
    }
    this.#asking.later(connection, missing)
  }
}
