import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findAdultMessage } from '#db/queries/conversations.ts'
import { findOfficeFor, listOfficePeople } from '#db/queries/help.ts'
import {
  findMessageReport,
  type FoundMessageReport,
  insertMessageReport,
  listMessageReports,
  updateMessageReportHandled,
} from '#db/queries/message-reports.ts'
import { findOfficeOf } from '#db/queries/offices.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireConversation, requireMet } from '../access/contacts.ts'
import { reachInOffice } from '../access/office-rules.ts'
import { requireOffice } from '../access/offices.ts'
import { noteOpening } from '../audit/openings.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import { noteMessageReport } from '../notices/contacts.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { evidenceOfLetter, evidenceOfMessage, type MessageEvidence, messageEvidence } from './evidence.ts'
import type { MessageReport } from './input.ts'

/*
 * What a teacher asks the office of their country to look at. It reads what was reported and what stood around it, as it was
 * then; of all else that two teachers write nobody reads anything. Who is reported never learns of it.
 */

const mostListed = 100
const takenKeptMs = 30 * dayMs

/** A message that somebody else has written. */
export async function reportMessage(ctx: Ctx, conversationId: string, messageId: string, given: MessageReport) {
  const { user } = await requireConversation(ctx, conversationId)
  const row = await findAdultMessage(ctx.db, messageId)
  if (!row || row.conversationId !== conversationId) throw notFound()
  if (row.authorId === user.id) throw new AppError('forbidden')
  if (row.deletedAt !== null && !isReadable(ctx, row.takenText, row.deletedAt))
    throw new AppError('conflict', 'message_gone')
  const evidence = await evidenceOfMessage(ctx.db, row)
  await reportToOffice(ctx, user, { ...given, messageId, subjectId: row.authorId, evidence })
}

/** As long as what was taken back is kept, in case that something has happened. */
const isReadable = (ctx: Ctx, words: string | null, takenAt: Date | null) =>
  words !== null && words !== '' && takenAt !== null && ctx.now().getTime() - takenAt.getTime() < takenKeptMs

/** The first letter of somebody who asks me, or asked me and took it back, whatever I have answered. */
export async function reportLetter(ctx: Ctx, otherId: string, given: MessageReport) {
  const { user, theirs } = await requireMet(ctx, otherId)
  const taken = theirs && isReadable(ctx, theirs.takenWords, theirs.takenAt) ? theirs.takenWords : ''
  const isThere = theirs?.state === 'asked' || taken !== ''
  if (!theirs || !isThere) throw new AppError('conflict', 'message_gone')
  const words = [taken, theirs.words].filter((one) => one !== '').join('\n\n')
  const evidence = evidenceOfLetter(otherId, words, theirs.askedAt ?? theirs.changedAt)
  await reportToOffice(ctx, user, { ...given, messageId: null, subjectId: otherId, evidence })
}

interface Reported extends MessageReport {
  messageId: string | null
  subjectId: string | null
  evidence: MessageEvidence
}

/** That of the reporter's country; where it has none, or none any more, that of Europe. */
async function officeFor(ctx: Ctx, { schoolId }: SessionUser): Promise<string> {
  const own = (await findOfficeFor(ctx.db, schoolId))?.officeId
  const officeId = own ?? (await findOfficeOf(ctx.db, null))?.id
  if (officeId === undefined) throw new AppError('conflict', 'no_office')
  return officeId
}

/** To the office of whoever reports it. */
export async function reportToOffice(ctx: Ctx, user: SessionUser, reported: Reported) {
  const officeId = await officeFor(ctx, user)
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
  return { report: { ...viewReport(found), said: viewSaid(found) } }
}

/**
 * Between two, who has not written what is reported is who reports it: also where one of them is gone by now. In a circle
 * others have spoken too: of them no name is told.
 */
function viewSaid({ report: { evidence, reporterId }, subject, reporter }: FoundMessageReport) {
  const { said } = messageEvidence.parse(evidence)
  const subjectId = said.find(({ isReported }) => isReported)?.authorId ?? null
  return said.map(({ authorId, ...one }) => {
    if (authorId === subjectId) return { ...one, by: 'subject' as const, name: subject?.name ?? null }
    if (reporterId !== null && authorId !== reporterId) return { ...one, by: 'other' as const, name: null }
    return { ...one, by: 'reporter' as const, name: reporter?.name ?? null }
  })
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
