import { setTimeout as sleep } from 'node:timers/promises'
import { lockDirectory } from '#db/queries/directory-entries.ts'
import { findOfficeFor } from '#db/queries/help.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { isToldOfSearch, listSearchesDue, type SearchRow, updateSearch } from '#db/queries/searches.ts'
import type { Tx } from '#db/client.ts'
import { clocksOf, quietOf } from '../clocks/clocks.ts'
import { keepUpWithAll } from '../directory/keep.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { dayMs } from '../kit/nights.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { countNew } from './searches.ts'

/*
 * What saved searches found since they were looked through last, once a day each, when the school of who saved them is not quiet.
 * The bell rings, and with it the digest by mail of who wants one.
 */

const lookEveryMs = 10 * 60_000
/** A step holds the directory: whoever changes something waits for no more than this. */
const atOnce = 10
const nobody = '00000000-0000-0000-0000-000000000000'

/** Looks through one. What its owner has seen is new no more. Gives whether it rings. */
async function lookThrough(tx: Tx, search: SearchRow, now: Date): Promise<boolean> {
  const found = await countNew(tx, search, search.toldAt)
  const isRung = found > 0 && !(await isToldOfSearch(tx, search.id))
  if (isRung)
    await insertNotices(tx, [
      { userId: search.userId, kind: 'search_found', projectId: null, searchId: search.id, at: now },
    ])
  const newSince = found > 0 && search.lookedAt > search.newSince ? { newSince: search.lookedAt } : {}
  await updateSearch(tx, search.id, { toldAt: now, ...newSince })
  return isRung
}

type Due = Awaited<ReturnType<typeof listSearchesDue>>

/** Of these the ones whose owner is not left in peace now, where an office is open. */
async function awakeAmong(deps: Deps, due: Due): Promise<SearchRow[]> {
  const schoolIds = [...new Set(due.map(({ schoolId }) => schoolId))]
  const clocks = await clocksOf(deps, schoolIds)
  const awake = new Set<string>()
  for (const id of schoolIds) {
    const clock = clocks.get(id)
    const isQuiet = clock !== undefined && quietOf(clock, null, deps.now()) !== null
    if (!isQuiet && (await findOfficeFor(deps.db, id))) awake.add(id)
  }
  return due.filter(({ schoolId }) => awake.has(schoolId)).map(({ search }) => search)
}

/** Whatever is written down as of now is in the lists, or comes after: nothing falls between two looks. */
const lookThroughSome = (deps: Deps, searches: readonly SearchRow[]): Promise<string[]> =>
  deps.db.transaction(async (tx) => {
    await lockDirectory(tx)
    const rings: string[] = []
    const now = deps.now()
    for (const search of searches) if (await lookThrough(tx, search, now)) rings.push(search.userId)
    return rings
  })

/** Looks through all that are due, in steps that let others in. */
export async function lookThroughSearches(deps: Deps): Promise<void> {
  await keepUpWithAll(deps)
  const before = new Date(deps.now().getTime() - dayMs)
  let after = nobody
  for (;;) {
    const began = performance.now()
    const due = await listSearchesDue(deps.db, { before, after, limit: atOnce })
    const last = due.at(-1)
    if (last === undefined) return
    after = last.search.id
    const awake = await awakeAmong(deps, due)
    const rings = awake.length === 0 ? [] : await lookThroughSome(deps, awake)
    for (const userId of new Set(rings)) await ringEverywhere(deps, userId)
    await sleep(performance.now() - began)
  }
}

export function startSearching(deps: Deps): { stop(): void } {
  const look = async () => {
    await lookThroughSearches(deps)
    return null
  }
  return watchEnds(deps, { what: 'saved searches', longestWaitMs: lookEveryMs, look })
}
