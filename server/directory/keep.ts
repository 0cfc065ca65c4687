import {
  endOffers,
  lookForNews,
  insertWords,
  lockDirectory,
  type NewEntry,
  type Taken,
  replaceEntries,
  takeNews,
  type UsedWord,
  countWords,
} from '#db/queries/directory-entries.ts'
import { listPeopleFacts, listProjectFacts, listProjectSchools, listSchoolFacts } from '#db/queries/directory-facts.ts'
import { listOfferFacts } from '#db/queries/offers.ts'
import { reckonList } from '#db/queries/directory-search.ts'
import type { Tx } from '#db/client.ts'
import { type DirectoryList, directoryLists } from '#db/schema/values.ts'
import { readClocks } from '../clocks/clocks.ts'
import { hasLessons, mondaysOf } from '../dossier/fields.ts'
import type { Deps } from '../kit/context.ts'
import { wordsAmong } from '../search/lexemes.ts'
import { deletesOf } from '../search/slips.ts'
import { listCircleFacts } from '#db/queries/circles.ts'
import { circleEntry } from './circle-entry.ts'
import { offerEntry } from './offer-entry.ts'
import { personEntry, projectEntry, schoolEntry } from './entries.ts'
import { dayOf } from '../kit/dates.ts'
import { inSlices } from '../kit/slices.ts'

/*
 * Keeps the lists as what they are made of: the database notes what changed as it changes, and here it is looked through,
 * before each search as much as is not felt, and all of it now and then.
 */

type KeepDeps = Pick<Deps, 'db' | 'now' | 'database'>

/** Before a search; more waits for who looks now and then. */
const mostBeforeSearch = 50
/** After so many the database is asked to reckon a list anew; the embedded one never does by itself. */
const reckonAfter = 2_000
const lookEveryMs = 10_000
/** What goes with each slice costs as much as fifty rows. Who saves a profile meanwhile waits for one. */
const slicesOnServer = { shortMs: 100, longMs: 250 }

/** Each with the weeks in which its school has lessons. */
async function offerEntries(tx: Tx, ids: string[], now: Date): Promise<NewEntry[]> {
  const facts = await listOfferFacts(tx, ids)
  const clocks = await readClocks(
    tx,
    facts.map(({ school }) => school.id),
    now,
  )
  return facts.map((one) => {
    const calendar = clocks.get(one.school.id)?.calendar
    const all = mondaysOf({ from: one.offer.fromDate, to: one.offer.toDate })
    return offerEntry(one, calendar ? all.filter((monday) => hasLessons(calendar, monday)) : all)
  })
}

async function entriesOf(tx: Tx, list: DirectoryList, ids: string[], now: Date): Promise<NewEntry[]> {
  if (list === 'people') return (await listPeopleFacts(tx, ids)).map((facts) => personEntry(facts, now))
  if (list === 'schools') return (await listSchoolFacts(tx, ids)).map(schoolEntry)
  if (list === 'circles') return (await listCircleFacts(tx, ids)).map(circleEntry)
  if (list === 'offers') return offerEntries(tx, ids, now)
  const [facts, schools] = [await listProjectFacts(tx, ids), await listProjectSchools(tx, ids)]
  return facts.flatMap((one) => {
    const entry = projectEntry(
      one,
      schools.filter(({ projectId }) => projectId === one.id),
      now,
    )
    return entry === null ? [] : [entry]
  })
}

/** Each word with how many rows of these have it. */
function wordsOf(entries: readonly NewEntry[]): UsedWord[] {
  const uses = new Map<string, number>()
  for (const { lexemes } of entries) for (const word of wordsAmong(lexemes)) uses.set(word, (uses.get(word) ?? 0) + 1)
  return [...uses].map(([word, count]) => ({ word, uses: count }))
}

async function addWords(tx: Tx, list: DirectoryList, words: UsedWord[]): Promise<void> {
  const known = await countWords(tx, list, words)
  const strange = words.filter(({ word }) => !known.has(word))
  await insertWords(
    tx,
    list,
    strange.map((one) => ({ ...one, deletes: deletesOf(one.word) })),
  )
}

/** Makes these of a list anew, from what is true now. */
async function renew(tx: Tx, list: DirectoryList, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  const entries = await entriesOf(tx, list, ids, now)
  await replaceEntries(tx, list, ids, { entries, at: now })
  await addWords(tx, list, wordsOf(entries))
}

/** These at once, in the transaction that changes them: what somebody hides is out when they are told so. */
export async function renewAtOnce(tx: Tx, list: DirectoryList, ids: string[], now: Date): Promise<void> {
  await lockDirectory(tx)
  await renew(tx, list, ids, now)
}

/** Looks through the oldest of what changed; says what that was. */
function keepUp({ db, now }: KeepDeps, { most, endsOffers }: { most: number; endsOffers: boolean }): Promise<Taken> {
  return db.transaction(async (tx) => {
    await lockDirectory(tx)
    if (endsOffers) await endOffers(tx, dayOf(now()), most)
    const news = await takeNews(tx, most)
    for (const list of directoryLists) await renew(tx, list, news.ids[list], now())
    return news
  })
}

/** So that who searches finds what they have just changed. */
export async function keepUpBeforeSearch(deps: KeepDeps): Promise<void> {
  const { hasChanged, endsOffers } = await lookForNews(deps.db, dayOf(deps.now()))
  if (hasChanged || endsOffers) await keepUp(deps, { most: mostBeforeSearch, endsOffers })
}

/** All that there is to look through, in steps that let others in. */
export async function keepUpWithAll(deps: KeepDeps): Promise<void> {
  const { hasChanged, endsOffers } = await lookForNews(deps.db, dayOf(deps.now()))
  if (!hasChanged && !endsOffers) return
  const renewed = { people: 0, schools: 0, projects: 0, offers: 0, circles: 0 }
  const slices = { of: 'directory', most: Number.POSITIVE_INFINITY, onServer: slicesOnServer }
  await inSlices(deps, slices, async (length) => {
    const { taken, ids } = await keepUp(deps, { most: length, endsOffers })
    for (const list of directoryLists) renewed[list] += ids[list].length
    return taken < length
  })
  for (const list of directoryLists) if (renewed[list] >= reckonAfter) await reckonList(deps.db, list)
}

/** Looks now and at once, until `stop` is called. */
export function startKeepingUp(deps: KeepDeps & Pick<Deps, 'log'>): { stop(): void } {
  let isBusy = false
  const turn = async () => {
    if (isBusy) return
    isBusy = true
    await keepUpWithAll(deps).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'the directory is not up to date'),
    )
    isBusy = false
  }
  const timer = setInterval(() => void turn(), lookEveryMs)
  timer.unref()
  void turn()
  return { stop: () => clearInterval(timer) }
}
