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
  /** Nobody had heard of their school: a yes to them is a yes to it. */
  bringsSchool: boolean
}

/** Gives whose bell rings, and what the audit says of it. */
export async function askForWord(
  ctx: Ctx,
  tx: Tx,
  { newcomer, admins, officeId, proof, bringsSchool }: Asking,
): Promise<{ rings: string[]; lines: AuditLine[] }> {
  if (admins.length > 0) return { rings: await announceWaiting(ctx, tx, newcomer), lines: [] }
  const subject = { userId: newcomer.id }
  const vouchesFor = bringsSchool ? newcomer.schoolId : null
  const asked = { subject, decider: { officeId }, by: newcomer, at: ctx.now(), text: proof, vouchesFor }
  const { rings, line } = await ask(tx, asked)
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
