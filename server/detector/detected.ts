import { detect, numbersIn } from '#collab/detector/detect.ts'
import type { FindingKind } from '#collab/detector/patterns.ts'
import { isPhone } from '#collab/detector/phones.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertReport, listDetected, type NewReport } from '#db/queries/reports.ts'
import { findSchool } from '#db/queries/schools.ts'
import type { Deps } from '../kit/context.ts'
import { noteReport, tellReport } from '../notices/reports.ts'
import { evidenceOf, type ReportEvidence } from './evidence.ts'

type DetectorDeps = Pick<Deps, 'db' | 'now' | 'rooms' | 'log'>

/** What a pupil has sent, and where it lies now. */
export interface Sent extends Pick<NewReport, 'projectId' | 'targetKind' | 'targetId' | 'channelId' | 'documentId'> {
  authorId: string
  schoolId: string
  evidence: Partial<ReportEvidence>
}

/** What a text gives away. Where a school is, is asked only where there are digits enough. */
async function findingsIn({ db }: DetectorDeps, schoolId: string, text: string): Promise<FindingKind[]> {
  const country = numbersIn(text).length === 0 ? '' : ((await findSchool(db, schoolId))?.countryCode ?? '')
  return detect(text, country, isPhone)
}

/**
 * Looks at what a pupil has sent, whatever their screen said of it, and tells the teachers of what it gives away. Called when
 * it is stored: where this fails, what was sent stays sent.
 */
export async function noteFindings(deps: DetectorDeps, sent: Sent): Promise<void> {
  try {
    const { title = '', text = '' } = sent.evidence
    const found = await findingsIn(deps, sent.schoolId, `${title}\n${text}`)
    if (found.length > 0) await report(deps, sent, found)
  } catch (error) {
    deps.log.error({ err: error, targetId: sent.targetId }, 'what was sent could not be looked at')
  }
}

async function report(deps: DetectorDeps, { authorId, schoolId, evidence, ...place }: Sent, found: FindingKind[]) {
  const reason = found.every((kind) => kind === 'meeting') ? ('contact' as const) : ('private' as const)
  const level = { level: 'teacher' as const, schoolId: null }
  const what = { kind: 'detected' as const, subjectId: authorId, reason, evidence: evidenceOf({ ...evidence, found }) }
  const rings = await deps.db.transaction(async (tx) => {
    if (await isKnown(tx, place, evidence.text ?? '')) return null
    const made = await insertReport(tx, { ...place, ...what, ...level, at: deps.now() })
    if (made === null) return null
    const rings = await noteReport(tx, deps, { ...made, by: null })
    const line = { at: deps.now(), actorId: null, schoolId, projectId: place.projectId, targetId: made.id }
    await insertAudit(tx, { ...line, action: 'report.detected', detail: { userId: authorId } })
    return rings
  })
  if (rings !== null) await tellReport(deps, { ...place, ...level, subjectId: authorId }, rings)
}

/** The same words of the same thing are told once. */
const isKnown = async (tx: Tx, { targetKind, targetId }: Pick<Sent, 'targetKind' | 'targetId'>, text: string) =>
  (await listDetected(tx, targetKind, targetId)).some((evidence) => evidenceOf(evidence).text === text)
