import type { judgementKinds } from '#db/schema/judgements.ts'
import type { peerCircles } from '#db/schema/rubrics.ts'
import { isPupilRole, isTeacherRole, type MemberRole } from './rules.ts'

/*
 * Who judges whom, and who sees what of it. Pure, read aloud beside `rules.ts`:
 * - The teachers of a pupil's own school judge that pupil, each blind: of another's judgement or observation a teacher
 *   knows nothing, not even that it is there, until they have entered their own, or the team has agreed.
 * - What two have entered is not changed any more: they agree, or note that they differ.
 * - Pupils assess themselves, and others as far as a teacher opened it. Their own school's teachers read both.
 * - A pupil sees their own words, what was agreed about them once it is published, and what a peer said of them once a
 *   teacher let it through; never anything about another pupil, but what they said of one themselves.
 */

export interface JudgementViewer {
  userId: string
  role: MemberRole
  schoolId: string
  groupId: string | null
}

export interface JudgedPupil {
  userId: string
  schoolId: string
  groupId: string | null
}

type Kind = (typeof judgementKinds)[number]

interface Judged {
  kind: Kind
  authorId: string | null
  isShown: boolean
}

/** Whether this person is one of those who judge this pupil. */
export const judges = (viewer: JudgementViewer, pupil: JudgedPupil): boolean =>
  isTeacherRole(viewer.role) && viewer.schoolId === pupil.schoolId

/** As what somebody may speak of a pupil; null: not at all. */
export function speaksAs(
  viewer: JudgementViewer,
  pupil: JudgedPupil,
  opened: { isOpen: boolean; peers: (typeof peerCircles)[number] },
): Kind | null {
  if (judges(viewer, pupil)) return 'teacher'
  if (!isPupilRole(viewer.role) || !opened.isOpen) return null
  if (viewer.userId === pupil.userId) return 'self'
  const isInCircle =
    opened.peers === 'project' ||
    (opened.peers === 'group' && viewer.groupId !== null && viewer.groupId === pupil.groupId)
  return isInCircle ? 'peer' : null
}

/** What a teacher knows of a place already: that is when they may know the rest. */
export interface Known {
  hasEntered: boolean
  isAgreed: boolean
}

export function seesJudgement(viewer: JudgementViewer, pupil: JudgedPupil, judgement: Judged, known: Known): boolean {
  if (judgement.authorId === viewer.userId) return true
  if (judges(viewer, pupil)) return judgement.kind !== 'teacher' || known.hasEntered || known.isAgreed
  return isPupilRole(viewer.role) && viewer.userId === pupil.userId && judgement.kind === 'peer' && judgement.isShown
}

export const seesObservation = (
  viewer: JudgementViewer,
  pupil: JudgedPupil,
  authorId: string | null,
  known: Known,
): boolean => judges(viewer, pupil) && (authorId === viewer.userId || known.hasEntered || known.isAgreed)

/** All of an agreement, only what is for its pupil, or nothing. */
export function seesAgreement(
  viewer: JudgementViewer,
  pupil: JudgedPupil,
  isPublished: boolean,
): 'all' | 'own' | 'none' {
  if (judges(viewer, pupil)) return 'all'
  return isPupilRole(viewer.role) && viewer.userId === pupil.userId && isPublished ? 'own' : 'none'
}

/** Why a teacher cannot enter or change their judgement any more; null: they can. */
export function hindranceToJudge({
  entered,
  by,
  isAgreed,
}: {
  entered: readonly (string | null)[]
  by: string
  isAgreed: boolean
}) {
  if (isAgreed) return 'judgement_agreed'
  return entered.includes(by) && entered.length > 1 ? 'judgement_seen' : null
}

/** Why the team cannot agree yet; null: it can. Who teaches the school's pupils here alone agrees alone. */
export function hindranceToAgree({
  entered,
  by,
  team,
}: {
  entered: readonly (string | null)[]
  by: string
  team: readonly string[]
}) {
  if (!entered.includes(by)) return 'judgement_first'
  return entered.length > 1 || team.every((userId) => userId === by) ? null : 'judgement_waits'
}
