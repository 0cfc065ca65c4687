import { listMembers } from '#db/queries/members.ts'
import { deleteTimer, findTimer, lockTimer, type TimerRow, upsertTimer } from '#db/queries/timers.ts'
import { requireProject } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { secondsFrom } from '../kit/dates.ts'
import { AppError, notFound } from '../kit/errors.ts'

/** So long after its end a timer says that the time is up; then it is forgotten. */
const shownAfterMs = 2 * 60_000
/** A day of school; more is no timer. */
export const longestSeconds = 8 * 60 * 60

export type TimerChange = { state: 'paused' | 'running' } | { addSeconds: number }

const leftMs = (timer: TimerRow, now: Date) => timer.endsAt.getTime() - (timer.pausedAt ?? now).getTime()

/** What the clock says; negative once the time is up. The server counts, whatever a device's clock says. */
function timerView(timer: TimerRow | null, now: Date) {
  if (timer === null || leftMs(timer, now) < -shownAfterMs) return null
  const { words, startedAt, pausedAt } = timer
  return { words, startedAt: startedAt.toISOString(), isPaused: pausedAt !== null, leftMs: leftMs(timer, now) }
}

/** The timer of a project as everybody in it sees it, and whether whoever asks may set it. */
export async function showTimer(ctx: Ctx, projectId: string) {
  const { can } = await requireProject(ctx, projectId, 'project.read')
  const timer = timerView(await findTimer(ctx.db, projectId), ctx.now())
  return { timer, can: { set: can('timer.set') } }
}

/** Begins a timer in the place of what was there. */
export async function startTimer(ctx: Ctx, projectId: string, asked: { seconds: number; words?: string | undefined }) {
  const { user } = await requireProject(ctx, projectId, 'timer.set')
  const startedAt = ctx.now()
  await upsertTimer(ctx.db, {
    projectId,
    words: asked.words ?? null,
    startedBy: user.id,
    startedAt,
    endsAt: secondsFrom(startedAt, asked.seconds),
    pausedAt: null,
  })
  await tellTimer(ctx, projectId)
  return showTimer(ctx, projectId)
}

/** Stops it for a while, lets it go on, or gives more time; more time after the end counts from now. */
export async function changeTimer(ctx: Ctx, projectId: string, change: TimerChange) {
  await requireProject(ctx, projectId, 'timer.set')
  await ctx.db.transaction(async (tx) => {
    const timer = await lockTimer(tx, projectId)
    if (timer === null || timerView(timer, ctx.now()) === null) throw notFound()
    await upsertTimer(tx, changed(timer, change, ctx.now()))
  })
  await tellTimer(ctx, projectId)
  return showTimer(ctx, projectId)
}

function changed(timer: TimerRow, change: TimerChange, now: Date): TimerRow {
  if ('addSeconds' in change) {
    const from = timer.pausedAt ?? now
    const endsAt = secondsFrom(timer.endsAt > from ? timer.endsAt : from, change.addSeconds)
    if (endsAt.getTime() - from.getTime() > longestSeconds * 1_000) throw new AppError('invalid', 'timer_too_long')
    return { ...timer, endsAt }
  }
  if (change.state === 'paused') {
    if (timer.endsAt <= now) throw new AppError('conflict', 'timer_over')
    return { ...timer, pausedAt: timer.pausedAt ?? now }
  }
  // Two teachers may say so at once.
  if (timer.pausedAt === null) return timer
  return { ...timer, endsAt: new Date(now.getTime() + leftMs(timer, now)), pausedAt: null }
}

export async function endTimer(ctx: Ctx, projectId: string): Promise<void> {
  await requireProject(ctx, projectId, 'timer.set')
  if (!(await deleteTimer(ctx.db, projectId))) throw notFound()
  await tellTimer(ctx, projectId)
}

async function tellTimer(ctx: Ctx, projectId: string): Promise<void> {
  const people = await listMembers(ctx.db, projectId)
  ctx.rooms.tell(new Set(people.map(({ userId }) => userId)), { topic: 'timer', id: projectId })
}
