import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import { pino } from 'pino'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { Folding, hashHere } from '#collab/relay/folding.ts'
import { createRelay } from '#collab/relay/relay.ts'
import { type Db, openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { findCheck } from '#db/queries/integrity.ts'
import { documentChecks, documentLog, documentQuarantine, documents, documentSnapshots } from '#db/schema/documents.ts'
import { seedReference } from '#db/seed/reference.ts'
import { checkDocument } from '#server/documents/check.ts'
import { createLivePorts } from '#server/live.ts'
import { makePage, makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { seeded } from '#test/helpers/relay.ts'
import type { Experiment, Target } from './experiment.ts'

/** T25: bits of stored rows and snapshots turn; each time that must be seen, and what turned must never be served. */
interface FlipsReport {
  flips: number
  /** By where the bit turned. */
  places: Record<string, number>
  detected: number
  /** A load, before any check, either failed or gave the whole page. */
  refusedAtLoad: number
  wholeAtLoad: number
  /** After the check: the snapshot made again, or the last good state. */
  rebuilt: number
  shut: number
  /** What went wrong, in words; none is the only good answer. */
  wrong: string[]
}

const rowCount = 40
const snapshotAt = 25
const places = ['row bytes', 'row crc', 'row sequence', 'snapshot bytes', 'snapshot crc', 'snapshot sequence'] as const

interface Stored {
  rows: (typeof documentLog.$inferSelect)[]
  snapshot: typeof documentSnapshots.$inferSelect
}

/** The same page as it was after each of its rows: 0 is nothing. */
type History = { hashes: string[]; whole: string }

export async function flipsRun(given: { flips: number; seed: number; db: Db }): Promise<FlipsReport> {
  const { db } = given
  const random = seeded(given.seed)
  const folding = new Folding()
  const house = houseOf(db, folding)
  const page = await pageWith(db, random)
  const stored = await readAll(db, page.id)
  const history = historyOf(stored)
  const none = Object.fromEntries(places.map((place) => [place, 0]))
  const report: FlipsReport = {
    flips: given.flips,
    places: none,
    ...{ detected: 0, refusedAtLoad: 0, wholeAtLoad: 0, rebuilt: 0, shut: 0, wrong: [] },
  }
  try {
    for (let flip = 0; flip < given.flips; flip++) {
      const place = places[random(places.length)] ?? places[0]
      const turned = await turn(db, stored, place, random)
      report.places[place] = (report.places[place] ?? 0) + 1
      const found = await look(house, page.id, stored, history, turned)
      if (found.isDetected) report.detected++
      if (found.atLoad === 'refused') report.refusedAtLoad++
      if (found.atLoad === 'whole') report.wholeAtLoad++
      if (found.result === 'snapshot_rebuilt') report.rebuilt++
      if (found.result === 'damaged') report.shut++
      for (const words of found.wrong) report.wrong.push(`flip ${flip}, ${turned.words}: ${words}`)
      await putBack(db, page.id, stored)
    }
    const { result } = await checkDocument(house.deps, page.id)
    if (result !== 'whole') report.wrong.push(`put back as it was, the page is ${result}`)
  } finally {
    await house.relay.rooms.close()
    await folding.close()
  }
  return report
}

function houseOf(db: Db, folding: Folding) {
  const base = { db, folding, now: () => new Date(), log: pino({ level: 'silent' }) }
  const settings = { publicUrl: new URL('http://preau.test'), origins: [], secretKey: new Uint8Array(32), version: '0' }
  const ports = createLivePorts({ ...base, settings, sessionFromCookie: async () => null, onDamaged: () => undefined })
  const relay = createRelay(ports, { isAllowedOrigin: () => true, lingerMs: 0 })
  return { ports, relay, deps: { ...base, rooms: relay.rooms } }
}

/** A page that three people wrote in turns, a row each time, with a snapshot in the middle. */
async function pageWith(db: Db, random: (below: number) => number) {
  const school = await makeSchool(db)
  const teacher = await makeStaff(db, { schoolId: school.id })
  const project = await makeProject(db)
  const page = await makePage(db, { projectId: project.id, authorId: teacher.id, title: 'Rivers' })
  const [seed] = await db.select().from(documentLog).where(eq(documentLog.documentId, page.id))
  const shared = [seed?.bytes ?? new Uint8Array()]
  const writers = [1, 2, 3].map((clientId) => Object.assign(new Y.Doc({ gc: false }), { clientID: clientId }))
  for (let sequence = 2; sequence <= rowCount; sequence++) {
    const ydoc = writers[random(writers.length)] ?? new Y.Doc()
    for (const update of shared) Y.applyUpdate(ydoc, update)
    const before = Y.encodeStateVector(ydoc)
    const content = ydoc.getXmlFragment(pageRoot)
    if (sequence % 6 === 0 && content.length > 2) content.delete(random(content.length - 1), 1)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(`line ${sequence} ${'~'.repeat(random(60))}`)])
    content.insert(content.length, [paragraph])
    const bytes = Y.encodeStateAsUpdate(ydoc, before)
    shared.push(bytes)
    const row = { documentId: page.id, sequence, authorId: teacher.id, at: new Date(), bytes }
    await db.insert(documentLog).values({ ...row, crc: crcOf(bytes, sequence) })
  }
  const bytes = Y.mergeUpdates(shared.slice(0, snapshotAt))
  const snapshot = { documentId: page.id, sequence: snapshotAt, bytes, crc: crcOf(bytes, snapshotAt) }
  await db.insert(documentSnapshots).values(snapshot)
  return page
}

async function readAll(db: Db, documentId: string): Promise<Stored> {
  const isMeant = eq(documentLog.documentId, documentId)
  const rows = await db.select().from(documentLog).where(isMeant).orderBy(asc(documentLog.sequence))
  const [snapshot] = await db.select().from(documentSnapshots).where(eq(documentSnapshots.documentId, documentId))
  if (snapshot === undefined) throw new Error('a page without a snapshot')
  return { rows, snapshot }
}

function historyOf({ rows }: Stored): History {
  const hashes = Array.from({ length: rows.length + 1 }, (_, upTo) => {
    const hash = hashHere(rows.slice(0, upTo).map((row) => row.bytes))
    if (hash === null) throw new Error('a history with holes')
    return hash
  })
  return { hashes, whole: hashes.at(-1) ?? '' }
}

interface Turned {
  words: string
  /** Up to where rows must be believed after it. */
  atLeast: number
}

const oneBit = (bits: number, random: (below: number) => number) => 2 ** random(bits)

function turnedBytes(bytes: Uint8Array, random: (below: number) => number) {
  const turned = Uint8Array.from(bytes)
  const at = random(turned.length)
  turned[at] = (turned[at] ?? 0) ^ oneBit(8, random)
  return turned
}

/** Turns one bit of one value. A sequence that is taken already changes places with it. */
async function turn(db: Db, stored: Stored, place: (typeof places)[number], random: (below: number) => number) {
  const row = stored.rows[random(stored.rows.length)]
  if (row === undefined) throw new Error('no rows')
  const { documentId, sequence } = row
  const rowAt = (which: number) => and(eq(documentLog.documentId, documentId), eq(documentLog.sequence, which))
  const inSnapshot = eq(documentSnapshots.documentId, documentId)
  const setSnapshot = (changes: Partial<Stored['snapshot']>) =>
    db.update(documentSnapshots).set(changes).where(inSnapshot)
  const setRow = (changes: Partial<typeof row>) => db.update(documentLog).set(changes).where(rowAt(sequence))
  const atLeast = (first: number) => (first <= snapshotAt ? rowCount : first - 1)
  const { snapshot } = stored
  switch (place) {
    case 'row bytes':
      await setRow({ bytes: turnedBytes(row.bytes, random) })
      return { words: `${place} ${sequence}`, atLeast: atLeast(sequence) }
    case 'row crc':
      await setRow({ crc: Number(BigInt(row.crc) ^ BigInt(oneBit(32, random))) })
      return { words: `${place} ${sequence}`, atLeast: atLeast(sequence) }
    case 'row sequence': {
      const other = Number(BigInt(sequence) ^ BigInt(oneBit(20, random)))
      if (other === 0) return turn(db, stored, place, random)
      await setRow({ sequence: 2 ** 40 })
      await db.update(documentLog).set({ sequence }).where(rowAt(other))
      await db
        .update(documentLog)
        .set({ sequence: other })
        .where(rowAt(2 ** 40))
      const first = Math.min(sequence, other)
      // Beyond the snapshot at both ends, or the rows after it have a hole.
      const isInside = Math.max(sequence, other <= rowCount ? other : sequence) <= snapshotAt
      return {
        words: `${place} ${sequence} is ${other}`,
        atLeast: isInside ? rowCount : Math.max(first - 1, Math.min(sequence, snapshotAt)),
      }
    }
    case 'snapshot bytes':
      await setSnapshot({ bytes: turnedBytes(snapshot.bytes, random) })
      return { words: place, atLeast: rowCount }
    case 'snapshot crc':
      await setSnapshot({ crc: Number(BigInt(snapshot.crc) ^ BigInt(oneBit(32, random))) })
      return { words: place, atLeast: rowCount }
    case 'snapshot sequence':
      await setSnapshot({ sequence: Number(BigInt(snapshot.sequence) ^ BigInt(oneBit(20, random))) })
      return { words: place, atLeast: rowCount }
  }
}

/** What a person would be served before the check, what the check finds, and what is served after it. */
async function look(house: ReturnType<typeof houseOf>, id: string, stored: Stored, history: History, turned: Turned) {
  const wrong: string[] = []
  const before = await servedBy(house, id)
  const atLoad = before === null ? 'refused' : before.hash === history.whole ? 'whole' : 'other'
  if (atLoad === 'other') wrong.push('a load gave it as good')
  const { result } = await checkDocument(house.deps, id)
  if (result === 'whole') wrong.push('the check saw nothing')
  const after = await servedBy(house, id)
  const good = (await findCheck(house.deps.db, id))?.goodSequence ?? 0
  if (after === null) wrong.push('nothing is served after the check')
  else if (after.hash !== (result === 'damaged' ? history.hashes[after.sequence] : history.whole))
    wrong.push(`what is served after the check was never the page (at ${after.sequence})`)
  else if (after.sequence !== good) wrong.push(`served up to ${after.sequence}, said up to ${good}`)
  if (good < turned.atLeast) wrong.push(`${good} is offered, ${turned.atLeast} could be`)
  const kept = await house.deps.db.$count(documentLog, eq(documentLog.documentId, id))
  if (kept !== stored.rows.length) wrong.push(`${kept} rows are left of ${stored.rows.length}`)
  return { wrong, atLoad, result, isDetected: result !== 'whole' }
}

async function servedBy({ ports }: ReturnType<typeof houseOf>, documentId: string) {
  const loaded = await ports.load(documentId).catch(() => null)
  if (loaded === null) return null
  const hash = hashHere(loaded.snapshot === null ? loaded.updates : [loaded.snapshot, ...loaded.updates])
  return { hash, sequence: loaded.sequence }
}

async function putBack(db: Db, documentId: string, { rows, snapshot }: Stored): Promise<void> {
  await db.delete(documentLog).where(eq(documentLog.documentId, documentId))
  await db.insert(documentLog).values(rows)
  await db.delete(documentSnapshots).where(eq(documentSnapshots.documentId, documentId))
  await db.insert(documentSnapshots).values(snapshot)
  await db.delete(documentChecks).where(eq(documentChecks.documentId, documentId))
  await db.delete(documentQuarantine).where(eq(documentQuarantine.documentId, documentId))
  await db.update(documents).set({ damagedAt: null }).where(eq(documents.id, documentId))
}

const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }

async function onOwnDatabase(flips: number, seed: number, { databaseUrl }: Target): Promise<FlipsReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'preau-flips-'))
  const opened = await openDatabase(databaseUrl === undefined ? { dataDir, log } : { databaseUrl, dataDir, log })
  try {
    await migrateDatabase(opened.db)
    await seedReference(opened.db)
    return await flipsRun({ flips, seed, db: opened.db })
  } finally {
    await opened.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export const flips: Experiment = {
  name: 'flips',
  targets: ['embedded', 'server'],
  async run({ seed, times = 1_000 }, target) {
    const report = await onOwnDatabase(times, seed, target)
    const isGood = report.wrong.length === 0 && report.detected === report.flips
    const sentence = `of ${report.flips} bits that turned in rows and snapshots ${report.detected} were seen, ${report.wrong.length} wrong`
    return { isGood, sentence, report }
  },
}
