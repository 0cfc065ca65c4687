import { mkdtemp, rm } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import * as Y from 'yjs'
import { z } from 'zod'
import { pageRoot } from '#collab/documents/page.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { type Db, openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { appendLogRows, findLastSequence } from '#db/queries/document-log.ts'
import { insertVersion } from '#db/queries/versions.ts'
import { seedReference } from '#db/seed/reference.ts'
import { startSession } from '#server/auth/sessions.ts'
import { makeMember, makePage, makeProject, makeStaff } from '#test/helpers/factories.ts'
import { seeded } from '#test/helpers/relay.ts'
import { quietRooms } from '#test/helpers/rooms.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import type { Experiment, Target } from './experiment.ts'
import { quantile } from './lesson.ts'

const people = 30
const askedAtOnce = 60
const rowsOfPage = 40
const paragraphsOfRow = 490
const lettersOfParagraph = 1_000
const mega = 1024 * 1024
const mostMegabytes = 600
const mostHealthMs = 500

interface ContentsReport {
  megabytes: number
  statuses: Record<string, number>
  /** Of the server's process: at rest, and at most. */
  rssBefore: number
  rssMost: number
  healthMs: { p50: number; most: number }
  answerMs: { p50: number; most: number }
  /** Answers that were not the whole page. */
  wrong: number
}

/** Sixty ask for all of a page of 20 MB and of the version before, at one moment: the most that a request can cost. */
export const contents: Experiment = {
  name: 'contents',
  targets: ['embedded', 'server'],
  async run(_settings, target) {
    const dataDir = await mkdtemp(join(tmpdir(), 'preau-contents-'))
    try {
      const report = await measure(dataDir, target)
      const isGood =
        report.wrong === 0 &&
        (report.statuses['200'] ?? 0) > 0 &&
        report.rssMost < mostMegabytes &&
        report.healthMs.most < mostHealthMs &&
        Object.keys(report.statuses).every((status) => status === '200' || status === '429')
      const sentence = `${askedAtOnce} asked at once for a page of ${report.megabytes} MB: ${JSON.stringify(report.statuses)}, ${report.rssMost} MB of memory at most, /healthz within ${report.healthMs.most} ms, the last answer after ${report.answerMs.most} ms.`
      return { isGood, sentence, report }
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function measure(dataDir: string, { databaseUrl }: Target): Promise<ContentsReport> {
  const place = await makePlace(dataDir, databaseUrl)
  const server = await serverProcess({
    dataDir,
    isLaunched: true,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    variables: {
      // The data is there before the server: it would look for the key of who made it.
      SECRET_KEY: 'a key of this experiment alone, 32+',
      // As the container says it, and `npm start` where Node can; with Node 20 whoever starts it does (README.md).
      MALLOC_MMAP_THRESHOLD_: '131072',
      MALLOC_ARENA_MAX: '2',
    },
  })
  await server.start()
  try {
    const rssBefore = rssOf(server.pid())
    const watch = watchServer(server.origin, server.pid())
    const answers = await Promise.all(
      Array.from({ length: askedAtOnce }, (_, at) => ask(server.origin, place, place.cookies[at % people] ?? '')),
    )
    const { rssMost, healthMs } = await watch.end()
    const times = answers.map(({ ms }) => ms)
    const statuses: Record<string, number> = {}
    for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
    return {
      megabytes: Math.round(place.bytes / mega),
      statuses,
      rssBefore,
      rssMost,
      healthMs: { p50: quantile(healthMs, 0.5), most: Math.round(Math.max(...healthMs)) },
      answerMs: { p50: quantile(times, 0.5), most: Math.round(Math.max(...times)) },
      wrong: await countWrong(server.origin, place, answers),
    }
  } finally {
    await server.dispose()
  }
}

interface Place {
  documentId: string
  cookies: string[]
  bytes: number
}

/** A page as long as a page may be, whose last version is a row ago, and thirty teachers who are signed in. */
async function makePlace(dataDir: string, databaseUrl: string | undefined): Promise<Place> {
  const log = pino({ level: 'fatal' })
  const database = await openDatabase({ databaseUrl, dataDir, log, allowUnsafe: false })
  const { db } = database
  try {
    await migrateDatabase(db)
    await seedReference(db)
    const project = await makeProject(db)
    const teachers = []
    for (let count = 0; count < people; count++) {
      const user = await makeStaff(db)
      await makeMember(db, { projectId: project.id, user, role: 'teacher' })
      teachers.push(user)
    }
    const authorId = teachers[0]?.id ?? ''
    const { id } = await makePage(db, { projectId: project.id, authorId })
    const bytes = await fill(db, id, authorId)
    const publicUrl = new URL('http://127.0.0.1')
    const settings = { publicUrl, origins: [], secretKey: new Uint8Array(32), version: '0' }
    const deps = { db, log, settings, now: () => new Date(), rooms: quietRooms(), folding: neverFolds }
    const sessions = await Promise.all(
      teachers.map((user) => startSession(deps, { userId: user.id, kind: 'staff', isSharedDevice: true })),
    )
    return { documentId: id, bytes, cookies: sessions.map(({ cookie }) => cookie.split(';')[0] ?? '') }
  } finally {
    await database.close()
  }
}

const never = () => Promise.reject(new Error('nothing is folded here'))
const neverFolds = {
  fold: never,
  hash: never,
  compare: never,
  visible: never,
  letOut: never,
  moved: never,
  figures: never,
}

async function fill(db: Db, documentId: string, authorId: string): Promise<number> {
  const ydoc = new Y.Doc()
  const first = await findLastSequence(db, documentId)
  let total = 0
  for (let row = 1; row <= rowsOfPage; row++) {
    const bytes = grow(ydoc)
    total += bytes.length
    const sequence = first + row
    await appendLogRows(db, [{ documentId, sequence, authorId, at: new Date(), bytes, crc: crcOf(bytes, sequence) }])
    if (row === rowsOfPage - 1)
      await db.transaction((tx) =>
        insertVersion(tx, {
          documentId,
          sequence,
          kind: 'automatic',
          name: null,
          createdBy: null,
          createdAt: new Date(),
        }),
      )
  }
  ydoc.destroy()
  return total
}

/** The next half megabyte of the page, as one update. */
function grow(ydoc: Y.Doc): Uint8Array {
  let grown: Uint8Array = new Uint8Array()
  ydoc.once('update', (update: Uint8Array) => {
    grown = update
  })
  ydoc.transact(() => {
    const root = ydoc.getXmlFragment(pageRoot)
    for (let count = 0; count < paragraphsOfRow; count++) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(letters())])
      root.insert(root.length, [paragraph])
    }
  })
  return grown
}

const random = seeded(20_261_130)
/** Words that no packer knows: letters and spaces in no order, cut out anew for each paragraph. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz '
const pool = Array.from({ length: 1_000_000 }, () => alphabet[random(alphabet.length)]).join('')
function letters(): string {
  const from = random(pool.length - lettersOfParagraph)
  return pool.slice(from, from + lettersOfParagraph)
}

interface Answer {
  status: number
  /** Of the bytes as they came: sixty times as much unpacked would measure whoever asks. */
  digest: string
  ms: number
}

async function open(origin: string, { documentId }: Place, Cookie: string): Promise<IncomingMessage> {
  const headers = { Cookie, 'Accept-Encoding': 'gzip' }
  const asked = get(`${origin}/api/documents/${documentId}/content`, { headers, agent: false })
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  if (answer === undefined) throw new Error('a response came without a message')
  return answer
}

async function ask(origin: string, place: Place, cookie: string): Promise<Answer> {
  const startedAt = performance.now()
  const answer = await open(origin, place, cookie)
  const hash = createHash('sha256')
  await pipeline(answer, hash)
  return { status: answer.statusCode ?? 0, digest: hash.digest('hex'), ms: performance.now() - startedAt }
}

/** Answers that are not the page: one more is read whole, and all others must be the same bytes. */
async function countWrong(origin: string, place: Place, answers: readonly Answer[]): Promise<number> {
  const good = answers.filter(({ status }) => status === 200)
  const packed = await buffer(await open(origin, place, place.cookies[0] ?? ''))
  const digest = createHash('sha256').update(packed).digest('hex')
  const isWhole = gunzipSync(packed).length > 2 * place.bytes
  return isWhole ? good.filter((answer) => answer.digest !== digest).length : answers.length
}

const rssOf = (pid: number) => {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

const seen = z.object({ rssMost: z.number(), healthMs: z.array(z.number()) })

/** Watches `/healthz` and the memory until `end`. */
function watchServer(origin: string, pid: number) {
  const watcher = new Worker(join(import.meta.dirname, 'health-watch.mjs'), {
    workerData: { origin, pid },
    execArgv: [],
  })
  return {
    async end() {
      watcher.postMessage('end')
      const [found]: unknown[] = await once(watcher, 'message')
      return seen.parse(found)
    },
  }
}
