import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { indexWords } from '#server/chat/words.ts'
import type { Bench } from '../bench.ts'
import type { ContenderName } from '../contenders.ts'
import { HttpLine } from '../load/http-line.ts'
import type { ClassRoom } from '../load/typing.ts'
import { built, scratch, ServerUnderTest } from '../processes.ts'
import { School } from '../school.ts'
import { type Line, median, progress } from '../table.ts'
import { commonWord, fillChannel, rareWord } from './chat-content.ts'

/**
 * Chat on both databases: from the writer's hand to the readers of one space, the last page of a channel that was talked in
 * for years, and search in it; beside the least that does the same job.
 */

const people = 30
const messagesEach = 150
const requestsEach = 150
const warmTurns = 30
const longChannel = 100_000
const shortChannel = 100

type Store = 'embedded' | 'server'

export async function measureChat(bench: Bench): Promise<Line[]> {
  const stores: Store[] = bench.surroundings.databaseUrl === null ? ['embedded'] : ['embedded', 'server']
  const lines: Line[] = []
  for (const store of stores) lines.push(...(await measureOn(bench, store)))
  return lines
}

interface Place {
  store: Store
  variables: Record<string, string>
  long: { room: ClassRoom; channelId: string }
  short: { room: ClassRoom; channelId: string }
}

/** Two projects with a class each: one with a long past, one with hardly any. `select` is what a search comes to at least. */
async function prepare({ surroundings }: Bench, store: Store) {
  const dataDir = join(scratch, 'data', `chat-${store}`)
  mkdirSync(dataDir, { recursive: true })
  const own = store === 'embedded' ? await School.open(undefined, dataDir) : surroundings.school
  if (own === null) throw new Error('no school')
  progress(`chat: ${longChannel} messages for the ${store} database`)
  const [long, short] = [await own.space(people), await own.space(people)]
  await fillChannel(own.db, short.channelId, shortChannel)
  await fillChannel(own.db, long.channelId, longChannel)
  const selects = await bareSelects(own.db, long.channelId)
  if (store === 'embedded') await own.close()
  const databaseUrl = surroundings.databaseUrl ?? ''
  const variables = { DATA_DIR: dataDir, ...(store === 'server' ? { DATABASE_URL: databaseUrl } : {}) }
  return { place: { store, variables, long, short } satisfies Place, selects }
}

const words = { rare: rareWord, common: commonWord, start: rareWord.slice(0, 5), two: `${rareWord} ${commonWord}` }
type Word = keyof typeof words
const wordNames: readonly Word[] = ['rare', 'common', 'start', 'two']
const limit = 30

/** The least that finds the same messages: one SELECT of their rows by the index, in this process, through the product's driver. */
async function bareSelects(db: Db, channelId: string): Promise<Record<Word, number>> {
  const [channel] = await db.execute<{ number: number }>(sql`select number from channels where id = ${channelId}::uuid`)
  const found: Record<Word, number[]> = { rare: [], common: [], start: [], two: [] }
  for (let turn = 0; turn < requestsEach; turn++)
    for (const word of wordNames) {
      const asked = indexWords(channel?.number ?? 0, words[word])
      const startedAt = performance.now()
      const query = asked.map((one) => `'${one}':*`).join(' & ')
      await db.execute(sql`
        select id, sequence, author_id, at, text from messages
        where channel_id = ${channelId}::uuid and words @@ ${query}::tsquery order by sequence desc limit ${limit}::int`)
      found[word].push(performance.now() - startedAt)
    }
  return { rare: median(found.rare), common: median(found.common), start: median(found.start), two: median(found.two) }
}

const startProduct = (variables: Record<string, string>) =>
  ServerUnderTest.start({
    name: 'préau',
    script: join(built, 'main.js'),
    path: '/readyz',
    variables: { HOST: '127.0.0.1', PUBLIC_URL: 'http://127.0.0.1:{port}', LOG_LEVEL: 'warn', ...variables },
  })

async function measureOn(bench: Bench, store: Store): Promise<Line[]> {
  const { place, selects } = await prepare(bench, store)
  const server = await startProduct(place.variables)
  try {
    const opening = await openings(server, place)
    const searching = await searches(server, place)
    const delivery = await deliveries(bench, server, place)
    return [deliveryLine(store, delivery), openingLine(store, opening), ...searchLines(store, searching, selects)]
  } finally {
    await server.kill()
  }
}

async function deliveries(bench: Bench, server: ServerUnderTest, place: Place) {
  // A database of its own: one folder is one process's.
  const dataDir = join(scratch, 'data', `bare-${place.store}`)
  mkdirSync(dataDir, { recursive: true })
  const own = place.store === 'embedded' ? await School.open(undefined, dataDir) : bench.surroundings.school
  if (own === null) throw new Error('no school')
  const other = await own.space(people)
  if (place.store === 'embedded') await own.close()
  const variables = { ...place.variables, ...(place.store === 'embedded' ? { DATA_DIR: dataDir } : {}) }
  const bare = await ServerUnderTest.start({
    name: 'bare chat',
    script: join(built, 'bare-chat.js'),
    variables: { ...variables, CHANNEL: other.channelId },
  })
  try {
    const ours = { key: `chat ${place.store}`, port: server.port, ...place.short }
    const theirs = { key: `bare ${place.store}`, port: bare.port, room: other.room, channelId: null }
    const found: Record<string, number[]> = { [ours.key]: [], [theirs.key]: [] }
    for (const one of [ours, theirs]) {
      await bench.load.ask('openTalk', one)
      await bench.load.ask('talk', { key: one.key, count: people })
    }
    for (let round = 0; round < 2 * bench.rounds; round++)
      for (const { key } of round % 2 === 0 ? [ours, theirs] : [theirs, ours]) {
        progress(`chat: round ${round + 1}, ${key}`)
        found[key]?.push(median(await bench.load.ask('talk', { key, count: messagesEach })))
      }
    for (const { key } of [ours, theirs]) await bench.load.ask('closeTalk', key)
    return { ours: median(found[ours.key] ?? []), bare: median(found[theirs.key] ?? []) }
  } finally {
    await bare.kill()
  }
}

/** The last page of the long channel and of the short one, in turn, as a client asks for it. */
async function openings(server: ServerUnderTest, { long, short }: Place) {
  const found: { long: number[]; short: number[] } = { long: [], short: [] }
  const askers = { long: new Askers(server, long), short: new Askers(server, short) }
  for (let turn = -warmTurns; turn < requestsEach; turn++)
    for (const which of ['long', 'short'] as const) {
      const ms = await askers[which].ask('messages?limit=50')
      if (turn >= 0) found[which].push(ms)
    }
  return { long: median(found.long), short: median(found.short) }
}

async function searches(server: ServerUnderTest, { long }: Place): Promise<Record<Word, number>> {
  const found: Record<Word, number[]> = { rare: [], common: [], start: [], two: [] }
  const askers = new Askers(server, long)
  for (let turn = -warmTurns; turn < requestsEach; turn++)
    for (const word of wordNames) {
      const ms = await askers.ask(`search?q=${encodeURIComponent(words[word])}&limit=${limit}`)
      if (turn >= 0) found[word].push(ms)
    }
  return { rare: median(found.rare), common: median(found.common), start: median(found.start), two: median(found.two) }
}

/** People who ask in turn, since each may ask only so often. */
class Askers {
  readonly #lines: HttpLine[]
  readonly #channelId: string
  #turn = 0

  constructor({ port }: ServerUnderTest, { room, channelId }: Place['long']) {
    this.#lines = room.cookies.map((cookie) => new HttpLine(port, cookie))
    this.#channelId = channelId
  }

  /** Milliseconds until the whole answer is here. */
  async ask(what: string): Promise<number> {
    const line = this.#lines[this.#turn++ % this.#lines.length]
    const startedAt = performance.now()
    const answer = await line?.request('GET', `/api/channels/${this.#channelId}/${what}`)
    if (answer?.status !== 200) throw new Error(`${what}: ${answer?.status} ${answer?.body.slice(0, 200)}`)
    return performance.now() - startedAt
  }
}

const line = (what: string, unit: string, figures: Partial<Record<ContenderName, number>>): Line => ({
  row: 'chat',
  what,
  unit,
  figures,
  goals: [],
  notes: [],
})

const deliveryLine = (store: Store, { ours, bare }: { ours: number; bare: number }): Line => ({
  ...line(`${store}: writer to reader, ${people} in the space, p50`, 'ms', { 'bare ws': bare, préau: ours }),
  goals: [{ than: 'bare ws', is: 'at most', limit: 1.5 }],
  notes: [`${store}: the bare one commits a plain row before it sends`],
})

const openingLine = (store: Store, { long, short }: { long: number; short: number }): Line => ({
  ...line(`${store}: last page of ${longChannel} messages`, `× that of ${shortChannel}`, { préau: long / short }),
  goals: [{ than: null, is: 'at most', limit: 1.2 }],
  notes: [`${store}: ${long.toFixed(2)} ms and ${short.toFixed(2)} ms for 50 messages`],
})

function searchLines(store: Store, ours: Record<Word, number>, selects: Record<Word, number>): Line[] {
  const what = { rare: 'a rare word', common: 'a word in half of all', start: 'the start of a word', two: 'two words' }
  return wordNames.map((word) => ({
    ...line(`${store}: search of ${longChannel} for ${what[word]}`, '× the bare SELECT', {
      préau: ours[word] / selects[word],
    }),
    goals: [{ than: null, is: 'below', limit: 3 }],
    notes: [`${store}, ${what[word]}: ${ours[word].toFixed(2)} ms, the SELECT alone ${selects[word].toFixed(2)} ms`],
  }))
}
