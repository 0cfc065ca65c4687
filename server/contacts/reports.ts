import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findAdultMessage } from '#db/queries/contacts.ts'
import { findOfficeFor, listOfficePeople } from '#db/queries/help.ts'
import {
  findMessageReport,
  type FoundMessageReport,
  insertMessageReport,
  listMessageReports,
  updateMessageReportHandled,
} from '#db/queries/message-reports.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireConversation, requireMet } from '../access/contacts.ts'
import { reachInOffice } from '../access/office-rules.ts'
import { requireOffice } from '../access/offices.ts'
import { noteOpening } from '../audit/openings.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { noteMessageReport } from '../notices/contacts.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { evidenceOfLetter, evidenceOfMessage, type MessageEvidence, messageEvidence } from './evidence.ts'
import type { MessageReport } from './input.ts'

/*
 * What a teacher asks the office of their country to look at. It reads what was reported and what stood around it, as it was
 * then; of all else that two teachers write nobody reads anything. Who is reported never learns of it.
 */

const mostListed = 100

/** A message that somebody else has written. */
export async function reportMessage(ctx: Ctx, conversationId: string, messageId: string, given: MessageReport) {
  const { user } = await requireConversation(ctx, conversationId)
  const row = await findAdultMessage(ctx.db, messageId)
  if (!row || row.conversationId !== conversationId) throw notFound()
  if (row.authorId === user.id) throw new AppError('forbidden')
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_gone')
  const evidence = await evidenceOfMessage(ctx.db, row)
  await reportToOffice(ctx, user, { ...given, messageId, subjectId: row.authorId, evidence })
}

/** The first letter of somebody who asks me. */
export async function reportLetter(ctx: Ctx, otherId: string, given: MessageReport) {
  const { user, standing, theirs } = await requireMet(ctx, otherId)
  if (standing !== 'asking' || !theirs) throw new AppError('conflict', 'message_gone')
  const evidence = evidenceOfLetter(otherId, theirs.words, theirs.askedAt ?? theirs.changedAt)
  await reportToOffice(ctx, user, { ...given, messageId: null, subjectId: otherId, evidence })
}

interface Reported extends MessageReport {
  messageId: string | null
  subjectId: string | null
  evidence: MessageEvidence
}

/** To the office of whoever reports it. */
export async function reportToOffice(ctx: Ctx, user: SessionUser, reported: Reported) {
  const office = await findOfficeFor(ctx.db, user.schoolId)
  if (!office) throw new AppError('conflict', 'no_office')
  const { officeId } = office
  const at = ctx.now()
  const rings = await ctx.db.transaction(async (tx) => {
    const id = await insertMessageReport(tx, { ...reported, officeId, reporterId: user.id, at })
    if (id === null) return []
    const readers = await readersOf(ctx, tx, officeId, [user.id, reported.subjectId])
    const rung = await noteMessageReport(tx, 'message_reported', readers, at)
    // Without who and what: whoever it is about may be one of those who read the audit.
    await insertAudit(tx, { at, actorId: null, schoolId: officeId, action: 'message_report.made', targetId: id })
    return rung
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
}

/** Who answers it at the office today; never who it is from or about. */
async function readersOf(ctx: Ctx, tx: Tx, officeId: string, besides: (string | null)[]): Promise<string[]> {
  const people = await listOfficePeople(tx, [officeId], await findDayAt(tx, officeId, ctx.now()))
  const able = people.filter((one) => reachInOffice([one], 'message.answer') === 'all').map(({ userId }) => userId)
  return [...new Set(able)].filter((userId) => !besides.includes(userId))
}

export async function listReports(ctx: Ctx, officeId: string, state: 'open' | 'handled') {
  const { user } = await requireOffice(ctx, officeId, 'message.answer')
  const rows = await listMessageReports(ctx.db, { officeId, userId: user.id, state, limit: mostListed })
  return { reports: rows.map(viewReport) }
}

/** One of them, with what was said; that it was opened is written down. */
export async function showReport(ctx: Ctx, officeId: string, reportId: string) {
  const { user } = await requireOffice(ctx, officeId, 'message.answer')
  const found = await findMessageReport(ctx.db, officeId, reportId, user.id)
  if (!found) throw notFound()
  await noteOpening(ctx, { action: 'message_report.opened', targetId: reportId, alsoOf: [officeId] })
  return {
    report: {
      ...viewReport(found),
      said: messageEvidence.parse(found.report.evidence).said.map(({ authorId, ...one }) => ({
        ...one,
        ...saidBy(found, authorId),
      })),
    },
  }
}

/** In a circle others have spoken too: of them no name is told. */
function saidBy({ report, subject, reporter }: FoundMessageReport, authorId: string | null) {
  if (authorId !== null && authorId === report.subjectId) return { by: 'subject' as const, name: subject?.name ?? null }
  const isOther = authorId !== null && report.reporterId !== null && authorId !== report.reporterId
  return isOther ? { by: 'other' as const, name: null } : { by: 'reporter' as const, name: reporter?.name ?? null }
}

const viewReport = ({ report: row, reporter, subject, handler }: FoundMessageReport) => ({
  ...{ id: row.id, state: row.state, reason: row.reason, words: row.words, note: row.note },
  at: row.at.toISOString(),
  handledAt: row.handledAt?.toISOString() ?? null,
  reporter: reporter?.id ? reporter : null,
  subject: subject?.id ? subject : null,
  handler,
})

/** Says what was done. Whoever reported it hears that it was looked at, and no more. */
export async function settleReport(ctx: Ctx, officeId: string, reportId: string, note: string) {
  const at = ctx.now()
  const rings = await ctx.db.transaction(async (tx) => {
    const { user } = await requireOffice(ctx, officeId, 'message.answer', tx)
    const found = await findMessageReport(tx, officeId, reportId, user.id)
    if (!found) throw notFound()
    if (!(await updateMessageReportHandled(tx, reportId, { at, by: user.id, note })))
      throw new AppError('conflict', 'report_settled')
    const { reporterId } = found.report
    const rung = reporterId === null ? [] : await noteMessageReport(tx, 'message_settled', [reporterId], at)
    const line = { at, actorId: user.id, schoolId: officeId, targetId: reportId }
    await insertAudit(tx, { ...line, action: 'message_report.handled' })
    return rung
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return showReport(ctx, officeId, reportId)
}
