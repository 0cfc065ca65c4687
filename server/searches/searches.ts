import { listRegionNames } from '#db/queries/directory-facts.ts'
import { countNewest, searchNewest } from '#db/queries/directory-search.ts'
import {
  deleteSearch,
  insertSearch,
  listSearchesOf,
  lockSearchesOf,
  type SearchRow,
  updateNoticesReadOfSearch,
  updateSearch,
} from '#db/queries/searches.ts'
import type { DbOrTx } from '#db/client.ts'
import { requireNetwork } from '../access/directory.ts'
import { requireSearch } from '../access/searches.ts'
import { type Memory, showHits, wishOf } from '../directory/directory.ts'
import { keepUpBeforeSearch } from '../directory/keep.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { exactly } from '../search/search.ts'
import { keptWish, type NewSearch, readWish } from './input.ts'

/* What a teacher looks for again and again, and what of it is new to them. */

const mostSearches = 10
/** More are "more than". */
const mostCounted = 100
const mostShown = 40

const wishIn = ({ list, wish }: Pick<SearchRow, 'list' | 'wish'>) => wishOf(list, readWish(wish))

/** How many answer to it that came after a moment, without what is its owner's own. */
export const countNew = (db: DbOrTx, search: SearchRow, since: Date): Promise<number> =>
  countNewest(db, search.list, {
    ...{ asked: exactly(wishIn(search)), since, notOf: search.userId },
    limit: mostCounted,
  })

async function viewSearch(db: DbOrTx, search: SearchRow) {
  const { id, list, wish, isTold, newSince, lookedAt: seenUntil } = search
  // What was seen is listed until the bell rings again, and counted no more.
  const newCount = await countNew(db, search, seenUntil > newSince ? seenUntil : newSince)
  return { id, list, wish, isTold, newCount, newSince: newSince.toISOString() }
}

/** Regions by name: a search knows them by id. */
const regionsOf = (db: DbOrTx, searches: readonly SearchRow[]) =>
  listRegionNames(
    db,
    searches.flatMap(({ wish }) => readWish(wish).region ?? []),
  )

export async function listSearches(ctx: Ctx) {
  const user = await requireNetwork(ctx)
  await keepUpBeforeSearch(ctx)
  const rows = await listSearchesOf(ctx.db, user.id)
  const searches = []
  for (const row of rows) searches.push(await viewSearch(ctx.db, row))
  return { searches, regions: await regionsOf(ctx.db, rows), most: mostSearches }
}

const isSame = (row: SearchRow, list: string, wish: Record<string, string>) =>
  row.list === list &&
  Object.keys(row.wish).length === Object.keys(wish).length &&
  Object.entries(wish).every(([name, value]) => row.wish[name] === value)

/** Keeps a search. What is there already, or is sent again, is there once. */
export async function saveSearch(ctx: Ctx, { id, list, wish: asked }: NewSearch) {
  const user = await requireNetwork(ctx)
  const { keys, filters } = wishOf(list, asked)
  // Everything is no search, and neither are words without a letter: they find nothing, ever.
  if (keys.length === 0 && (asked.q !== '' || filters.every((kind) => kind.length === 0)))
    throw invalidField('wish', 'search_empty')
  const wish = keptWish(asked)
  // What is there by now is no news.
  await keepUpBeforeSearch(ctx)
  return ctx.db.transaction(async (tx) => {
    await lockSearchesOf(tx, user.id)
    const own = await listSearchesOf(tx, user.id)
    const there = own.find((row) => row.id === id || isSame(row, list, wish))
    if (there) return { search: await viewSearch(tx, there) }
    if (own.length >= mostSearches) throw new AppError('conflict', 'searches_full')
    const at = ctx.now()
    const row = { id, userId: user.id, list, wish, isTold: true, createdAt: at, newSince: at, lookedAt: at, toldAt: at }
    await insertSearch(tx, row)
    return { search: await viewSearch(tx, row) }
  })
}

/** Whether the bell rings for it. What came while it did not is no news when it does again. */
export async function changeSearch(ctx: Ctx, searchId: string, { isTold }: { isTold: boolean }) {
  const { search } = await requireSearch(ctx, searchId)
  await keepUpBeforeSearch(ctx)
  const changes = isTold && !search.isTold ? { isTold, toldAt: ctx.now() } : { isTold }
  await updateSearch(ctx.db, searchId, changes)
  return { search: await viewSearch(ctx.db, { ...search, ...changes }) }
}

export async function removeSearch(ctx: Ctx, searchId: string): Promise<void> {
  const { user } = await requireSearch(ctx, searchId)
  await deleteSearch(ctx.db, searchId)
  await ringEverywhere(ctx, user.id)
}

/** What is new for it, the newest first, as the directory shows it. */
export async function showNew(ctx: Ctx, memory: Memory, searchId: string) {
  const { user, search } = await requireSearch(ctx, searchId)
  await keepUpBeforeSearch(ctx)
  const wish = wishIn(search)
  const at = ctx.now().toISOString()
  const asked = { asked: exactly(wish), since: search.newSince, notOf: user.id, limit: mostShown }
  const hits = (await searchNewest(ctx.db, search.list, asked)).map((entry) => ({ ...entry, near: 'words' as const }))
  return {
    search: await viewSearch(ctx.db, search),
    regions: await regionsOf(ctx.db, [search]),
    /** Up to when this is all that is new. */
    at,
    ...(await showHits(ctx, memory, user.id, wish, hits)),
  }
}

/** Notes up to when somebody has seen what is new: the next time the bell rings it is for what came after. */
export async function lookedAt(ctx: Ctx, searchId: string, { at }: { at: string }) {
  const { user, search } = await requireSearch(ctx, searchId)
  const until = new Date(Math.min(Date.parse(at), ctx.now().getTime()))
  if (until > search.lookedAt) await updateSearch(ctx.db, searchId, { lookedAt: until })
  if ((await updateNoticesReadOfSearch(ctx.db, searchId, ctx.now())) > 0) await ringEverywhere(ctx, user.id)
}
