import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { all, filtersAsked, questionAt, readWords } from '#server/search/question.ts'
import { type Place, search } from '#server/search/search.ts'
import { createShares } from '#server/search/shares.ts'
import type { Kind, Question } from './europe-questions.ts'

/*
 * Each kind of question, asked of the product's search and of a bare SELECT over the same index, in turns. The bare one asks for
 * the ids of as many rows, in no order; it is asked planned each time and planned once, and the faster of the two counts.
 */

const rowsOfPage = 20
const rounds = 3

interface Asked {
  ours: () => Promise<unknown>
  planned: () => Promise<unknown>
  prepared: () => Promise<unknown>
}
type Way = keyof Asked

async function timed(asked: readonly Asked[], way: Way, flight: number): Promise<number[]> {
  const took: number[] = []
  const rest = [...asked]
  const work = async () => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
      const from = performance.now()
      await one[way]()
      took.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: flight }, work))
  return took
}

export const at = (took: readonly number[], share: number): number => {
  const sorted = took.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}

interface Options {
  flight: number
  now: () => Date
}

/** The last row of the ninth page. */
async function ninePages(
  index: Parameters<typeof search>[0],
  wish: Parameters<typeof search>[1],
): Promise<Place | null> {
  let after: Place | null = null
  for (let page = 0; page < 9; page++) {
    const hits = await search(index, wish, { after, limit: rowsOfPage })
    const last = hits.at(-1)
    if (hits.length < rowsOfPage || !last) return null
    after = { near: last.near, rank: last.rank, id: last.id }
  }
  return after
}

async function askedOf(db: Db, { list, page, questions }: Kind, { now }: Options): Promise<Asked[]> {
  const shares = await createShares().of(db, list, now())
  const asked: Asked[] = []
  for (const question of questions) {
    const wish = { list, keys: readWords(question.q), filters: question.filters }
    const after = page === 10 ? await ninePages({ db, shares }, wish) : null
    if (page === 10 && after === null) continue
    const bare = bareOf(question)
    const from = `from directory_${list} where words @@`
    const window = `limit ${rowsOfPage} offset ${(page - 1) * rowsOfPage}`
    asked.push({
      ours: () => search({ db, shares }, wish, { after, limit: rowsOfPage + 1 }),
      planned: () => db.execute(sql`select id ${sql.raw(from)} ${bare}::tsquery ${sql.raw(window)}`),
      prepared: () => db.$client.unsafe(`select id ${from} $1::tsquery ${window}`, [bare], { prepare: true }),
    })
  }
  return asked
}

function bareOf({ q, filters, meant }: Question): string {
  const keys = readWords(meant ?? q)
  return all([keys.length === 0 ? '' : (questionAt('words', keys, []) ?? ''), filtersAsked(filters)])
}

async function inTurns(asked: readonly Asked[], flight: number): Promise<Record<Way, number[]>> {
  const took: Record<Way, number[]> = { ours: [], planned: [], prepared: [] }
  const ways = ['planned', 'ours', 'prepared'] as const
  for (const way of ways) await timed(asked.slice(0, flight), way, flight)
  for (let round = 0; round < rounds; round++)
    for (const way of ways) took[way].push(...(await timed(asked, way, flight)))
  return took
}

const shown = (ms: number) => ms.toFixed(1).padStart(7)

function print(kind: string, { ours, planned, prepared }: Record<Way, number[]>, goal: number) {
  const bare = at(planned, 0.95) <= at(prepared, 0.95) ? planned : prepared
  const ratio = at(ours, 0.95) / at(bare, 0.95)
  const figures = [at(ours, 0.5), at(ours, 0.95), at(bare, 0.5), at(bare, 0.95)].map(shown).join(' ')
  const verdict = ratio <= goal ? 'met' : 'NOT MET'
  console.log(`${kind.padEnd(24)} ${figures}   ${ratio.toFixed(2)} (${goal}: ${verdict})`)
}

/** One of each kind after the other. */
const mixed = (kinds: readonly Asked[][]): Asked[] =>
  Array.from({ length: Math.max(...kinds.map(({ length }) => length)) }, (_none, place) =>
    kinds.flatMap((asked) => asked.slice(place, place + 1)),
  ).flat()

export async function measureQuestions(db: Db, kinds: readonly Kind[], options: Options): Promise<void> {
  const { flight } = options
  const isEmbedded = flight < 10
  console.log('kind                     ours p50     p95   bare p50     p95   p95 ratio (goal)')
  const mix: Asked[][] = []
  for (const kind of kinds) {
    const asked = await askedOf(db, kind, options)
    if (asked.length === 0) continue
    print(kind.kind, await inTurns(asked, flight), isEmbedded ? 3 : kind.goal)
    mix.push(asked)
  }
  print('the mix', await inTurns(mixed(mix), flight), isEmbedded ? 3 : 1.4)
}
