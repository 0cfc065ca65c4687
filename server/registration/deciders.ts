import type { Tx } from '#db/client.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import { findOfficeWord } from '#db/queries/registrations.ts'
import { findSchool } from '#db/queries/schools.ts'
import { ask } from '../approvals/ask.ts'
import { announceWaiting } from '../invitations/announce.ts'
import { type Ctx, requireAccount } from '../kit/context.ts'

/* Who says yes to a newcomer: the administrators of the school, who know who is at it; where there is none, the office. */

interface Asking {
  newcomer: { id: string; schoolId: string }
  /** Administrators of the school who may sign in. */
  admins: readonly string[]
  officeId: string
  /** What the office is told of a school that is new to us. */
  proof: string
}

/** Gives whose bell rings, and what the audit says of it. */
export async function askForWord(
  ctx: Ctx,
  tx: Tx,
  { newcomer, admins, officeId, proof }: Asking,
): Promise<{ rings: string[]; lines: AuditLine[] }> {
  if (admins.length > 0) return { rings: await announceWaiting(ctx, tx, newcomer), lines: [] }
  const subject = { userId: newcomer.id }
  const { rings, line } = await ask(tx, { subject, decider: { officeId }, by: newcomer, at: ctx.now(), text: proof })
  return { rings, lines: [line] }
}

/** For who waits: who decides about them, and what an office asked or said. */
export async function showWaiting(ctx: Ctx) {
  const user = requireAccount(ctx)
  if (!user.isWaiting) return { decider: null, approvalId: null }
  const word = await findOfficeWord(ctx.db, user.id)
  if (word) return { decider: { kind: 'office' as const, name: word.office }, approvalId: word.approvalId }
  const school = await findSchool(ctx.db, user.schoolId)
  return { decider: { kind: 'school' as const, name: school?.name ?? '' }, approvalId: null }
}
