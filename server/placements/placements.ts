import type { Tx } from '#db/client.ts'
import { isAdmitted } from '#db/queries/admissions.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type FoundPlacement,
  insertPlacement,
  listPlacements,
  lockPlacement,
  type PlacementRow,
  updatePlacement,
} from '#db/queries/placements.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt, listPostsOn } from '#db/queries/terms.ts'
import { findUser } from '#db/queries/users.ts'
import { requireSchool } from '../access/grants.ts'
import { roleOfToday } from '../access/overseers.ts'
import { canInPlacement, type PlacementAction } from '../access/placement-rules.ts'
import { partsIn, requireArranger, requirePlacement } from '../access/placements.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'

/*
 * A trainee at a host school for a time: arranged by the institution, agreed by the host. What the trainee reaches there by it
 * ends with it (`ends.ts`).
 */

/** Those that are something to who asks. */
export async function showPlacements(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const role = await roleOfToday(ctx, user)
  const found = await listPlacements(ctx.db, { userId: user.id, schoolId: user.schoolId })
  const seen = found.map((one) => ({ one, parts: partsIn(user, role, one.placement) }))
  return {
    placements: seen
      .filter(({ parts }) => canInPlacement(parts, 'placement.read'))
      .map(({ one, parts }) => viewPlacement(one, (action) => canInPlacement(parts, action))),
  }
}

function viewPlacement(
  { placement, trainee, tutor, institution, host }: FoundPlacement,
  may: (action: PlacementAction) => boolean,
) {
  const { id, traineeId, tutorId, institutionId, hostSchoolId, fromDate, toDate, agreedAt, endedAt } = placement
  const isOver = endedAt !== null
  return {
    id,
    trainee: { id: traineeId, displayName: trainee },
    tutor: tutorId === null ? null : { id: tutorId, displayName: tutor ?? '' },
    institution: { id: institutionId, name: institution },
    host: { id: hostSchoolId, ...host },
    from: fromDate,
    to: toDate,
    state: isOver ? ('over' as const) : agreedAt === null ? ('asked' as const) : ('agreed' as const),
    can: {
      agree: may('placement.agree') && agreedAt === null && !isOver,
      end: may('placement.end') && !isOver,
      readJournal: may('journal.read'),
      writeJournal: may('journal.write'),
    },
  }
}

interface NewPlacement {
  traineeId: string
  hostSchoolId: string
  tutorId: string
  from: string
  to: string
}

/** Asks a school to take a trainee. */
export async function arrangePlacement(ctx: Ctx, asked: NewPlacement) {
  const id = await ctx.db.transaction(async (tx) => {
    const user = await requireArranger(ctx, tx)
    // Where the country's office is open, it admits those who train.
    if (!(await isAdmitted(tx, user.schoolId))) throw new AppError('conflict', 'institution_not_admitted')
    await requireFitting(ctx, tx, user, asked)
    const { traineeId, hostSchoolId, tutorId, from, to } = asked
    const row = { traineeId, hostSchoolId, tutorId, fromDate: from, toDate: to, institutionId: user.schoolId }
    const made = await insertPlacement(tx, { ...row, createdAt: ctx.now() })
    await insertAudit(tx, lineOf(ctx, user, { ...row, id: made }, 'asked'))
    return made
  })
  return { placement: { id } }
}

async function requireFitting(ctx: Ctx, tx: Tx, user: SessionUser, asked: NewPlacement): Promise<void> {
  const { schoolId } = user
  const { traineeId, hostSchoolId, from, to } = asked
  if (to <= from) throw invalidField('to', 'date_order')
  const host = await findSchool(tx, hostSchoolId)
  if (host?.kind !== 'school') throw invalidField('hostSchoolId', 'not_a_host')
  const trainee = await findUser(tx, traineeId)
  const day = await findDayAt(tx, schoolId, ctx.now())
  const posts = await listPostsOn(tx, { userId: traineeId, schoolId, day })
  if (trainee?.schoolId !== schoolId || trainee.suspendedAt || !posts.some(({ post }) => post === 'trainee'))
    throw invalidField('traineeId', 'not_a_trainee')
  if (!(await isTutor(tx, user, asked))) throw invalidField('tutorId', 'not_a_tutor')
}

/** Of the institution or of the host; who trains there and does not look after it tutors themselves. */
async function isTutor(tx: Tx, user: SessionUser, { tutorId, traineeId, hostSchoolId }: NewPlacement) {
  if (!user.isSchoolAdmin && tutorId !== user.id) return false
  const tutor = await findUser(tx, tutorId)
  const isThere = tutor?.kind === 'staff' && tutor.waitingSince === null && tutor.suspendedAt === null
  return isThere && tutor.id !== traineeId && [user.schoolId, hostSchoolId].includes(tutor.schoolId)
}

type Ends = Pick<PlacementRow, 'id' | 'traineeId' | 'institutionId' | 'hostSchoolId' | 'fromDate' | 'toDate'>

export function lineOf(ctx: Pick<Ctx, 'now'>, actor: SessionUser | null, row: Ends, did: 'asked' | 'agreed' | 'ended') {
  const { id, traineeId, institutionId, hostSchoolId, fromDate, toDate } = row
  return {
    ...{ at: ctx.now(), actorId: actor?.id ?? null, schoolId: actor?.schoolId ?? null, targetId: id },
    about: [traineeId],
    alsoOf: [institutionId, hostSchoolId],
    action: `placement.${did}`,
    detail: { since: fromDate, to: toDate },
  }
}

/** The host says yes: from now on its teachers may bring the trainee into their projects. */
export async function agreePlacement(ctx: Ctx, placementId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { user, row } = await requirePlacement(ctx, await lockPlacement(tx, placementId), 'placement.agree', tx)
    if (row.endedAt !== null) throw new AppError('conflict', 'placement_over')
    if (row.agreedAt !== null) return
    await updatePlacement(tx, placementId, { agreedAt: ctx.now(), agreedBy: user.id })
    await insertAudit(tx, lineOf(ctx, user, row, 'agreed'))
  })
}

/** Ends it earlier: `to` is the first day without. On a day that has come, within a second. */
export async function shortenPlacement(ctx: Ctx, placementId: string, to: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { user, row } = await requirePlacement(ctx, await lockPlacement(tx, placementId), 'placement.end', tx)
    if (row.endedAt !== null) throw new AppError('conflict', 'placement_over')
    if (to < row.fromDate) throw invalidField('to', 'date_order')
    // A longer stay is another placement, which the host agrees to.
    if (to > row.toDate) throw invalidField('to', 'placement_longer')
    await updatePlacement(tx, placementId, { toDate: to })
    await insertAudit(tx, lineOf(ctx, user, { ...row, toDate: to }, 'ended'))
  })
}
