import { insertAudit } from '#db/queries/audit.ts'
import {
  type ClassroomChanges,
  deleteClassroomTeacher,
  findClassroom,
  insertClassroom,
  insertClassroomTeacher,
  isClassroomNameTaken,
  listClassroomPupils,
  listClassrooms,
  listClassroomTeachers,
  listOpenCards,
  lockClassroom,
  updateClassroom,
} from '#db/queries/classrooms.ts'
import { listPseudonymRequests } from '#db/queries/pseudonyms.ts'
import { findUser } from '#db/queries/users.ts'
import { requireClassroom, requireSchool } from '../access/grants.ts'
import { canInClassroom } from '../access/school-rules.ts'
import { noteOpening } from '../audit/openings.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'

const nameTaken = () =>
  new AppError('conflict', 'classroom_name_taken', { fields: [{ path: 'name', reason: 'classroom_name_taken' }] })

/** All classrooms of the own school; those the person teaches are marked. */
export async function showClassrooms(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const rows = await listClassrooms(ctx.db, user.schoolId, user.id)
  return { classrooms: rows.map((row) => ({ ...row, archivedAt: row.archivedAt?.toISOString() ?? null })) }
}

/** A new classroom, taught by who makes it. */
export async function createClassroom(ctx: Ctx, input: { name: string; ageFrom: number; ageTo: number }) {
  const user = requireSchool(ctx, 'classroom.create')
  const id = await ctx.db.transaction(async (tx) => {
    const madeId = await insertClassroom(tx, { ...input, schoolId: user.schoolId, createdAt: ctx.now() })
    if (madeId === null) throw nameTaken()
    await insertClassroomTeacher(tx, madeId, user.id)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: madeId }
    await insertAudit(tx, { ...line, action: 'classroom.created', detail: { name: input.name } })
    return madeId
  })
  return { classroom: { id } }
}

export async function showClassroom(ctx: Ctx, classroomId: string) {
  const { role } = await requireClassroom(ctx, classroomId, 'classroom.read')
  const classroom = await findClassroom(ctx.db, classroomId)
  if (!classroom) throw notFound()
  await noteOpening(ctx, { action: 'classroom.opened', targetId: classroomId })
  const pupils = await listClassroomPupils(ctx.db, classroomId)
  const asked = new Map((await listPseudonymRequests(ctx.db, classroomId)).map((one) => [one.userId, one.pseudonym]))
  const cards = new Map((await listOpenCards(ctx.db, classroomId)).map((card) => [card.userId, card]))
  return {
    classroom: viewClassroom(classroom),
    pupils: pupils.map((pupil) => ({
      ...pupil,
      askedPseudonym: asked.get(pupil.id) ?? null,
      card: viewCard(cards.get(pupil.id)),
    })),
    teachers: await listClassroomTeachers(ctx.db, classroomId),
    can: {
      edit: canInClassroom(role, 'classroom.edit'),
      printCards: canInClassroom(role, 'card.print'),
      printCardsAgain: canInClassroom(role, 'card.print_again'),
    },
  }
}

type ClassroomRow = NonNullable<Awaited<ReturnType<typeof findClassroom>>>

const viewClassroom = ({ id, name, ageFrom, ageTo, archivedAt }: ClassroomRow) => ({
  id,
  name,
  ageFrom,
  ageTo,
  archivedAt: archivedAt?.toISOString() ?? null,
})

function viewCard(card: { createdAt: Date; lastUsedAt: Date | null; isKept: boolean } | undefined) {
  if (!card) return { state: 'none' as const, createdAt: null, lastUsedAt: null, isKept: false }
  const { isKept } = card
  const createdAt = card.createdAt.toISOString()
  if (!card.lastUsedAt) return { state: 'ready' as const, createdAt, lastUsedAt: null, isKept }
  return { state: 'used' as const, createdAt, lastUsedAt: card.lastUsedAt.toISOString(), isKept }
}

interface ClassroomEdit extends Omit<ClassroomChanges, 'archivedAt' | 'leftOn'> {
  isArchived?: boolean
}

export async function editClassroom(ctx: Ctx, classroomId: string, edit: ClassroomEdit) {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  const { isArchived, ...fields } = edit
  await ctx.db.transaction(async (tx) => {
    const classroom = await lockClassroom(tx, classroomId)
    if (!classroom) throw notFound()
    if (fields.name !== undefined && (await isClassroomNameTaken(tx, classroom, fields.name))) throw nameTaken()
    if ((fields.ageTo ?? classroom.ageTo) < (fields.ageFrom ?? classroom.ageFrom))
      throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'ageTo', reason: 'age_order' }] })
    const archivedAt = isArchived ? (classroom.archivedAt ?? ctx.now()) : null
    // Whoever is taken out of the archive has not left.
    const leaving = isArchived === undefined ? {} : { archivedAt, ...(isArchived ? {} : { leftOn: null }) }
    await updateClassroom(tx, classroomId, { ...fields, ...leaving })
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: classroomId }
    await insertAudit(tx, { ...line, action: 'classroom.changed', detail: { ...edit } })
  })
  const classroom = await findClassroom(ctx.db, classroomId)
  if (!classroom) throw notFound()
  return { classroom: viewClassroom(classroom) }
}

/** A colleague of the own school teaches here too. */
export async function addTeacher(ctx: Ctx, classroomId: string, userId: string) {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  await ctx.db.transaction(async (tx) => {
    const colleague = await findUser(tx, userId)
    const isColleague = colleague?.kind === 'staff' && colleague.schoolId === user.schoolId
    if (!isColleague || colleague.suspendedAt || colleague.waitingSince) throw notFound()
    await insertClassroomTeacher(tx, classroomId, userId)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'classroom.teacher_added', detail: { classroomId } })
  })
  return { teachers: await listClassroomTeachers(ctx.db, classroomId) }
}

export async function removeTeacher(ctx: Ctx, classroomId: string, userId: string): Promise<void> {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  await ctx.db.transaction(async (tx) => {
    if (!(await deleteClassroomTeacher(tx, classroomId, userId))) throw notFound()
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'classroom.teacher_removed', detail: { classroomId } })
  })
}
