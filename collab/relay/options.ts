import { closeCode, type CloseCode } from '../protocol.ts'

/** Limits of one relay. Every number may be overridden by a test or by the bench; the defaults are R16 and R17 of the requirements. */
export interface RelayOptions {
  /** Exact answer for the Origin header, asked before the handshake. */
  isAllowedOrigin: (origin: string | undefined) => boolean
  frameBytes: number
  awarenessBytes: number
  stateVectorBytes: number
  /** Whole document, live. Beyond it writing stops. */
  documentBytes: number
  /** What one person may have waiting beside a document. */
  branchBytes: number
  /** From this size on a room holds what is there, and of what was deleted the places alone (SPEC 75). */
  presentFromBytes: number
  /** So much of a document is looked through between two turns of the loop; where it is more, a thread does it (SPEC 82). */
  preparedFromBytes: number
  /** What a block, a text or an object costs of the bytes of a day, beside its own (SPEC 74). */
  typeBytes: number
  updatesPerSecond: number
  bytesPerSecond: number
  /** A bucket holds this many seconds of its rate. */
  burst: number
  /** Connections of one person in all rooms: at once, and a second after that (SPEC 76). */
  joinsAtOnce: number
  joinsPerSecond: number
  /** The same of sync step 1, which makes the relay build an answer. */
  asksAtOnce: number
  asksPerSecond: number
  socketsPerUserAndRoom: number
  socketsPerRoom: number
  /** Bytes of one room that wait for a commit before its writers are cut. */
  unflushedBytes: number
  /** The same for all rooms together: beyond it the writers of whichever room adds to it are cut. */
  unflushedBytesOfAll: number
  lagBytes: number
  stallMs: number
  windowMs: number
  /** The window of a busy relay, and what busy means: frames sent, and updates committed, in a second. */
  windowBusyMs: number
  /** Within this the windows of a busy relay differ. */
  windowSpreadMs: number
  /** Grown further by a late event loop, at most to this and half of the spread. */
  windowMaxMs: number
  busyFrames: number
  /** A busy relay begins a commit at most this often. */
  commitBusyMs: number
  busyEntries: number
  /** Answers from this size on are packed for who unpacks: up to the second size at once, larger ones beside the work. */
  packedFromBytes: number
  packedAtOnceBytes: number
  /** Least time between two that are packed at once. */
  packEveryMs: number
  awarenessMs: number
  /** Of one person, to everybody in a room: a second, and at once (SPEC 77). */
  awarenessBytesPerSecond: number
  awarenessBytesAtOnce: number
  /** One fleeting message; all of a room that leave together; how long they gather. */
  fleetingBytes: number
  fleetingBytesOfAll: number
  /** Of those, one person's. */
  fleetingBytesOfOne: number
  fleetingMs: number
  pingMs: number
  /** A line of events gets a comment this often, and is cut where its peer has posted nothing for so long. */
  eventsPingMs: number
  eventsSilentMs: number
  recheckMs: number
  /** How often it is looked whether a grant has run out. */
  expiryMs: number
  /** How long access may take to answer when it is asked about open connections. */
  recheckTimeoutMs: number
  quietMs: number
  /** A document that is never quiet is told of this long after its first change. */
  busyMs: number
  /** A room without people stays loaded this long. */
  lingerMs: number
  /** Rows since the last snapshot that make a new one worth its work: while live, and at unload. */
  snapshotRows: number
  snapshotRowsAtUnload: number
  snapshotEveryMs: number
  retryMs: number
  retryMaxMs: number
  /** Pause before a client is asked again for what it holds of others. */
  healMs: number
  healTries: number
  /** The same where everybody who could bring what is missing has brought all they have. */
  healTriesInVain: number
  /** After so many of them, ids nobody uses are bound to who brings them. */
  bindTries: number
  strikes: number
  /** How long `close` waits for the store. */
  closeMs: number
}

export const defaults: Omit<RelayOptions, 'isAllowedOrigin'> = {
  frameBytes: 1_048_576,
  awarenessBytes: 4_096,
  stateVectorBytes: 65_536,
  documentBytes: 20 * 1_048_576,
  branchBytes: 1_048_576,
  presentFromBytes: 4 * 1_048_576,
  preparedFromBytes: 1_048_576,
  typeBytes: 200,
  updatesPerSecond: 30,
  bytesPerSecond: 262_144,
  burst: 4,
  joinsAtOnce: 30,
  joinsPerSecond: 1,
  asksAtOnce: 12,
  asksPerSecond: 2,
  socketsPerUserAndRoom: 6,
  socketsPerRoom: 120,
  unflushedBytes: 8 * 1_048_576,
  unflushedBytesOfAll: 64 * 1_048_576,
  lagBytes: 1_048_576,
  stallMs: 10_000,
  windowMs: 20,
  windowBusyMs: 52,
  windowSpreadMs: 8,
  windowMaxMs: 60,
  busyFrames: 8_000,
  commitBusyMs: 40,
  busyEntries: 1_800,
  packedFromBytes: 8_192,
  packedAtOnceBytes: 524_288,
  packEveryMs: 100,
  awarenessMs: 80,
  awarenessBytesPerSecond: 8_192,
  awarenessBytesAtOnce: 32_768,
  fleetingBytes: 1_024,
  fleetingBytesOfAll: 16_384,
  fleetingBytesOfOne: 4_096,
  fleetingMs: 50,
  pingMs: 25_000,
  eventsPingMs: 15_000,
  eventsSilentMs: 60_000,
  recheckMs: 60_000,
  expiryMs: 500,
  recheckTimeoutMs: 900,
  quietMs: 30_000,
  busyMs: 480_000,
  lingerMs: 2_000,
  snapshotRows: 200,
  snapshotRowsAtUnload: 50,
  snapshotEveryMs: 60_000,
  retryMs: 100,
  retryMaxMs: 5_000,
  healMs: 500,
  healTries: 4,
  healTriesInVain: 1,
  bindTries: 2,
  strikes: 3,
  closeMs: 20_000,
}

/** Thrown where bytes of a peer are not what they should be. The socket it came from is closed; nobody else notices. */
export class Malformed extends Error {
  readonly code: CloseCode
  constructor(reason: string, code: CloseCode = closeCode.malformed) {
    super(reason)
    this.name = 'Malformed'
    this.code = code
  }
}
