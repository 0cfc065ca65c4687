import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { updateCardsVoided } from '#db/queries/cards.ts'
import {
  deleteClassroomPupil,
  insertClassroomPupils,
  listClassroomPupils,
  listPupilsAmong,
  lockClassroom,
} from '#db/queries/classrooms.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { deletePseudonymRequest, listPseudonymsOfSchool } from '#db/queries/pseudonyms.ts'
import { deleteUser, hasOtherPlaces, insertUsers, updateUser } from '#db/queries/users.ts'
import { requireClassroom } from '../access/grants.ts'
import { tellProjects } from '../auth/auth.ts'
import { endAllSessions } from '../auth/sessions.ts'
import { eraseExtractsOf } from '../extracts/leave.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, type FieldError, notFound } from '../kit/errors.ts'
import { lockAround, takenAround } from '../pseudonyms/apart.ts'
import { newPseudonyms, pseudonymKey } from '../pseudonyms/names.ts'
import { nameKey, type NameOrder, readRoster } from './roster.ts'

interface PastedList {
  text: string
  order?: NameOrder | undefined
}

/** What a pasted list would add. Nothing is stored. */
export async function checkPupils(ctx: Ctx, classroomId: string, { text, order }: PastedList) {
  await requireClassroom(ctx, classroomId, 'classroom.edit')
  const pupils = await listClassroomPupils(ctx.db, classroomId)
  return readRoster(
    text,
    pupils.map((pupil) => pupil.displayName),
    order,
  )
}

/** Names that are here already, or twice in the list. */
function duplicatesIn(names: string[], existing: string[], path: (index: number) => string): FieldError[] {
  const isHere = new Set(existing.map(nameKey))
  const isGiven = new Set<string>()
  return names.flatMap((name, index) => {
    const key = nameKey(name)
    const reason = isHere.has(key) ? 'row_exists' : isGiven.has(key) ? 'row_duplicate' : null
    isGiven.add(key)
    return reason ? [{ path: path(index), reason }] : []
  })
}

const keysOfSchool = async (tx: Tx, schoolId: string) =>
  new Set((await listPseudonymsOfSchool(tx, schoolId)).map(pseudonymKey))

/** Adds pupils with fresh pseudonyms: all, or none where a name is there twice. */
export async function addPupils(ctx: Ctx, classroomId: string, names: string[]) {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  const { schoolId } = user
  await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, schoolId)
    await lockClassroom(tx, classroomId)
    const here = (await listClassroomPupils(tx, classroomId)).map((pupil) => pupil.displayName)
    const fields = duplicatesIn(names, here, (index) => `names.${index}`)
    if (fields.length > 0) throw new AppError('conflict', 'pupil_duplicate', { fields })
    const pseudonyms = newPseudonyms(names.length, await keysOfSchool(tx, schoolId))
    const pupils = names.map((displayName, index) => ({
      schoolId,
      kind: 'pupil' as const,
      displayName,
      pseudonym: pseudonyms[index] ?? null,
      createdAt: ctx.now(),
    }))
    await insertClassroomPupils(tx, classroomId, await insertUsers(tx, pupils))
    const line = { at: ctx.now(), actorId: user.id, schoolId, targetId: classroomId }
    await insertAudit(tx, { ...line, action: 'classroom.pupils_added', detail: { count: names.length } })
  })
  return { added: names.length }
}

interface PupilChanges {
  displayName?: string
  pseudonym?: 'new'
}

export async function editPupil(ctx: Ctx, classroomId: string, userId: string, changes: PupilChanges) {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  const { schoolId } = user
  const pupil = await ctx.db.transaction(async (tx) => {
    await lockAround(tx, { id: userId, schoolId })
    await lockClassroom(tx, classroomId)
    const pupils = await listClassroomPupils(tx, classroomId)
    const before = pupils.find((one) => one.id === userId)
    if (!before) throw notFound()
    const displayName = changes.displayName ?? before.displayName
    const others = pupils.filter((one) => one.id !== userId).map((one) => one.displayName)
    const fields = duplicatesIn([displayName], others, () => 'displayName')
    if (changes.displayName !== undefined && fields.length > 0)
      throw new AppError('conflict', 'pupil_duplicate', { fields })
    const [fresh = before.pseudonym] =
      changes.pseudonym === 'new' ? newPseudonyms(1, await takenAround(tx, { id: userId, schoolId })) : []
    if (changes.pseudonym === 'new') await deletePseudonymRequest(tx, userId)
    await updateUser(tx, userId, { displayName, pseudonym: fresh })
    const line = { at: ctx.now(), actorId: user.id, schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'pupil.changed', detail: { fields: Object.keys(changes).join(' ') } })
    return { id: userId, displayName, pseudonym: fresh }
  })
  await tellProjects(ctx, userId)
  return { pupil }
}

/** Takes a pupil out of the classroom. Without another classroom the card is void; who was in no project is forgotten. */
export async function removePupil(ctx: Ctx, classroomId: string, userId: string): Promise<void> {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  await ctx.db.transaction(async (tx) => {
    await lockClassroom(tx, classroomId)
    const [pupil] = await listPupilsAmong(tx, classroomId, [userId])
    if (!pupil) throw notFound()
    await deleteClassroomPupil(tx, classroomId, userId)
    const { hasClassroom, hasProject } = await hasOtherPlaces(tx, userId, classroomId)
    const isForgotten = !hasClassroom && !hasProject
    if (isForgotten) {
      await eraseExtractsOf(tx, userId)
      await deleteUser(tx, userId)
    } else if (!hasClassroom) await updateCardsVoided(tx, [userId], ctx.now())
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'classroom.pupil_removed', detail: { classroomId, isForgotten } })
  })
  await endAllSessions(ctx, userId)
}
