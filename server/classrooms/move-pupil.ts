import { insertAudit } from '#db/queries/audit.ts'
import {
  deleteClassroomPupil,
  insertClassroomPupils,
  listClassroomPupils,
  listPupilsAmong,
  lockClassroom,
} from '#db/queries/classrooms.ts'
import { requireClassroom } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { nameKey } from './roster.ts'

interface Move {
  from: string
  to: string
  userId: string
}

/**
 * Puts a pupil into another class of the school: who repeats a year, before the classes go up or after. Card, pseudonym and
 * projects stay theirs. The turn of the year keeps the names of classes and not who is in them, so that undoing it leaves this.
 */
export async function movePupil(ctx: Ctx, { from, to, userId }: Move): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    // Everybody takes them in one order, so that no two wait for each other.
    for (const id of [from, to].toSorted()) await lockClassroom(tx, id)
    const { user, schoolId } = await requireClassroom(ctx, from, 'classroom.edit', tx)
    const target = await requireClassroom(ctx, to, 'classroom.edit', tx)
    const [pupil] = await listPupilsAmong(tx, from, [userId])
    if (!pupil) throw notFound()
    if (from === to) return
    if (target.archivedAt !== null) throw invalidField('classroomId', 'classroom_in_archive')
    const there = await listClassroomPupils(tx, to)
    if (there.some(({ id, displayName }) => id !== userId && nameKey(displayName) === nameKey(pupil.displayName)))
      throw new AppError('conflict', 'pupil_namesake')
    await deleteClassroomPupil(tx, from, userId)
    if (!there.some(({ id }) => id === userId)) await insertClassroomPupils(tx, to, [userId])
    const line = { at: ctx.now(), actorId: user.id, schoolId, targetId: userId }
    const detail = { classroomId: from, toClassroomId: to }
    await insertAudit(tx, { ...line, action: 'classroom.pupil_moved', detail })
  })
}
