import { insertAudit } from '#db/queries/audit.ts'
import { listClassroomPupils, lockClassroom } from '#db/queries/classrooms.ts'
import { insertNotices, listTold } from '#db/queries/notices.ts'
import {
  deletePseudonymRequest,
  findPseudonymRequest,
  listPseudonymsAround,
  listTeachersOfPupil,
  upsertPseudonymRequest,
} from '#db/queries/pseudonyms.ts'
import { findUser, updateUser } from '#db/queries/users.ts'
import { requireClassroom } from '../access/grants.ts'
import { tellProjects } from '../auth/auth.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { lockAround, takenAround } from './apart.ts'
import { isSafePseudonym, pseudonymChoices, pseudonymKey, type PseudonymLanguage } from './names.ts'

/* A pupil chooses what other schools call them, out of a safe list; a teacher of theirs says yes or no. */

/** As many as a child takes in at a glance. */
const choiceCount = 12
/** Who has read of a wish is told of another after this; who has not, finds the newest when they look. */
const ringEveryMs = 60 * 60_000

function requirePupil(ctx: Ctx): SessionUser {
  const user = requireUser(ctx)
  if (user.kind !== 'pupil') throw new AppError('forbidden')
  return user
}

/** My pseudonym, what I asked for, and some that are free. */
export async function showPseudonym(ctx: Ctx, language: PseudonymLanguage) {
  const user = requirePupil(ctx)
  const taken = new Set((await listPseudonymsAround(ctx.db, user)).map(pseudonymKey))
  const own = user.pseudonym === null ? [] : [pseudonymKey(user.pseudonym)]
  return {
    ...(await viewOwn(ctx, user.id)),
    choices: pseudonymChoices(language, choiceCount, new Set([...taken, ...own])),
  }
}

async function viewOwn(ctx: Ctx, userId: string) {
  const user = await findUser(ctx.db, userId)
  const asked = await findPseudonymRequest(ctx.db, userId)
  return { pseudonym: user?.pseudonym ?? null, asked: asked?.pseudonym ?? null }
}

/**
 * Asks my teachers for a pseudonym; a wish that changes rings no second time. One that somebody around me has or asks for
 * is taken.
 */
export async function askPseudonym(ctx: Ctx, pseudonym: string) {
  const user = requirePupil(ctx)
  if (!isSafePseudonym(pseudonym))
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'pseudonym', reason: 'pseudonym_unknown' }] })
  const rung = await ctx.db.transaction(async (tx) => {
    await lockAround(tx, user)
    if ((await takenAround(tx, user)).has(pseudonymKey(pseudonym))) throw new AppError('conflict', 'pseudonym_taken')
    await upsertPseudonymRequest(tx, { userId: user.id, pseudonym, askedAt: ctx.now() })
    const told = { kind: 'pseudonym_asked' as const, at: ctx.now(), actorId: user.id, projectId: null }
    const toldSince = new Date(ctx.now().getTime() - ringEveryMs)
    const toldAlready = await listTold(tx, { actorId: user.id, kind: told.kind, since: toldSince })
    const teachers = (await listTeachersOfPupil(tx, user.id)).filter(({ userId }) => !toldAlready.includes(userId))
    await insertNotices(
      tx,
      teachers.map((teacher) => ({ ...told, ...teacher })),
    )
    return teachers.map((teacher) => teacher.userId)
  })
  for (const teacherId of new Set(rung)) await ringEverywhere(ctx, teacherId)
  return viewOwn(ctx, user.id)
}

/** I changed my mind. */
export async function takeBackPseudonym(ctx: Ctx) {
  const user = requirePupil(ctx)
  await ctx.db.transaction((tx) => deletePseudonymRequest(tx, user.id))
  return viewOwn(ctx, user.id)
}

/** A teacher of the classroom gives the pupil what they asked for, or does not. */
export async function answerPseudonym(ctx: Ctx, classroomId: string, userId: string, isApproved: boolean) {
  const { user } = await requireClassroom(ctx, classroomId, 'classroom.edit')
  const { schoolId } = user
  const pupil = await ctx.db.transaction(async (tx) => {
    await lockAround(tx, { id: userId, schoolId })
    await lockClassroom(tx, classroomId)
    const before = (await listClassroomPupils(tx, classroomId)).find((one) => one.id === userId)
    const request = before && (await deletePseudonymRequest(tx, userId))
    if (!before || !request) throw notFound()
    // Since they asked, somebody of that name may have come into a project of theirs.
    const taken = await takenAround(tx, { id: userId, schoolId })
    if (isApproved && taken.has(pseudonymKey(request.pseudonym))) throw new AppError('conflict', 'pseudonym_taken')
    if (isApproved) await updateUser(tx, userId, { pseudonym: request.pseudonym })
    const kind = isApproved ? 'pseudonym_approved' : 'pseudonym_refused'
    await insertNotices(tx, [{ userId, projectId: null, kind, at: ctx.now(), actorId: user.id }])
    const line = { at: ctx.now(), actorId: user.id, schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: isApproved ? 'pseudonym.approved' : 'pseudonym.refused' })
    return { ...before, pseudonym: isApproved ? request.pseudonym : before.pseudonym }
  })
  if (isApproved) await tellProjects(ctx, userId)
  await ringEverywhere(ctx, userId)
  return { pupil: { id: pupil.id, displayName: pupil.displayName, pseudonym: pupil.pseudonym } }
}
