import { listProjectIdsOfSchool, listPupilsInProjects, listSchoolIds } from '#db/queries/quiet.ts'
import { deliverDue } from '../chat/deliver.ts'
import type { Deps } from '../kit/context.ts'
import { clocksOf, clockTurn } from '../clocks/clocks.ts'
import { nextChange } from '../clocks/quiet-hours.ts'

/*
 * Watches the clocks of all schools: delivers what waited for the end of quiet hours, and tells whoever is there that
 * they begin or end. What a message is and who may have it hangs on the store and the time alone, so a restart loses
 * nothing: the first turn after it does what was due.
 */

type WatchDeps = Pick<Deps, 'db' | 'now' | 'rooms' | 'log'>

const turnMs = 2_000
/** New schools are noticed this late. */
const listEveryMs = 10 * 60_000
/** Schools whose clocks are computed in one go, before others have their turn. */
const atOnce = 100

interface Watched {
  listedAt: number
  /** Of the clocks: another one means that somebody has set one. */
  turn: number
  /** When each school's quiet begins or ends next. */
  next: Map<string, number>
}

async function readNext(deps: WatchDeps, watched: Watched, schoolIds: string[]): Promise<void> {
  for (let at = 0; at < schoolIds.length; at += atOnce) {
    const clocks = await clocksOf(deps, schoolIds.slice(at, at + atOnce))
    for (const { id, calendar, exceptions } of clocks.values())
      watched.next.set(id, nextChange(calendar, exceptions, deps.now()).getTime())
    await new Promise((resolve) => void setImmediate(resolve))
  }
}

/** Schools whose quiet has begun or ended since the last turn. */
async function turned(deps: WatchDeps, watched: Watched): Promise<string[]> {
  const now = deps.now().getTime()
  const due = [...watched.next].filter(([, next]) => next <= now).map(([id]) => id)
  const turn = clockTurn(deps)
  if (Math.abs(now - watched.listedAt) >= listEveryMs || turn !== watched.turn) {
    Object.assign(watched, { listedAt: now, turn })
    await readNext(deps, watched, await listSchoolIds(deps.db))
  } else await readNext(deps, watched, due)
  return due
}

/** Everybody who is in a project of the school looks again; its pupils also at what came in meanwhile. */
async function tellTurned(deps: WatchDeps, schoolId: string): Promise<void> {
  const attended = new Map<string, string[]>()
  for (const projectId of await listProjectIdsOfSchool(deps.db, schoolId)) {
    const present = deps.rooms.present({ projectId })
    if (present.length > 0) attended.set(projectId, present)
  }
  if (attended.size === 0) return
  const pupils = await listPupilsInProjects(deps.db, schoolId)
  for (const [projectId, present] of attended) {
    const isPupil = new Set(pupils.filter((one) => one.projectId === projectId).map((one) => one.userId))
    deps.rooms.notice({ projectId }, { topic: 'quiet', id: schoolId })
    deps.rooms.notice({ projectId }, { topic: 'missed' }, new Set(present.filter((id) => isPupil.has(id))))
  }
}

/** One look at the clocks. Exported for tests, which move them. */
export async function lookAtClocks(deps: WatchDeps, watched: Watched): Promise<void> {
  await deliverDue(deps)
  for (const schoolId of await turned(deps, watched)) await tellTurned(deps, schoolId)
}

export const watchedFromNow = (): Watched => ({ listedAt: Number.NEGATIVE_INFINITY, turn: 0, next: new Map() })

/** Looks every two seconds until `stop` is called. A store that does not answer is asked again. */
export function startQuiet(deps: WatchDeps): { stop(): void } {
  const watched = watchedFromNow()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const turn = async () => {
    await lookAtClocks(deps, watched).catch((error: unknown) =>
      deps.log.error({ err: error }, 'quiet hours could not be looked at'),
    )
    if (isStopped) return
    timer = setTimeout(() => void turn(), turnMs)
    timer.unref()
  }
  void turn()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
