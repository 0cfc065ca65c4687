import { insertAudit } from '#db/queries/audit.ts'
import { insertCards, updateCardsVoided } from '#db/queries/cards.ts'
import { listClassroomPupils, listPupilsAmong, lockClassroom } from '#db/queries/classrooms.ts'
import type { Tx } from '#db/client.ts'
import { requireClassroom } from '../access/grants.ts'
import { newCard } from '../auth/cards.ts'
import { endAllSessions } from '../auth/sessions.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'

/** The named pupils, every one of them of this classroom. */
async function pupilsOf(tx: Tx, classroomId: string, userIds: string[]) {
  const pupils = await listPupilsAmong(tx, classroomId, userIds)
  if (pupils.length !== new Set(userIds).size) throw notFound()
  return pupils
}

/** New cards, shown this once; older ones of the same pupils are void. Who is in stays in. */
export async function printCards(ctx: Ctx, classroomId: string, userIds: string[] | undefined) {
  const { user } = await requireClassroom(ctx, classroomId, 'card.print')
  const now = ctx.now()
  const cards = await ctx.db.transaction(async (tx) => {
    await lockClassroom(tx, classroomId)
    const pupils = userIds ? await pupilsOf(tx, classroomId, userIds) : await listClassroomPupils(tx, classroomId)
    const made = pupils.map((pupil) => ({ pupil, ...newCard(ctx.settings) }))
    await updateCardsVoided(
      tx,
      pupils.map((pupil) => pupil.id),
      now,
    )
    await insertCards(
      tx,
      made.map(({ pupil, hashes }) => ({ userId: pupil.id, ...hashes, printedBy: user.id, createdAt: now })),
    )
    const line = { at: now, actorId: user.id, schoolId: user.schoolId, targetId: classroomId }
    await insertAudit(tx, { ...line, action: 'card.printed', detail: { count: made.length } })
    return made
  })
  return {
    cards: cards.map(({ pupil, printed }) => ({ userId: pupil.id, displayName: pupil.displayName, ...printed })),
  }
}

/** A lost card opens nothing any more, and whoever came in by it is out. */
export async function voidCards(ctx: Ctx, classroomId: string, userIds: string[]): Promise<void> {
  const { user } = await requireClassroom(ctx, classroomId, 'card.print')
  await ctx.db.transaction(async (tx) => {
    await pupilsOf(tx, classroomId, userIds)
    await updateCardsVoided(tx, userIds, ctx.now())
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: classroomId }
    await insertAudit(tx, { ...line, action: 'card.voided', detail: { count: userIds.length } })
  })
  for (const userId of userIds) await endAllSessions(ctx, userId)
}
