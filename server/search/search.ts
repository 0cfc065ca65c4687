import type { Db } from '#db/client.ts'
import {
  countFilters,
  findNearWords,
  type FoundEntry,
  listBest,
  type Part,
  searchNearest,
  searchParts,
  type Standing,
} from '#db/queries/directory-search.ts'
import type { DirectoryList } from '#db/schema/values.ts'
import { soundOf } from './key.ts'
import { bandOf, bands, bandsBetween, firstRankOf, highestRank } from './lexemes.ts'
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
const exact = ['name', 'begins', 'words'] as const
const forgiving = ['slip', 'sound'] as const
/** So few are all looked at, and how near each is. */
const handful = 100
/** So many times what is wanted should be among the best that are looked at first, and then next. */
const margins = [3, 12, 60]

/** To walk past rows costs less than to look a frequent word up, up to so many and to such a part of the list. */
const longestWalk = 4_096
const walkedPart = 1 / 20
const walkMargin = 2

/** So many are looked through at once: a row that answers costs as much as fifty of which the index says where they rank. */
const soonDone = ({ rows }: Shares) => 2 * Math.sqrt(rows)

/** The best that answer, the nearest first; at most `limit`. */
export async function search(index: Index, wish: Wish, { after, limit }: { after: Place | null; limit: number }) {
  if (wish.keys.length === 0) return listed(index, wish, { after, limit })
  const hits = await exactHits(index, wish, { after, limit })
  if (hits.length >= limit || !isForgiving(after, hits)) return hits
  const meant = await meantWords(index.db, wish)
  const more = await nearestOf(index, wish, { nears: forgiving, meant, after, limit: limit - hits.length })
  return [...hits, ...more]
}

/** Whoever typed a name that somebody has meant it. */
const isForgiving = (after: Place | null, hits: readonly Hit[]) =>
  after === null ? hits.length < fewHits && hits[0]?.near !== 'name' : forgiving.some((near) => near === after.near)

/** Behind nobody. */
const front: Standing = { rank: highestRank + 1, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Without words, what has all the filters, in the order of the list. */
async function listed({ db, shares }: Index, wish: Wish, { after, limit }: { after: Place | null; limit: number }) {
  const asked = filtersAsked(wish.filters)
  const among: Among = { near: 'words', meant: [], asked, after, limit }
  const found =
    asked === ''
      ? await listBest(db, wish.list, { behind: after ?? front, limit })
      : await searchEach(db, shares, wish, { amongs: [among], limit })
  return found.map(({ id, rank, shown }): Hit => ({ id, rank, shown, near: 'words' }))
}

/** In every word. */
async function exactHits(index: Index, wish: Wish, { after, limit }: { after: Place | null; limit: number }) {
  const { db, shares } = index
  if (shares === null || shares.rows * shareOf(shares, wish, 'words', []) > handful)
    return nearestOf(index, wish, { nears: exact, meant: [], after, limit })
  const part = after === null ? 0 : exact.findIndex((near) => near === after.near)
  if (part === -1) return []
  const [name = '', begins = '', words = ''] = exact.map((near) => questionAt(near, wish.keys, []) ?? '')
  const asked = [name, begins, all([words, filtersAsked(wish.filters)])] as const
  const found = await searchNearest(db, wish.list, { asked, after: after && { ...after, part }, limit })
  return found.map(({ part: at, id, rank, shown }): Hit => ({ id, rank, shown, near: exact[at] ?? 'words' }))
}

interface Nearest {
  nears: readonly Nearness[]
  meant: readonly (readonly string[])[]
  after: Place | null
  limit: number
}

/** Those of the nearest kind first, in one question to the database; each kind without those before it. */
async function nearestOf({ db, shares }: Index, wish: Wish, { nears, meant, after, limit }: Nearest): Promise<Hit[]> {
  const filters = filtersAsked(wish.filters)
  const amongs: Among[] = []
  // Each is wider than the one before it, but for the sound, which comes last.
  let earlier = nears.includes('slip') ? questionAt('words', wish.keys, []) : null
  for (const near of nears) {
    const question = questionAt(near, wish.keys, meant)
    if (question === null) continue
    if (isBehind(near, after)) {
      const asked = all([without(question, earlier), filters])
      amongs.push({ near, meant, asked, after: after?.near === near ? after : null, limit })
    }
    earlier = question
  }
  return searchEach(db, shares, wish, { amongs, limit })
}

/** Those of each after the other: first by a walk where that should find enough, and where it does not, by looking up. */
async function searchEach(
  db: Db,
  shares: Shares | null,
  wish: Wish,
  { amongs, limit }: { amongs: readonly Among[]; limit: number },
): Promise<Hit[]> {
  const ask = async (parts: readonly (Part & { near: Nearness })[]) =>
    (await searchParts(db, wish.list, { parts, limit })).map(({ part, id, rank, shown }): Hit => ({
      id,
      rank,
      shown,
      near: parts[part]?.near ?? 'words',
    }))
  const lookedUp = (among: Among) => partsOf(shares, wish, among).map((part) => ({ ...part, near: among.near }))
  const first = amongs.findIndex((among) => walkFor(shares, wish, among) !== null)
  const walked = amongs[first]
  if (walked !== undefined) {
    const { near, asked, after } = walked
    const walk = { near, asked, behind: after ?? front, walked: walkFor(shares, wish, walked) ?? 0 }
    const hits = await ask([...amongs.slice(0, first).flatMap(lookedUp), walk])
    if (hits.length === limit) return hits
  }
  return ask(amongs.flatMap(lookedUp))
}

/** How many rows one looks at to meet enough of what is in many; null where it is in too few. A few lengths, each planned once. */
function walkFor(shares: Shares | null, wish: Wish, { near, meant, limit }: Among): number | null {
  if (shares === null) return null
  const length = (limit * walkMargin) / shareOf(shares, wish, near, meant)
  return length > Math.min(longestWalk, shares.rows * walkedPart) ? null : 2 ** Math.ceil(Math.log2(length))
}

const isBehind = (near: Nearness, after: Place | null) =>
  after === null || nearnesses.indexOf(near) >= nearnesses.indexOf(after.near)

/** For each word what somebody may have meant by it. */
async function meantWords(db: Db, { list, keys }: Wish): Promise<string[][]> {
  const deletes = keys.flatMap((key) => (slipsIn(key) === 0 ? [] : deletesOf(key)))
  if (deletes.length === 0) return keys.map(() => [])
  const found = await findNearWords(db, list, [...new Set(deletes)])
  return keys.map((key) => (slipsIn(key) === 0 ? [] : nearest(key, found)))
}

interface Among {
  asked: string
  near: Nearness
  meant: readonly (readonly string[])[]
  after: Place | null
  limit: number
}

/** First among the best that should hold enough, then among more, then among all. */
function partsOf(shares: Shares | null, wish: Wish, { asked, ...among }: Among): Part[] {
  const { after } = among
  const behind = after ?? front
  const lows = lowsFor(shares, wish, among)
  let high = after === null ? bands - 1 : bandOf(after.rank)
  const parts = lows.map((low) => {
    const part = { asked: all([asked, inBands(bandsBetween(low, high))]), behind }
    high = low - 1
    return part
  })
  const lowest = lows.at(-1)
  return [...parts, { asked, behind: lowest === undefined ? behind : beginOf(lowest) }]
}

/** Nothing of this band is behind it, and all of the one below. */
const beginOf = (band: number): Standing => ({
  rank: firstRankOf(band),
  id: '00000000-0000-0000-0000-000000000000',
})

/** Down to which bands one looks first and next; none where all is looked at at once. */
function lowsFor(shares: Shares | null, wish: Wish, { near, meant, after, limit }: Omit<Among, 'asked'>): number[] {
  const share = shares === null ? 0 : shareOf(shares, wish, near, meant)
  if (shares === null || share === 1 || shares.rows * share <= soonDone(shares)) return []
  const high = after === null ? bands - 1 : bandOf(after.rank)
  return margins
    .map((margin) => shares.bandWith((limit * margin) / share, high))
    .filter((low, at, lows) => low > 0 && lows.indexOf(low) === at)
}

const product = (factors: readonly number[]) => factors.reduce((all, factor) => all * factor, 1)
const sum = (shares: readonly number[]) =>
  Math.min(
    1,
    shares.reduce((all, share) => all + share, 0),
  )

/** In which share of the rows it should be, as if words and filters knew nothing of each other. */
const shareOf = (
  shares: Shares,
  { keys, filters }: Wish,
  near: Nearness,
  meant: readonly (readonly string[])[],
): number =>
  product([
    ...keys.map((key, at) =>
      shareOfWord(shares, key, { near, isLast: at === keys.length - 1, meant: meant[at] ?? [] }),
    ),
    ...filters
      .filter((kind) => kind.length > 0)
      .map((kind) => sum(kind.map((filter) => shares.shareOf(filter, false)))),
  ])

interface Word {
  near: Nearness
  isLast: boolean
  meant: readonly string[]
}

function shareOfWord(shares: Shares, key: string, { near, isLast, meant }: Word): number {
  const sound = near === 'sound' ? soundOf(key) : null
  if (sound !== null) return shares.shareOf(`~${sound}`, false)
  if (near === 'slip') return sum([key, ...meant].map((word) => shares.shareOf(word, false)))
  const mark = near === 'name' || near === 'begins' ? '=' : ''
  const isBegun = near !== 'name' && isLast
  return isBegun && key.length < 3 ? shares.shareOf(`^${key}`, false) : shares.shareOf(mark + key, isBegun)
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
  const lows = lowsFor(shares, wish, { near: 'words', meant: [], after: null, limit: countedRows })
  for (const range of [...lows.map((low) => inBands(bandsBetween(low, bands - 1))), '']) {
    const rows = await countFilters(db, wish.list, { asked: all([asked, range]), limit: countedRows })
    const filters = new Map(rows.map(({ filter, count }) => [filter, count]))
    const total = filters.get('') ?? 0
    filters.delete('')
    if (total === countedRows || range === '') return { total, filters }
  }
  return { total: 0, filters: new Map<string, number>() }
}
