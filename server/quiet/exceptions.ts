import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findOpenException, insertException, updateExceptionEnd } from '#db/queries/quiet.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { listProjectSchools } from '#db/queries/projects.ts'
import { requireProject, requireSchool, schoolRole } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { canInSchool } from '../access/school-rules.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { quietChanged } from './changes.ts'
import { quietOf, readClocks, type SchoolClock, viewQuiet } from '../clocks/clocks.ts'

/*
 * An exception lets messages reach pupils of one's own school in quiet hours, for a time and with a reason. It is
 * written into the audit, and everybody of the project sees that it is there.
 */

const longestExceptionMs = 7 * 24 * 60 * 60_000

interface ExceptionInput {
  until: Date
  reason: string
}

/** By the school's administration, for all of its pupils. */
export async function exceptSchool(ctx: Ctx, input: ExceptionInput) {
  const user = requireSchool(ctx, 'quiet.except_all')
  return makeException(ctx, input, null, async () => user)
}

/** By a teacher, for pupils of the own school in one project. */
export async function exceptProject(ctx: Ctx, projectId: string, input: ExceptionInput) {
  return makeException(ctx, input, projectId, async (tx) => {
    const grant = await requireProject(ctx, projectId, 'quiet.except', tx)
    return { ...grant.user, schoolId: grant.schoolId }
  })
}

async function makeException(
  ctx: Ctx,
  { until, reason }: ExceptionInput,
  projectId: string | null,
  require: (tx: Tx) => Promise<SessionUser>,
) {
  const now = ctx.now()
  if (until <= now || until.getTime() - now.getTime() > longestExceptionMs)
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'until', reason: 'exception_end' }] })
  const { id, schoolId } = await ctx.db.transaction(async (tx) => {
    const user = await require(tx)
    await lockSchool(tx, user.schoolId)
    const given = { schoolId: user.schoolId, projectId, reason, startsAt: now, endsAt: until, createdBy: user.id }
    const madeId = await insertException(tx, given)
    const line = { at: now, actorId: user.id, schoolId: user.schoolId, projectId, targetId: madeId }
    await insertAudit(tx, { ...line, action: 'quiet.excepted', detail: { reason, until: until.toISOString() } })
    return { id: madeId, schoolId: user.schoolId }
  })
  await quietChanged(ctx, schoolId, projectId)
  return { exception: { id, reason, until: until.toISOString() } }
}

/** Ends an exception of the own school before its time: quiet begins. */
export async function endException(ctx: Ctx, exceptionId: string): Promise<void> {
  const user = requireUser(ctx)
  const now = ctx.now()
  const ended = await ctx.db.transaction(async (tx) => {
    const exception = await findOpenException(tx, exceptionId, now)
    if (!exception) throw notFound()
    await requireRightToEnd(ctx, user, exception, tx)
    await lockSchool(tx, exception.schoolId)
    await updateExceptionEnd(tx, exceptionId, now)
    const { schoolId, projectId } = exception
    const line = { at: now, actorId: user.id, schoolId, projectId, targetId: exceptionId }
    await insertAudit(tx, { ...line, action: 'quiet.exception_ended' })
    return exception
  })
  await quietChanged(ctx, ended.schoolId, ended.projectId)
}

/** What one may not see is not there: another school's exception, or one of a project one is not in. */
async function requireRightToEnd(
  ctx: Ctx,
  user: SessionUser,
  exception: { schoolId: string; projectId: string | null },
  tx: Tx,
): Promise<void> {
  const isOwnSchool = user.schoolId === exception.schoolId
  if (isOwnSchool && canInSchool(schoolRole(user), 'quiet.except_all')) return
  if (exception.projectId === null) throw user.kind === 'staff' && isOwnSchool ? new AppError('forbidden') : notFound()
  const grant = await requireProject(ctx, exception.projectId, 'quiet.except', tx)
  if (grant.schoolId !== exception.schoolId) throw new AppError('forbidden')
}

/** Which schools of a project are quiet now, until when, and whether somebody made an exception. */
export async function showProjectQuiet(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'project.read')
  const now = ctx.now()
  const schools = await listProjectSchools(ctx.db, [projectId])
  const schoolIds = schools.map((school) => school.id)
  const clocks = await readClocks(ctx.db, schoolIds, now)
  const mayRead = isTeacherRole(grant.role)
  return {
    at: now.toISOString(),
    schools: schools.flatMap(({ id, name, countryCode }) => {
      const clock = clocks.get(id)
      if (!clock) return []
      const isOwn = id === grant.schoolId
      return [{ id, name, countryCode, isOwn, ...viewClock(clock, projectId, { now, mayRead }) }]
    }),
    can: { except: grant.can('quiet.except') },
  }
}

function viewClock(clock: SchoolClock, projectId: string, { now, mayRead }: { now: Date; mayRead: boolean }) {
  const lasting = clock.exceptions.filter(
    (one) => (one.projectId === null || one.projectId === projectId) && one.from <= now && now < one.until,
  )
  return {
    timeZone: clock.calendar.timeZone,
    quiet: viewQuiet(quietOf(clock, projectId, now)),
    // Pupils are told that there is one; why is between teachers.
    exceptions: lasting.map(({ id, reason, by, until }) => ({
      id: mayRead ? id : null,
      reason: mayRead ? reason : null,
      by: mayRead ? by : null,
      until: until.toISOString(),
    })),
  }
}
