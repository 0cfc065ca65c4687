import type { Db } from '#db/client.ts'
import { countFilters, type FoundEntry, findNearWords, searchList } from '#db/queries/directory-search.ts'
import type { DirectoryList } from '#db/schema/values.ts'
import { bandOf, bands, bandsBetween } from './lexemes.ts'
import { all, filtersAsked, inBands, type Nearness, nearnesses, questionAt, without } from './question.ts'
import type { Shares } from './shares.ts'
import { deletesOf, nearest, slipsIn } from './slips.ts'

/** What is looked for: words by their keys, and filters by kind. */
export interface Wish {
  list: DirectoryList
  keys: string[]
  filters: string[][]
}

export interface Place {
  near: Nearness
  rank: number
  id: string
}

export type Hit = FoundEntry & { near: Nearness }

interface Index {
  db: Db
  shares: Shares | null
}

/** What answers in every word and filter, as the text of a `tsquery`; empty: everything. */
export const exactly = ({ keys, filters }: Wish): string =>
  all([keys.length === 0 ? '' : (questionAt('words', keys, []) ?? ''), filtersAsked(filters)])

/** Where fewer were found, slips and sounds are asked too. */
const fewHits = 3
const forgiving: ReadonlySet<Nearness> = new Set(['slip', 'sound'])
/** Looked through at once, frequent or not. */
const soonDone = 1_500
/** So many times what is wanted should be among the best that are looked at first. */
const margin = 8

/** The best that answer, the nearest first; at most `limit`. */
export async function search(index: Index, wish: Wish, { after, limit }: { after: Place | null; limit: number }) {
  const hits: Hit[] = []
  const earlier: string[] = []
  let meant: string[][] = []
  for (const near of wish.keys.length === 0 ? (['words'] as const) : nearnesses) {
    if (forgiving.has(near) && !isForgiving(after, hits)) break
    if (near === 'slip') meant = await meantWords(index.db, wish)
    const question = wish.keys.length === 0 ? '' : questionAt(near, wish.keys, meant)
    if (question === null) continue
    if (isBehind(near, after)) {
      const asked = { question: without(question, earlier), near, after: after?.near === near ? after : null }
      hits.push(...(await among(index, wish, { ...asked, limit: limit - hits.length })))
      if (hits.length >= limit) break
    }
    earlier.push(question)
  }
  return hits
}

/** Whoever typed a name that somebody has meant it. */
const isForgiving = (after: Place | null, hits: readonly Hit[]) =>
  after === null
    ? hits.filter(({ near }) => near !== 'slip').length < fewHits && hits[0]?.near !== 'name'
    : forgiving.has(after.near)

const isBehind = (near: Nearness, after: Place | null) =>
  after === null || nearnesses.indexOf(near) >= nearnesses.indexOf(after.near)

/** For each word what somebody may have meant by it. */
const meantWords = (db: Db, { list, keys }: Wish) =>
  Promise.all(
    keys.map(async (key) => (slipsIn(key) === 0 ? [] : nearest(key, await findNearWords(db, list, deletesOf(key))))),
  )

interface Among {
  question: string
  near: Nearness
  after: Place | null
  limit: number
}

/** Looks among the best that should hold enough, then among more, then among all. */
async function among({ db, shares }: Index, wish: Wish, { question, near, after, limit }: Among): Promise<Hit[]> {
  const asked = all([question, filtersAsked(wish.filters)])
  for (const range of rangesFor(shares, wish, near, { after, limit })) {
    const found = await searchList(db, wish.list, { asked: all([asked, range]), after, limit })
    if (found.length === limit || range === '') return found.map((entry) => ({ ...entry, near }))
  }
  return []
}

/** The last is everything. */
function rangesFor(
  shares: Shares | null,
  wish: Wish,
  near: Nearness,
  { after, limit }: Pick<Among, 'after' | 'limit'>,
): string[] {
  const share = shares === null ? 0 : shareOf(shares, wish, near)
  if (shares === null || share === 1 || shares.rows * share <= soonDone) return ['']
  const high = after === null ? bands - 1 : bandOf(after.rank)
  const narrow = shares.bandWith((limit * margin) / share, high)
  const wide = shares.bandWith((limit * margin * margin) / share, high)
  const ranges = [narrow, wide].filter((low, at, lows) => low > 0 && lows.indexOf(low) === at)
  return [...ranges.map((low) => inBands(bandsBetween(low, high))), '']
}

/** In which share of the rows it should be, as if words and filters knew nothing of each other. */
function shareOf(shares: Shares, { keys, filters }: Wish, near: Nearness): number {
  const mark = near === 'name' || near === 'begins' ? '=' : ''
  const ofWords = keys.map((key, at) => {
    const isBegun = near !== 'name' && at === keys.length - 1
    return isBegun && key.length < 3 ? shares.shareOf(`^${key}`, false) : shares.shareOf(mark + key, isBegun)
  })
  const ofFilters = filters
    .filter((kind) => kind.length > 0)
    .map((kind) =>
      Math.min(
        1,
        kind.reduce((sum, filter) => sum + shares.shareOf(filter, false), 0),
      ),
    )
  return [...ofWords, ...ofFilters].reduce((product, share) => product * share, 1)
}

/** The best are looked at to say what filters would leave: so many. */
export const countedRows = 300

/** How many answer, up to `countedRows`, and how many of these have which filter. Slips are asked where nothing else is found. */
export async function countOf(index: Index, wish: Wish): Promise<{ total: number; filters: Map<string, number> }> {
  const exact = wish.keys.length === 0 ? '' : (questionAt('words', wish.keys, []) ?? '')
  const counted = await countAmong(index, wish, exact)
  if (counted.total > 0 || wish.keys.length === 0) return counted
  const slips = questionAt('slip', wish.keys, await meantWords(index.db, wish))
  return slips === null ? counted : countAmong(index, wish, slips)
}

async function countAmong({ db, shares }: Index, wish: Wish, question: string) {
  const asked = all([question, filtersAsked(wish.filters)])
  for (const range of rangesFor(shares, wish, 'words', { after: null, limit: countedRows })) {
    const rows = await countFilters(db, wish.list, { asked: all([asked, range]), limit: countedRows })
    const filters = new Map(rows.map(({ filter, count }) => [filter, count]))
    const total = filters.get('') ?? 0
    filters.delete('')
    if (total === countedRows || range === '') return { total, filters }
  }
  return { total: 0, filters: new Map<string, number>() }
}
