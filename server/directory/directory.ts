import { createHash } from 'node:crypto'
import { listRegionNames } from '#db/queries/directory-facts.ts'
import { listPersonAwardsForAll } from '#db/queries/shown-awards.ts'
import type { DirectoryList } from '#db/schema/values.ts'
import { requireNetwork } from '../access/directory.ts'
import type { Ctx } from '../kit/context.ts'
import { invalidField } from '../kit/errors.ts'
import { dayOf } from '../kit/dates.ts'
import { masked, seal, unseal } from '../kit/seal.ts'
import { readFilter } from '../search/filters.ts'
import { type Nearness, nearnesses, readWords } from '../search/question.ts'
import { countedRows, countOf, type Hit, type Place, search, type Wish } from '../search/search.ts'
import { type AllShares, createShares } from '../search/shares.ts'
import type { ShownPerson, ShownPlace, ShownProject } from './entries.ts'
import { type DirectoryWish, filtersOf } from './input.ts'
import type { ShownCircle } from './circle-entry.ts'
import type { ShownOffer } from './offer-entry.ts'
import { keepUpBeforeSearch } from './keep.ts'
import { createSeen, mostPeopleAnHour, type Seen } from './seen.ts'

const pageSize = 20
const mostPages = 10
/** Fewer than this are "a few": who they are could be guessed. */
const fewest = 5

/** What is remembered of those who look, and of the lists. */
export interface Memory {
  seen: Seen
  shares: AllShares
}
export const createMemory = (): Memory => ({ seen: createSeen(), shares: createShares() })

export const wishOf = (list: DirectoryList, asked: DirectoryWish): Wish => ({
  list,
  keys: readWords(asked.q),
  filters: filtersOf(asked),
})

/** A page behind another one belongs to what was asked, and to whom. */
const nameOf = (wish: Wish) => createHash('sha256').update(JSON.stringify(wish)).digest('base64url').slice(0, 16)
const bound = (userId: string, wish: Wish) => ({ purpose: 'page of the directory', owner: `${userId} ${nameOf(wish)}` })

interface Cursor extends Place {
  page: number
}

function readCursor(ctx: Ctx, userId: string, wish: Wish, cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const text = unseal(ctx.settings, bound(userId, wish), cursor)
  if (text === null) throw invalidField('cursor', 'unknown_page')
  const [near, rank = '', id = '', page = ''] = text.split(' ')
  const known = nearnesses.find((one) => one === near)
  if (known === undefined) throw invalidField('cursor', 'unknown_page')
  return { near: known, rank: Number(rank), id, page: Number(page) }
}

function cursorAfter(ctx: Ctx, userId: string, wish: Wish, last: Hit, page: number): string {
  return seal(ctx.settings, bound(userId, wish), `${last.near} ${last.rank} ${last.id} ${page}`)
}

/** Why somebody stands where they stand. Without words all stand by how much is said and how lately somebody was here. */
const reasonOf = ({ near }: Hit, wish: Wish): Nearness | 'listed' => (wish.keys.length === 0 ? 'listed' : near)

type Shown = {
  people: ShownPerson
  schools: ShownPlace
  projects: ShownProject
  offers: ShownOffer
  circles: ShownCircle
}

/** Guarantee: rows of a list are written by `entries.ts` and `offer-entry.ts` alone, which have one form for each. */
export const isShown = <List extends DirectoryList>(_list: List, shown: unknown): shown is Shown[List] =>
  typeof shown === 'object' && shown !== null

/** A page of one list. */
export async function listDirectory(
  ctx: Ctx,
  memory: Memory,
  list: DirectoryList,
  { cursor, ...asked }: DirectoryWish & { cursor?: string | undefined },
) {
  const user = await requireNetwork(ctx)
  const wish = wishOf(list, asked)
  const after = readCursor(ctx, user.id, wish, cursor)
  await keepUpBeforeSearch(ctx)
  // Words without a letter find nothing, and not everything.
  const isNothing = asked.q !== '' && wish.keys.length === 0
  const index = { db: ctx.db, shares: await memory.shares.of(ctx.db, list, ctx.now()) }
  const hits = isNothing ? [] : await search(index, wish, { after, limit: pageSize + 1 })
  const shown = hits.slice(0, pageSize)
  const page = (after?.page ?? 1) + 1
  const last = shown.at(-1)
  const hasMore = hits.length > pageSize && last !== undefined
  return {
    ...(await showHits(ctx, memory, user.id, wish, shown)),
    nextCursor: hasMore && page <= mostPages ? cursorAfter(ctx, user.id, wish, last, page) : null,
    isCut: hasMore && page > mostPages,
    mostPeopleAnHour,
  }
}

/** Rows of a list as this reader may see them; whoever is met in them counts in their hour. */
export async function showHits(ctx: Ctx, memory: Memory, readerId: string, wish: Wish, hits: readonly Hit[]) {
  memory.seen.note(readerId, peopleIn(wish.list, hits), ctx.now())
  const { people, offers, ...entries } = entriesOf(wish.list, wish, hits)
  return {
    ...entries,
    offers: offers.map(({ userId: _userId, ...offer }) => offer),
    people: (await withAwards(ctx, people)).map((person) => withoutTrace(ctx, readerId, person)),
  }
}

/** What changes without them is read as it is now. Of who hides their name no award is told: it would tell who it is. */
async function withAwards<Person extends ShownPerson & { id: string }>(ctx: Ctx, people: readonly Person[]) {
  const ids = people.filter(({ name }) => name !== null).map(({ id }) => id)
  const rows = await listPersonAwardsForAll(ctx.db, ids, dayOf(ctx.now()))
  return people.map((person) => ({
    ...person,
    awards: rows
      .filter(({ userId }) => userId === person.id)
      .map(({ scheme, count, lastOn }) => ({ scheme, count, lastOn })),
  }))
}

/** Who is met in these rows: each counts once in the hour, in whichever list. */
const peopleIn = (list: DirectoryList, hits: readonly Hit[]): string[] =>
  hits.flatMap(({ id, shown }) => {
    if (list === 'people') return [id]
    return list === 'offers' && isShown('offers', shown) ? [shown.userId] : []
  })

function entriesOf(list: DirectoryList, wish: Wish, hits: readonly Hit[]) {
  const rowsOf = <List extends DirectoryList>(own: List) =>
    hits.flatMap((hit) => {
      const { id, shown } = hit
      return own === list && isShown(own, shown) ? [{ id, reason: reasonOf(hit, wish), ...shown }] : []
    })
  return {
    people: rowsOf('people'),
    schools: rowsOf('schools'),
    projects: rowsOf('projects'),
    offers: rowsOf('offers'),
    circles: rowsOf('circles'),
  }
}

/** The id of whoever hides their name would tell it to who meets the same id in a project. */
const withoutTrace = <Person extends ShownPerson & { id: string }>(
  ctx: Ctx,
  readerId: string,
  person: Person,
): Person =>
  person.name === null
    ? { ...person, id: masked(ctx.settings, { purpose: 'hidden name', owner: readerId }, person.id) }
    : person

/** What is found in all, and what each filter would leave of it. */
export async function countDirectory(ctx: Ctx, memory: Memory, list: DirectoryList, asked: DirectoryWish) {
  await requireNetwork(ctx)
  const wish = wishOf(list, asked)
  await keepUpBeforeSearch(ctx)
  const isNothing = asked.q !== '' && wish.keys.length === 0
  const index = { db: ctx.db, shares: await memory.shares.of(ctx.db, list, ctx.now()) }
  const { total, filters } = isNothing ? { total: 0, filters: new Map<string, number>() } : await countOf(index, wish)
  const isSample = total >= countedRows
  const counts = [...filters].flatMap(([filter, count]) => {
    const read = readFilter(filter)
    return read === null ? [] : [{ ...read, count: list === 'people' && count < fewest ? null : count }]
  })
  const regions = await listRegionNames(
    ctx.db,
    counts.filter(({ kind }) => kind === 'region').map(({ value }) => value),
  )
  return { total: isSample ? null : total, counted: total, counts, regions }
}
