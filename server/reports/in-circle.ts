import { findMessage } from '#db/queries/chat-messages.ts'
import { listAround } from '#db/queries/circle-reports.ts'
import { reportToOffice } from '../contacts/reports.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { reportEvidence } from '../detector/evidence.ts'
import { reference } from '../kit/words.ts'
import type { ReportDraft } from './input.ts'
import type { takeEvidence } from './evidence.ts'

/*
 * In a circle there are teachers of many schools and no pupils: what is reported there goes to the office of whoever reports it, as
 * what two teachers write to each other does, with what was said around it.
 */

type Taken = Awaited<ReturnType<typeof takeEvidence>>

const around = 3
/** Whom it names is not told by an id. */
const plain = (text: string) => text.replaceAll(reference, '…')

async function saidAround(ctx: Ctx, { targetKind, targetId }: Taken) {
  const row = targetKind === 'message' ? await findMessage(ctx.db, targetId) : null
  // Topics of a forum say nothing to each other.
  if (row?.sequence == null || row.threadId === null) return { before: [], after: [] }
  const { channelId, threadId, sequence } = row
  return listAround(ctx.db, { channelId, threadId, sequence }, around)
}

export async function reportInCircle(
  ctx: Ctx,
  user: SessionUser,
  taken: Taken,
  { target, reason, words }: ReportDraft,
): Promise<void> {
  if (taken.subjectId === user.id) throw new AppError('forbidden')
  const { title, text } = reportEvidence.parse(taken.evidence)
  const { before, after } = await saidAround(ctx, taken)
  const near = (one: (typeof before)[number]) => ({ ...one, text: plain(one.text), isReported: false })
  const said = {
    authorId: taken.subjectId ?? null,
    text: plain([title, text].filter(Boolean).join('\n\n')),
    ...{ at: ctx.now().toISOString(), isReported: true, isDeleted: false },
  }
  await reportToOffice(ctx, user, {
    ...{ reason, words, subjectId: taken.subjectId ?? null },
    // A thing on a board and a passage have no id of this form: their document stands for them.
    messageId: 'document' in target ? target.document : taken.targetId,
    evidence: { said: [...before.map(near), said, ...after.map(near)] },
  })
}
