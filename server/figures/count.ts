import { setTimeout as sleep } from 'node:timers/promises'
import { listRegionHistory, type RegionHistory } from '#db/queries/countries.ts'
import {
  listAwardCounts,
  listFoundersOf,
  listProjectCounts,
  listSchoolCounts,
  replaceFigures,
} from '#db/queries/figures.ts'
import type { Deps } from '../kit/context.ts'
import { dayMs } from '../kit/nights.ts'
import { yearBeginsOn } from './days.ts'
import { countAward, countProject, countSchool, type Place, Tally } from './tally.ts'
import { toldOf } from './thread.ts'
import { thresholdOn } from './thresholds.ts'

/* Counts a day, in steps between which others have the database. */

type CountDeps = Pick<Deps, 'db' | 'now'>

const inOneStep = 200

/** What a step took, others have after it. */
async function* pages<Row extends { id: string }>(read: (after: string | null) => Promise<Row[]>) {
  for (let after: string | null = null; ;) {
    const began = performance.now()
    const rows: Row[] = await read(after)
    yield rows
    after = rows.at(-1)?.id ?? null
    if (rows.length < inOneStep) return
    await sleep(performance.now() - began)
  }
}

/** Which region had which département when, of each country that is met. */
async function learn({ db }: CountDeps, histories: Map<string, RegionHistory>, places: readonly Place[]) {
  for (const { countryCode } of places)
    if (!histories.has(countryCode)) histories.set(countryCode, await listRegionHistory(db, countryCode))
}

async function countDay(deps: CountDeps, day: string): Promise<Tally> {
  const { db } = deps
  const tally = new Tally()
  const histories = new Map<string, RegionHistory>()
  const end = new Date(Date.parse(`${day}T00:00:00Z`) + dayMs)
  const asked = { day, end, limit: inOneStep }
  for await (const schools of pages((after) => listSchoolCounts(db, { ...asked, after }))) {
    const there = schools.filter(({ teachers, pupils }) => teachers + pupils > 0)
    await learn(deps, histories, there)
    for (const school of there) countSchool(tally, school, { histories, day })
  }
  for await (const projects of pages((after) => listProjectCounts(db, { ...asked, after }))) {
    const founders = await listFoundersOf(
      db,
      projects.map(({ id }) => id),
      end,
    )
    await learn(deps, histories, founders)
    for (const project of projects) {
      const own = founders.filter(({ projectId }) => projectId === project.id)
      countProject(tally, project, own, { histories, day })
    }
  }
  for await (const awards of pages((after) => listAwardCounts(db, { ...asked, after, from: yearBeginsOn(day) }))) {
    const places = awards.map(({ countryCode, place }) => (countryCode === null ? null : place))
    await learn(
      deps,
      histories,
      places.filter((place) => place !== null),
    )
    for (const [index, { scheme }] of awards.entries())
      countAward(tally, { scheme, place: places[index] ?? null }, { histories, day })
  }
  return tally
}

/** Counts a day and keeps what of it is told. */
export async function makeFigures(deps: CountDeps, day: string, isPublic: boolean): Promise<void> {
  const { counted } = await countDay(deps, day)
  const told = await toldOf({ counted, threshold: thresholdOn(day) })
  const made = { day, isPublic, madeAt: deps.now() }
  await deps.db.transaction((tx) =>
    replaceFigures(
      tx,
      [...told].map(([scope, rows]) => ({ ...made, scope, rows })),
    ),
  )
}
