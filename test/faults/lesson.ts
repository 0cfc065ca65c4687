import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Y from 'yjs'
import { claire, sharedPage, signInPupil } from '#test/helpers/demo.ts'
import { contentHash } from '#collab/relay/content-hash.ts'
import { signIn } from '#test/helpers/live-client.ts'
import { type ClientKind, openClient } from './clients.ts'
import { TokenWriter, tokensIn, type WriterOptions } from './token-writer.ts'

/** A page, who reads it and who writes: cookies. */
export interface Place {
  kind: ClientKind
  origin: string
  room: string
  reader: string
  writers: string[]
  /** What a reader has of the page, with what waits beside it. */
  withWaiting?: (ydoc: Y.Doc) => Promise<Y.Doc>
  /** Looks while nobody decides about what waits. */
  whileStill?: <Found>(look: () => Promise<Found>) => Promise<Found>
}

/** People who type tokens into one page, and what they noted on disk. */
export interface Lesson {
  /** What the writer with this number needs; its author name is its own in every report. */
  options(at: number, author: string): WriterOptions
  /** Writers that are there and type. */
  typing(ats: number[], name: (at: number) => string): Promise<TokenWriter[]>
  look(): Promise<Findings>
  close(): void
}

/** Invariants I1-I4: what the page holds against what its writers noted. */
export interface Findings {
  sent: number
  acked: number
  /** Acknowledged and not there. */
  lost: string[]
  doubled: string[]
  outOfOrder: string[]
  /** Two fresh clients hold the same words. */
  isEqual: boolean
  pending: number
}

const pupilsOfDemo = 48
/** A socket keeps no login alive: as the product's own client does, somebody has to ask over HTTP. */
const keepEveryMs = 4 * 60_000
/** On a machine that is busy with other things. */
export const patienceMs = 60_000

/** The number of a pupil of either school in turn, so that the class is mixed. */
const pupil = (at: number) => ((at * 2) % pupilsOfDemo) + (at * 2 >= pupilsOfDemo ? 1 : 0)

/** A page of the demonstration for a mixed class. */
export async function demoPlace(origin: string, size: number): Promise<Place> {
  const teacher = await signIn(origin, claire)
  const room = await sharedPage(origin, teacher, 'Jetons · Tokens')
  const people = await Promise.all(Array.from({ length: size }, (_, at) => signInPupil(origin, pupil(at))))
  return { kind: 'live', origin, room, reader: teacher.cookie, writers: people.map((one) => one.cookie) }
}

export function openLesson(place: Place, everyMs: number): Lesson {
  const folder = mkdtempSync(join(tmpdir(), 'preau-faults-'))
  const writers: TokenWriter[] = []
  const { kind, origin, room } = place
  let keptAt = performance.now()
  const keepLogins = async () => {
    if (kind !== 'live' || performance.now() - keptAt < keepEveryMs) return
    keptAt = performance.now()
    const cookies = [place.reader, ...place.writers]
    await Promise.all(
      cookies.map(async (Cookie) => (await fetch(`${origin}/api/session`, { headers: { Cookie } })).arrayBuffer()),
    )
  }
  const options = (at: number, author: string): WriterOptions => ({
    ...{ kind, origin, room, author, everyMs },
    cookie: place.writers[at] ?? '',
    logFile: join(folder, `${author}.log`),
    place: at % 2 === 0 ? 'shared' : 'own',
  })
  return {
    options,
    async typing(ats, name) {
      const made = ats.map((at) => new TokenWriter(options(at, name(at))))
      writers.push(...made)
      await Promise.all(made.map((writer) => writer.client.whenLive(patienceMs)))
      made.forEach((writer) => writer.start())
      return made
    },
    async look() {
      await keepLogins()
      const { whileStill = (looked) => looked() } = place
      return whileStill(() => look(place, readLogs(folder)))
    },
    close() {
      writers.forEach((writer) => (writer.stop(), writer.client.destroy()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Hands off, and everything that was typed is acknowledged. */
export async function finish(writers: TokenWriter[], withinMs = patienceMs): Promise<void> {
  writers.forEach((writer) => writer.stop())
  await Promise.all(writers.map((one) => one.client.when(() => one.unacked === 0, 'all acknowledged', withinMs)))
}

/** What `look` found is as it must be. */
export const isSound = ({ lost, doubled, outOfOrder, isEqual, pending }: Findings) =>
  lost.length + doubled.length + outOfOrder.length + pending === 0 && isEqual

/** What is wrong in any of them, once each. */
export function summed(found: Findings[]) {
  const ofAll = (what: 'lost' | 'doubled' | 'outOfOrder') => [...new Set(found.flatMap((one) => one[what]))]
  return {
    sent: found.at(-1)?.sent ?? 0,
    acked: found.at(-1)?.acked ?? 0,
    lost: ofAll('lost'),
    doubled: ofAll('doubled'),
    outOfOrder: ofAll('outOfOrder'),
    /** Looks at which two fresh clients held other words than each other. */
    unequal: found.filter((one) => !one.isEqual).length,
    pending: found.reduce((sum, one) => sum + one.pending, 0),
  }
}

export const countWrong = (one: Omit<ReturnType<typeof summed>, 'sent' | 'acked'>) =>
  one.lost.length + one.doubled.length + one.outOfOrder.length + one.unequal + one.pending

/** Two fresh clients read the page; what they hold is compared with what the writers noted on disk. */
async function look(place: Place, { sent, acked }: ReturnType<typeof readLogs>): Promise<Findings> {
  const reader = () => openClient(place.kind, { ...place, cookie: place.reader })
  const readers = [reader(), reader()] as const
  try {
    await Promise.all(readers.map((one) => one.whenLive(patienceMs)))
    const { withWaiting = async (ydoc: Y.Doc) => ydoc } = place
    const one = await withWaiting(readers[0].ydoc)
    const other = await withWaiting(readers[1].ydoc)
    const found = tokensIn(one)
    const counts = new Map<string, number>()
    for (const { text } of found) counts.set(text, (counts.get(text) ?? 0) + 1)
    const highest = new Map<string, number>()
    const outOfOrder = found.flatMap(({ author, number, text }) => {
      const before = highest.get(author) ?? -1
      highest.set(author, Math.max(before, number))
      return number < before ? [text] : []
    })
    return {
      sent: sent.length,
      acked: acked.length,
      lost: acked.filter((text) => !counts.has(text)),
      doubled: [...counts].filter(([, count]) => count > 1).map(([text]) => text),
      outOfOrder,
      isEqual: contentHash(one) === contentHash(other),
      pending: [one, other].filter((ydoc) => ydoc.store.pendingStructs !== null || ydoc.store.pendingDs !== null)
        .length,
    }
  } finally {
    readers.forEach((one) => one.destroy())
  }
}

function readLogs(folder: string) {
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  const marked = (mark: string) => lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2))
  return { sent: marked('S '), acked: marked('A ') }
}

export const pause = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms))

export const quantile = (values: number[], part: number) => {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

/** p50, p95, p99 and the most, in whole milliseconds. */
export const spreadOf = (values: number[]) => ({
  count: values.length,
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
  most: quantile(values, 1),
})

/** mulberry32: the same seed breaks things at the same moments. Gives numbers from 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
