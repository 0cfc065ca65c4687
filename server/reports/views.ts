import { listNamed } from '#db/queries/notices.ts'
import type { FoundReport } from '#db/queries/reports.ts'
import { grantForReport } from '../access/reports.ts'
import { levelAbove, type ReportReach, reportTurn, type ReportRole } from '../access/report-rules.ts'
import { type ReportEvidence, reportEvidence } from '../detector/evidence.ts'
import type { Ctx } from '../kit/context.ts'
import { nameFor } from '../kit/identity.ts'
import { reference } from '../kit/words.ts'

/** Who looks, as what, and by which school's names. */
export interface ReportViewer {
  userId: string
  schoolId: string
  role: ReportRole
}

interface Seen {
  row: FoundReport
  evidence: ReportEvidence
}

type Person = Awaited<ReturnType<typeof listNamed>>[number]
type People = ReadonlyMap<string, Person>

/** Reports as somebody sees them; those that are not for them are left out. */
export async function viewReports(ctx: Ctx, viewer: ReportViewer, rows: readonly FoundReport[]) {
  const seen = rows
    .filter(({ report }) => grantForReport(report, viewer.userId, viewer.role) !== 'none')
    .map((row): Seen => ({ row, evidence: reportEvidence.parse(row.report.evidence) }))
  const named = await listNamed(ctx.db, [...new Set(seen.flatMap(peopleIn))])
  const people = new Map(named.map((person) => [person.id, person]))
  return seen.map((one) => view(one, viewer, people))
}

function peopleIn({ row: { report }, evidence }: Seen): string[] {
  const { reporterId, subjectId, seenBy, closedBy, escalatedBy } = report
  const mentioned = [...evidence.text.matchAll(reference)].flatMap(([, sign, id]) => (sign === '@' && id ? [id] : []))
  const commented = evidence.comments.map(({ userId }) => userId)
  return [reporterId, subjectId, seenBy, closedBy, escalatedBy, ...commented, ...mentioned].filter((id) => id !== null)
}

function view({ row, evidence }: Seen, viewer: ReportViewer, people: People) {
  const { report, project } = row
  const nameOf = (id: string | null) => {
    const person = id === null ? undefined : people.get(id)
    return person === undefined ? null : { id: person.id, ...nameFor({ kind: 'staff', ...viewer }, person) }
  }
  const personOf = (id: string | null) => {
    const person = id === null ? undefined : people.get(id)
    return person === undefined ? null : { ...nameOf(id), name: nameOf(id)?.name ?? '…', school: person.school }
  }
  const grant = grantForReport(report, viewer.userId, viewer.role)
  const canAnswer = grant === 'answer' && report.state === 'open'
  return {
    id: report.id,
    kind: report.kind,
    project,
    level: report.level,
    state: report.state,
    at: report.at.toISOString(),
    reason: report.reason,
    words: report.words,
    reporter: personOf(report.reporterId),
    subject: personOf(report.subjectId),
    target: targetOf(row),
    evidence: evidenceView(evidence, (id) => nameOf(id)?.name ?? '…'),
    turn: reportTurn[reachOf(report.subjectId === null ? undefined : people.get(report.subjectId), viewer)],
    seen: deed(report.seenAt, nameOf(report.seenBy)?.name),
    handedOn: deed(report.escalatedAt, nameOf(report.escalatedBy)?.name),
    closed: deed(report.closedAt, nameOf(report.closedBy)?.name),
    note: report.note,
    can: { answer: canAnswer, escalate: canAnswer && levelAbove[report.level] !== null },
  }
}

const deed = (at: Date | null, name: string | undefined) => at && { at: at.toISOString(), name: name ?? null }

function reachOf(subject: Person | undefined, viewer: ReportViewer): ReportReach {
  if (subject?.kind !== 'pupil') return 'nobodys'
  return subject.school.id === viewer.schoolId ? 'own_pupil' : 'other_pupil'
}

/** Where it lies, as far as it is still there. */
function targetOf({ report, channelKind, message, document }: FoundReport) {
  const isThere = message !== null && message.deletedAt === null
  return {
    kind: report.targetKind,
    id: report.targetId,
    channel: report.channelId === null || channelKind === null ? null : { id: report.channelId, kind: channelKind },
    message: isThere ? { sequence: message.sequence, threadId: message.threadId } : null,
    document: report.documentId === null || document === null ? null : { id: report.documentId, ...document },
    block: report.block,
  }
}

function evidenceView(
  { title, place, text, language, attachments, comments, thing, found }: ReportEvidence,
  nameOf: (id: string) => string,
) {
  const plain = text.replaceAll(reference, (_whole, sign: string, id: string) =>
    sign === '@' ? `@${nameOf(id)}` : '…',
  )
  return {
    ...{ title, place, text: plain, language, attachments, thing, found },
    comments: comments.map((comment) => ({ name: nameOf(comment.userId ?? ''), text: comment.text })),
  }
}
