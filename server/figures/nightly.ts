import { deleteFigures, findFirstTermDay, listPublicDays } from '#db/queries/figures.ts'
import { listOpenOffices } from '#db/queries/offices.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { dayMs, untilNight } from '../kit/nights.ts'
import { makeFigures } from './count.ts'
import { dueDays } from './days.ts'

type NightlyDeps = Pick<Deps, 'db' | 'now' | 'log'>

const lookEveryMs = 60 * 60_000
/** What an office asked for is counted anew after so long. */
const keptMs = 30 * dayMs

/** Makes the figures of each day that is due and has none. Past years stay as they were told. */
export async function makeDueFigures(deps: NightlyDeps): Promise<void> {
  const { db, now } = deps
  if ((await listOpenOffices(db)).length === 0) return
  const due = dueDays(now(), await findFirstTermDay(db))
  const there = await listPublicDays(db)
  for (const day of due) if (!there.includes(day)) await makeFigures(deps, day, true)
  // What was told of an end of a year stays.
  const days = there.filter((day) => !due.includes(day) && !day.endsWith('-07-31'))
  await db.transaction((tx) => deleteFigures(tx, { days, madeBefore: new Date(now().getTime() - keptMs) }))
}

/** Looks now and each night, until `stop` is called. */
export const startFigures = (deps: NightlyDeps): { stop(): void } =>
  watchEnds(deps, {
    what: 'figures',
    longestWaitMs: lookEveryMs,
    look: async () => {
      await makeDueFigures(deps)
      return new Date(deps.now().getTime() + untilNight(deps.now().getTime()))
    },
  })
