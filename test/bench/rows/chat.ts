import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import type { ContenderName } from '../contenders.ts'
import { HttpLine } from '../load/http-line.ts'
import type { ClassRoom } from '../load/typing.ts'
import { built, scratch, secretKey, ServerUnderTest } from '../processes.ts'
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

interface Space {
  room: ClassRoom
  channelId: string
}

interface Place {
  store: Store
  /** Of the product, and of the bare server. */
  variables: Record<'ours' | 'bare', Record<string, string>>
  long: Space
  short: Space
  /** Where the bare server's readers are. */
  other: Space
}

/** Projects with a class each: one with a long past, and two with hardly any. An embedded database is one process's: each has its own. */
async function prepare({ surroundings }: Bench, store: Store): Promise<Place> {
  const folderOf = (name: string) => join(scratch, 'data', `${name}-${store}`)
  const [dataDir, bareDir] = [folderOf('chat'), folderOf('bare')]
  mkdirSync(dataDir, { recursive: true })
  const own = store === 'embedded' ? await School.open(undefined, dataDir) : surroundings.school
  if (own === null) throw new Error('no school')
  progress(`chat: ${longChannel} messages for the ${store} database`)
  const [long, short, other] = [await own.space(people), await own.space(people), await own.space(people)]
  await fillChannel(own.db, short.channelId, shortChannel)
  await fillChannel(own.db, long.channelId, longChannel)
  if (store === 'embedded') {
    await own.close()
    cpSync(dataDir, bareDir, { recursive: true })
  }
  const shared = store === 'server' ? { DATABASE_URL: surroundings.databaseUrl ?? '' } : {}
  const channels = { CHANNEL: other.channelId, SEARCHED: long.channelId }
  const variables = { ours: { DATA_DIR: dataDir, ...shared }, bare: { DATA_DIR: bareDir, ...shared, ...channels } }
  return { store, variables, long, short, other }
}

const words = { rare: rareWord, common: commonWord, start: rareWord.slice(0, 5), two: `${rareWord} ${commonWord}` }
type Word = keyof typeof words
const wordNames: readonly Word[] = ['rare', 'common', 'start', 'two']
const limit = 30

const startProduct = (variables: Record<string, string>) =>
  ServerUnderTest.start({
    name: 'préau',
    script: join(built, 'main.js'),
    path: '/readyz',
    variables: {
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://127.0.0.1:{port}',
      LOG_LEVEL: 'warn',
      SECRET_KEY: secretKey,
      ...variables,
    },
  })

const startBare = (variables: Record<string, string>) =>
  ServerUnderTest.start({ name: 'bare chat', script: join(built, 'bare-chat.js'), variables })

async function measureOn(bench: Bench, store: Store): Promise<Line[]> {
  const place = await prepare(bench, store)
  const server = await startProduct(place.variables.ours)
  const bare = await startBare(place.variables.bare)
  try {
    const opening = await openings(server, place)
    const searching = await searches(server, bare, place)
    const delivery = await deliveries(bench, server, bare, place)
    return [deliveryLine(store, delivery), openingLine(store, opening), ...searchLines(store, searching)]
  } finally {
    await server.kill()
    await bare.kill()
  }
}

async function deliveries(bench: Bench, server: ServerUnderTest, bare: ServerUnderTest, place: Place) {
  const ours = { key: `chat ${place.store}`, port: server.port, ...place.short }
  const theirs = { key: `bare ${place.store}`, port: bare.port, room: place.other.room, channelId: null }
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
}

/** The last page of the long channel and of the short one, in turn, as a client asks for it. */
async function openings(server: ServerUnderTest, { long, short }: Place) {
  const found: { long: number[]; short: number[] } = { long: [], short: [] }
  const askers = { long: new Askers(server, long), short: new Askers(server, short) }
  const channels = { long: long.channelId, short: short.channelId }
  for (let turn = -warmTurns; turn < requestsEach; turn++)
    for (const which of ['long', 'short'] as const) {
      const ms = await askers[which].ask(`/api/channels/${channels[which]}/messages?limit=50`)
      if (turn >= 0) found[which].push(ms)
    }
  return { long: median(found.long), short: median(found.short) }
}

interface Searched {
  ours: number
  bare: number
}

/** The product, and the bare server with one SELECT, in turn. */
async function searches(
  server: ServerUnderTest,
  bare: ServerUnderTest,
  { long }: Place,
): Promise<Record<Word, Searched>> {
  const askers = { ours: new Askers(server, long), bare: new Askers(bare, long) }
  const ask = async (which: keyof Searched, word: Word) => {
    const q = encodeURIComponent(words[word])
    return which === 'ours'
      ? askers.ours.ask(`/api/channels/${long.channelId}/search?q=${q}&limit=${limit}`)
      : askers.bare.ask(`/search?q=${q}&limit=${limit}`)
  }
  const medianOf = async (word: Word): Promise<Searched> => {
    const found: Record<keyof Searched, number[]> = { ours: [], bare: [] }
    for (let turn = -warmTurns; turn < requestsEach; turn++)
      for (const which of turn % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        const ms = await ask(which, word)
        if (turn >= 0) found[which].push(ms)
      }
    return { ours: median(found.ours), bare: median(found.bare) }
  }
  const [rare, common, start, two] = [
    await medianOf('rare'),
    await medianOf('common'),
    await medianOf('start'),
    await medianOf('two'),
  ]
  return { rare, common, start, two }
}

/** People who ask in turn, since each may ask only so often. */
class Askers {
  readonly #lines: HttpLine[]
  #turn = 0

  constructor({ port }: ServerUnderTest, { room }: Space) {
    this.#lines = room.cookies.map((cookie) => new HttpLine(port, cookie))
  }

  /** Milliseconds until the whole answer is here. */
  async ask(path: string): Promise<number> {
    const line = this.#lines[this.#turn++ % this.#lines.length]
    const startedAt = performance.now()
    const answer = await line?.request('GET', path)
    if (answer?.status !== 200) throw new Error(`${path}: ${answer?.status} ${answer?.body.slice(0, 200)}`)
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

function searchLines(store: Store, found: Record<Word, Searched>): Line[] {
  const what = { rare: 'a rare word', common: 'a word in half of all', start: 'the start of a word', two: 'two words' }
  return wordNames.map((word) => ({
    ...line(`${store}: search of ${longChannel} for ${what[word]}, p50`, 'ms', {
      'bare ws': found[word].bare,
      préau: found[word].ours,
    }),
    goals: [{ than: 'bare ws', is: 'below', limit: 3 }],
    notes: [`${store}: the bare one answers with what one SELECT by the index finds`],
  }))
}
