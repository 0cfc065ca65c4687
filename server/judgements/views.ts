import type { AgreementRow, JudgementRow, ObservationRow } from '#db/queries/judgements.ts'
import {
  type JudgedPupil,
  type JudgementViewer,
  judges,
  type Known,
  seesAgreement,
  seesJudgement,
  seesObservation,
} from '../access/judgement-rules.ts'

/** All of a project, before it is known who looks. */
export interface Rows {
  judgements: JudgementRow[]
  agreements: AgreementRow[]
  observations: ObservationRow[]
}

interface Place {
  criterionId: string
  pupilId: string
}

const keyOf = ({ criterionId, pupilId }: Place) => `${criterionId} ${pupilId}`

/** What of a project's judgements somebody is shown, by the rules and by nothing else. */
export function viewFor(viewer: JudgementViewer, pupils: ReadonlyMap<string, JudgedPupil>, rows: Rows) {
  const entered = new Set(rows.judgements.flatMap((row) => (isOwn(viewer, row) ? [keyOf(row)] : [])))
  const agreed = new Set(rows.agreements.map(keyOf))
  const known = (place: Place): Known => ({ hasEntered: entered.has(keyOf(place)), isAgreed: agreed.has(keyOf(place)) })
  const counts = new Map<string, number>()
  for (const row of rows.judgements)
    if (row.kind === 'teacher') counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return {
    judgements: rows.judgements.flatMap((row) => {
      const pupil = pupils.get(row.pupilId)
      const said = { kind: row.kind, authorId: row.authorId, isShown: row.shownAt !== null }
      if (!pupil || !seesJudgement(viewer, pupil, said, known(row))) return []
      return [judgementView(viewer, pupil, row, (counts.get(keyOf(row)) ?? 0) > 1 || agreed.has(keyOf(row)))]
    }),
    agreements: rows.agreements.flatMap((row) => {
      const pupil = pupils.get(row.pupilId)
      const seen = pupil ? seesAgreement(viewer, pupil, row.publishedAt !== null) : 'none'
      // Where the teachers differ and have no words for the pupil, there is nothing to read.
      const saysNothing = row.level === null && row.words === ''
      return seen === 'none' || (seen === 'own' && saysNothing) ? [] : [agreementView(row, seen)]
    }),
    observations: rows.observations.flatMap((row) => {
      const pupil = pupils.get(row.pupilId)
      if (!pupil || !seesObservation(viewer, pupil, row.authorId, known(row))) return []
      const { id, criterionId, pupilId, level, authorId } = row
      return [{ id, criterionId, pupilId, level, authorId, at: row.at.toISOString() }]
    }),
  }
}

const isOwn = ({ userId }: JudgementViewer, { kind, authorId }: JudgementRow) =>
  kind === 'teacher' && authorId === userId

/** Extracts are the team's; that the pupil's words were let through is for those who let them. */
function judgementView(viewer: JudgementViewer, pupil: JudgedPupil, row: JudgementRow, isShared: boolean) {
  const { id, criterionId, pupilId, authorId, kind, level, words, extractIds } = row
  const isJudge = judges(viewer, pupil)
  return {
    ...{ id, criterionId, pupilId, authorId, kind, level, words },
    extracts: isJudge ? extractIds : [],
    at: row.at.toISOString(),
    isShown: isJudge && row.shownAt !== null,
    /** Whether others have seen it, so that it stays as it is. */
    isFixed: kind === 'teacher' && isShared,
  }
}

const agreementView = (
  { criterionId, pupilId, level, note, words, agreedAt, publishedAt }: AgreementRow,
  seen: 'all' | 'own',
) => ({
  ...{ criterionId, pupilId, level, words },
  note: seen === 'all' ? note : '',
  at: agreedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
})
