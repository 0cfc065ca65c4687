import { insertAudit } from '#db/queries/audit.ts'
import { insertCards, listSealedCards, updateCardsVoided } from '#db/queries/cards.ts'
import { listClassroomPupils, listPupilsAmong, lockClassroom } from '#db/queries/classrooms.ts'
import type { Tx } from '#db/client.ts'
import { requireClassroom } from '../access/grants.ts'
import { proveOwnPassword } from '../auth/auth.ts'
import { newCard, printedCard } from '../auth/cards.ts'
import { openSealedCard } from '../auth/sealed-card.ts'
import { endAllSessions } from '../auth/sessions.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'

/** The named pupils, every one of them of this classroom. */
async function pupilsOf(tx: Tx, classroomId: string, userIds: string[]) {
  const pupils = await listPupilsAmong(tx, classroomId, userIds)
  if (pupils.length !== new Set(userIds).size) throw notFound()
  return pupils
}

/** New cards; older ones of the same pupils are void. Who is in stays in. */
export async function printCards(ctx: Ctx, classroomId: string, userIds: string[] | undefined) {
  const { user } = await requireClassroom(ctx, classroomId, 'card.print')
  const now = ctx.now()
  const cards = await ctx.db.transaction(async (tx) => {
    await lockClassroom(tx, classroomId)
    const pupils = userIds ? await pupilsOf(tx, classroomId, userIds) : await listClassroomPupils(tx, classroomId)
    const made = pupils.map((pupil) => ({ pupil, ...newCard(ctx.settings, pupil.id) }))
    await updateCardsVoided(
      tx,
      pupils.map((pupil) => pupil.id),
      now,
    )
    await insertCards(
      tx,
      made.map(({ kept }) => ({ ...kept, printedBy: user.id, createdAt: now })),
    )
    const userId = made.length === 1 ? made[0]?.pupil.id : undefined
    const line = { at: now, actorId: user.id, schoolId: user.schoolId, targetId: classroomId }
    await insertAudit(tx, {
      ...line,
      action: 'card.printed',
      detail: { count: made.length, ...(userId && { userId }) },
    })
    return made
  })
  return {
    cards: cards.map(({ pupil, printed }) => ({ userId: pupil.id, displayName: pupil.displayName, ...printed })),
  }
}

/**
 * The same cards once more, for paper that was lost before it was cut: those that are out go on working. Who sits at a
 * teacher's open screen could read every card without anybody noticing, so the password is asked for and the audit says it.
 */
export async function printCardsAgain(ctx: Ctx, classroomId: string, asked: { userIds: string[]; password: string }) {
  const { user } = await requireClassroom(ctx, classroomId, 'card.print_again')
  await proveOwnPassword(ctx, user.id, asked.password)
  const cards = await ctx.db.transaction(async (tx) => {
    await lockClassroom(tx, classroomId)
    await pupilsOf(tx, classroomId, asked.userIds)
    const kept = await listSealedCards(tx, asked.userIds)
    const opened = kept.flatMap(({ userId, displayName, sealed }) => {
      const secrets = sealed === null ? null : openSealedCard(ctx.settings, userId, sealed)
      return secrets === null ? [] : [{ userId, displayName, ...printedCard(ctx.settings, secrets) }]
    })
    if (opened.length !== new Set(asked.userIds).size) throw new AppError('conflict', 'card_not_kept')
    const userId = opened.length === 1 ? opened[0]?.userId : undefined
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: classroomId }
    await insertAudit(tx, {
      ...line,
      action: 'card.printed_again',
      detail: { count: opened.length, ...(userId && { userId }) },
    })
    return opened
  })
  return { cards }
}

/** A lost card opens nothing any more, and whoever came in by it is out. */
export async function voidCards(ctx: Ctx, classroomId: string, userIds: string[]): Promise<void> {
  const { user } = await requireClassroom(ctx, classroomId, 'card.print')
  await ctx.db.transaction(async (tx) => {
    await pupilsOf(tx, classroomId, userIds)
    await updateCardsVoided(tx, userIds, ctx.now())
    const userId = userIds.length === 1 ? userIds[0] : undefined
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: classroomId }
    await insertAudit(tx, {
      ...line,
      action: 'card.voided',
      detail: { count: userIds.length, ...(userId && { userId }) },
    })
  })
  for (const userId of userIds) await endAllSessions(ctx, userId)
}
