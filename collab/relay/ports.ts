import type * as Y from 'yjs'
import type { CloseCode } from '../protocol.ts'
import type { Folded, Keeps } from './folding.ts'
import type { FindLetOut, LetOut } from './let-out.ts'
import type { MadeVisible } from './make-visible.ts'
import type { Noted } from './noted.ts'
import type { PlaceOf } from './places.ts'
import type { Forgotten } from './redact.ts'

/** What a person may do in a room: `pending` is to write beside it, where nobody sees it yet. The relay knows no roles. */
type RoomAccess = 'read' | 'pending' | 'write'

/** A struct as Yjs decodes it from an update; handed to a document kind's `check`. */
export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>

/**
 * Throws with a plain reason where an update holds what its document kind refuses (unknown node, forbidden link).
 * `placeOf` says where each struct lies. Not shown what only writes letters into texts, or deletes: no kind refuses that.
 */
export type UpdateCheck = (update: DecodedUpdate, placeOf: PlaceOf) => void

/** Who writes, as far as the rules of a kind ask. */
export interface Actor {
  /** Pseudonym in this document. */
  author: string
  isModerator: boolean
  /** What they make waits for a teacher, here as if the whole document asked for it. */
  needsApproval?: boolean
  /** What they change is put back. */
  isPaused?: boolean
}

/** On whose behalf the server writes. */
export interface Editor {
  userId: string
  actor: Actor
  /** What they may bring into this document in a day (SPEC 74); null or left out: as much as they like. */
  bytesPerDay?: number | null
}

/** What the server was to write for somebody is not theirs to write: nothing was changed. */
export class Refused extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Refused'
  }
}

/** Why something was put back. */
export interface Finding {
  objectId: string
  reason: string
}

/** What became of an update: not taken at all, or taken, with what puts it right and what its author is to be told. */
export type Ruling =
  | { kind: 'refused'; reason: string; isLocked?: boolean }
  | { kind: 'taken'; correction: Uint8Array | null; findings: readonly Finding[]; noted?: readonly Noted[] }

/** For kinds whose rules hang on what a change means (SPEC 64): it is shown each update, in order, before anybody sees it. */
export interface Referee {
  /** Judges and takes. One that has taken what it refused is stale. */
  rule(update: Uint8Array, actor: Actor, now: number): Ruling
  /** Judges what is to wait beside the document, and takes nothing. For kinds beside which something may wait. */
  ruleBeside?(update: Uint8Array, actor: Actor): Ruling
  /** May what this person is only beginning (live ink, a drag) be shown to others? Changes nothing. */
  mayScribble(actor: Actor): boolean
  /** What the server wrote: taken as it is. */
  take(update: Uint8Array): void
  /** What it knows is not what the room holds: it is to be made anew. */
  readonly isStale?: boolean
  destroy(): void
}

/** `clientId` is used by nobody: corrections are written under it. */
export type CreateReferee = (updates: readonly Uint8Array[], clientId: number) => Referee

/** The answer of access for one connection. Only what the relay needs: who, what, and how to draw them. */
export interface RoomGrant {
  userId: string
  sessionId: string
  access: RoomAccess
  /** Milliseconds: when the session ends unless it is used, which only asking again can tell. Left out: never. */
  until?: number
  /** Project of the document, so that `recheck` by project finds its connections without asking about all others. */
  projectId?: string
  /** What they may bring into this document in a day (SPEC 74); null or left out: as much as they like. */
  bytesPerDay?: number | null
  /** Who this is to the rules of the document; left out where it has none. */
  actor?: Actor
  /** Shown to others next to the id; names never travel here, each client looks them up for its own audience. */
  role: string
  /** 1-8, index into the author palette. */
  paletteIndex: number
  /** 0-2: circle, square, hexagon. */
  shape: number
}

export type RoomDecision = { granted: true; grant: RoomGrant } | { granted: false; code: CloseCode }

/** `documentId` is null for a space room (presence and notices, no content). */
export interface RoomAddress {
  name: string
  documentId: string | null
  projectId: string | null
}

export interface LoadedDocument {
  /** Document epoch: a new epoch has no history. */
  epoch: number
  /** Schema version of the document kind, told to clients. */
  schemaVersion: number
  check: UpdateCheck
  createReferee?: CreateReferee
  /** The referee is needed once this word stands in the bytes of the document; left out: always. */
  refereedFor?: string
  /** For kinds beside which something may wait. */
  letOut?: FindLetOut
  /** Fold of all rows up to `sequence`, or null. Its deletes are kept, unless it was too large for that (SPEC 75). */
  snapshot: Uint8Array | null
  /** Of the snapshot: what was deleted is in the rows alone. */
  isPresentOnly?: boolean
  /** Bytes of today's rows (UTC) by author, so that a restart gives nobody a second day (SPEC 74). */
  spentToday?: ReadonlyMap<string, number>
  /** Sequence of the last row, 0 for none. */
  sequence: number
  /** Updates of the rows after the snapshot, in order. */
  updates: Uint8Array[]
  /** Yjs client id to the user it belongs to. */
  contributors: Map<number, string>
  /** Ids nothing more is taken under: what was written there was given back. */
  closedIds?: readonly number[]
  /** Of everybody who writes, or wrote, beside it (SPEC 86). */
  branches?: readonly LoadedBranch[]
}

/** What one person wrote that waits, as it is stored. */
export interface LoadedBranch {
  userId: string
  /** 1, and one more for each time it was given back. */
  number: number
  /** Of the last row there ever was. */
  sequence: number
  /** Those that wait, in order. */
  rows: readonly { sequence: number; bytes: Uint8Array }[]
}

/** What is given back to its author. */
export interface EndedBranch {
  number: number
  /** Of its last row. */
  upTo: number
  /** Nothing more is taken under these. */
  clientIds: readonly number[]
  updates: readonly Uint8Array[]
}

/** A row beside a document. Its sequences are of its person in this document, and never come again. */
export interface PendingRow extends Omit<LogRow, 'authorId'> {
  userId: string
}

/** What is stored in the same transaction as rows of documents. */
export interface Aside {
  rows: PendingRow[]
  /** Rows up to a number that are the document's now, and go. */
  released: { documentId: string; userId: string; upTo: number }[]
}

export interface LogRow {
  documentId: string
  /** 1, 2, 3 … per document without gaps. (documentId, sequence) is unique: a second writer fails. */
  sequence: number
  /** Null for what the server wrote for nobody (a seed). */
  authorId: string | null
  at: Date
  bytes: Uint8Array
  crc: number
  /** Yjs client ids first seen in this row: bound to `authorId` in the same transaction. */
  newClientIds: number[]
  /** Decisions in this row: written down in the same transaction (SPEC 92). */
  noted?: readonly Noted[]
  /** What the store does in the same transaction. */
  along?: Along | undefined
}

/** A mark for what whoever asked for a server's edit stores with its row: the store knows what it stands for. */
export type Along = object

/** What the relay asks of its surroundings. The simulation hands in others. */
export interface RelayPorts {
  /** Reads cookie and room, answers with a grant or a close code. Rejecting means "cannot say": the relay closes. */
  authorize(request: { address: RoomAddress; cookie: string | null }): Promise<RoomDecision>
  /** Null where the document does not exist. */
  load(documentId: string): Promise<LoadedDocument | null>
  /** One transaction; resolves after COMMIT. Throws and stores nothing otherwise. `aside` where something waits, or did. */
  append(rows: LogRow[], aside?: Aside): Promise<void>
  /** Stores a fold of rows up to `sequence` for fast loading. Rows and their authors stay. */
  saveSnapshot(snapshot: {
    documentId: string
    sequence: number
    bytes: Uint8Array
    crc: number
    /** What was deleted is not in it: the rows alone have it. */
    isPresentOnly?: boolean
  }): Promise<void>
  /**
   * Writes each row and the snapshot of a document anew as `rewrite` makes them, in one transaction: ids, order, authors
   * and times stay. What comes back as it was is not written.
   */
  rewrite(documentId: string, rewrite: (bytes: Uint8Array) => Uint8Array): Promise<void>
  /** One update of many, in the order they were taken; large ones away from the event loop. */
  fold(updates: readonly Uint8Array[], keeps?: Keeps): Promise<Folded>
  /** What `here` finds; of large documents away from the event loop. */
  letOut(before: readonly Uint8Array[], waiting: readonly Uint8Array[], here: FindLetOut): Promise<LetOut>
  /** What updates that make up a document show; large ones away from the event loop. */
  visible(updates: readonly Uint8Array[]): Promise<MadeVisible>
  /** Deflates large bytes (RFC 1951, raw) away from the event loop. */
  deflate(bytes: Uint8Array): Promise<Uint8Array>
  /** Called when a document went quiet after changes, was left, or is written in for long: time for an automatic version. Must not throw. */
  onQuiet(documentId: string, sequence: number): void
  /** Milliseconds, and timers that the simulation can drive. `soon` runs after what has arrived in this turn. */
  clock: {
    now(): number
    setTimeout(run: () => void, ms: number): unknown
    clearTimeout(handle: unknown): void
    soon(run: () => void): void
  }
  /** From 0 to below 1. Spreads returns and makes client ids; nothing secret comes of it. */
  random(): number
  /** Fault tests alone: the relay is at this point now. */
  reached?(point: 'after-ack' | 'mid-broadcast'): void
  log: {
    info(fields: object, text: string): void
    warn(fields: object, text: string): void
    error(fields: object, text: string): void
  }
}

/** Sent to everyone in a room or space (SPEC 49). Handed on as it is; one with a `message` not to who lags (SPEC 67). */
export interface RoomNotice {
  topic: string
  message?: object | undefined
  [word: string]: unknown
}

/** What the server may ask of the relay: the type of `ctx.rooms`. `Notice`: what it pushes. */
export interface Rooms<Notice extends RoomNotice = RoomNotice> {
  /** Judge again the open connections of these users, sessions or documents; close what no longer fits, within 1 s. */
  recheck(what: {
    userIds?: string[]
    sessionIds?: string[]
    documentIds?: string[]
    projectIds?: string[]
  }): Promise<void>
  /**
   * The one way to change a live document from the server. Resolves after COMMIT; throws and changes nothing otherwise, and
   * then nothing of what goes along is stored either. Gives whether there was anything to store.
   */
  edit(documentId: string, authorId: string | null, change: (ydoc: Y.Doc) => void, along?: Along): Promise<boolean>
  /**
   * The same for somebody whom the rules of the kind hold: judged as if they had sent it (SPEC 78). Gives what was put
   * back; throws `Refused` where nothing of it was taken.
   */
  editAs(documentId: string, by: Editor, change: (ydoc: Y.Doc) => void): Promise<readonly Finding[]>
  /**
   * Takes what was deleted there out of the room, the snapshot and the log, for good (SPEC 66). Resolves after
   * COMMIT; where it throws, try again: it may have happened in part.
   */
  redact(documentId: string, what: readonly Forgotten[]): Promise<void>
  /**
   * What waits of somebody (SPEC 86): the number of its last committed row, and what letting out all up to there comes to.
   * Null where nothing waits.
   */
  readBranch(documentId: string, userId: string): Promise<({ upTo: number } & Omit<LetOut, 'rescued'>) | null>
  /** Lets out what waits up to a row; false where nothing of it waits any more. Resolves after COMMIT; throws `Refused`. */
  approveBranch(documentId: string, userId: string, upTo: number): Promise<boolean>
  /** Gives back all that waits: `end` stores that, and what follows from it. False where nothing waits. */
  endBranch(documentId: string, userId: string, end: (ended: EndedBranch) => Promise<void>): Promise<boolean>
  /** Whole live state as one update (committed and about to be), and the last committed sequence. */
  read(documentId: string): Promise<{ update: Uint8Array; sequence: number }>
  /** What an open room holds at a moment when all of it is committed. Null where none is open, or it never stands still. */
  peek(documentId: string): Promise<{ updates: Uint8Array[]; sequence: number; isPresentOnly?: boolean } | null>
  /** Ends an open room without storing what waits: its people come back, and the store is loaded anew. */
  reset(documentId: string): void
  /** `to`: the users it is for; left out, everybody in the room. */
  notice(room: { documentId: string } | { projectId: string }, notice: Notice, to?: ReadonlySet<string>): void
  /** To these users, wherever they are connected. */
  tell(userIds: ReadonlySet<string>, notice: Notice): void
  /** User ids connected now. */
  present(room: { documentId: string } | { projectId: string }): string[]
  /** Refuses newcomers, flushes, acknowledges, closes with 1012. */
  close(): Promise<void>
}
