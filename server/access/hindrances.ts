import type { documentKinds } from '#db/schema/values.ts'
import { AppError } from '../kit/errors.ts'
import {
  type DocumentGrant,
  type DocumentReach,
  type DocumentState,
  type HeldRule,
  isInForce,
  looksAfter,
  type MemberRole,
  type ProjectKind,
  type ProjectState,
  type WritingMode,
} from './rules.ts'

/*
 * Who may write here, why not, and until when: asked by screens, requests and lines alike. Rules of writing are rows of one
 * table, a freeze is of its document and a pause of its channel; what of them holds is said here and nowhere else.
 */

export interface Hindrance<Why extends string> {
  why: Why
  /** Null: until somebody lifts it. */
  until: Date | null
}

type WhyReading =
  | 'removed'
  | 'archived'
  | 'damaged'
  | 'visitor'
  | 'guest'
  | 'project_closed'
  | 'other_group'
  | 'frozen'
  | 'ruled'
  | 'reading_right'

interface InDocument {
  kind: (typeof documentKinds)[number]
  grant: Exclude<DocumentGrant, 'none'>
  role: MemberRole
  projectState: ProjectState
  stateNow: DocumentState
  frozenUntil: Date | null
  damagedAt: Date | null
  reach: DocumentReach
  writing: WritingMode | null
  rules: readonly HeldRule[]
}

export interface WritingHere {
  mayWrite: 'read' | 'pending' | 'write'
  hindrances: Hindrance<WhyReading>[]
}

/**
 * What a line may do: a board judges by itself what waits on it (SPEC 64), beside a page that is the relay's (SPEC 86). Why no
 * more, from what lasts to what passes; nothing where they write.
 */
export function writingHere(facts: InDocument, now: Date): WritingHere {
  if (facts.grant === 'read') return { mayWrite: 'read', hindrances: [...hindrancesIn(facts, now)] }
  const waits = facts.kind === 'page' && facts.writing === 'approval'
  return { mayWrite: waits ? 'pending' : 'write', hindrances: [] }
}

function* hindrancesIn(facts: InDocument, now: Date): Generator<Hindrance<WhyReading>> {
  const { role, projectState, stateNow, damagedAt, reach, frozenUntil, writing, rules } = facts
  const lasting = (why: WhyReading) => ({ why, until: null })
  if (stateNow === 'removed') yield lasting('removed')
  if (projectState === 'archived' || stateNow === 'archived') yield lasting('archived')
  if (damagedAt !== null) yield lasting('damaged')
  if (role === 'visitor' || role === 'guest') yield lasting(role)
  if (projectState === 'closed') yield lasting('project_closed')
  if (reach === 'other_group') yield lasting('other_group')
  if (stateNow === 'frozen') yield { why: 'frozen', until: frozenUntil }
  if (writing === 'read') yield { why: 'ruled', until: endOf(rules, now) }
  yield lasting('reading_right')
}

/** Of rules that hold together the last end counts. */
function endOf(rules: readonly HeldRule[], now: Date): Date | null {
  const ends = rules
    .filter((rule) => !rule.isPause && rule.mode !== 'approval' && isInForce(rule, now))
    .map(({ until }) => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until)))
  const last = Math.max(...ends)
  return Number.isFinite(last) ? new Date(last) : null
}

/** Of what can be lifted whoever asks is told so; of all else, that it is not theirs to write. */
export function refusalToWrite({ projectState, hindrances }: WritingHere & Pick<InDocument, 'projectState'>): AppError {
  if (projectState === 'archived') return new AppError('conflict', 'project_archived')
  const whys = new Set(hindrances.map(({ why }) => why))
  if (whys.has('damaged')) return new AppError('conflict', 'document_damaged')
  if (whys.has('frozen')) return new AppError('conflict', 'document_frozen')
  return whys.has('ruled') ? new AppError('conflict', 'writing_ruled') : new AppError('forbidden')
}

interface InChannel {
  role: MemberRole
  projectKind: ProjectKind
  /** What rules leave of their writing here. */
  mode: WritingMode | null
  pausedAt: Date | null
  pausedUntil: Date | null
  needsTeacher: boolean
  rules: readonly HeldRule[]
}

/** The same for somebody whose channel it is to write in; a pause whose end has passed is over, whether or not that is written down. */
export function hindranceInChannel(
  { role, projectKind, mode, pausedAt, pausedUntil, needsTeacher, rules }: InChannel,
  now: Date,
  isTeacherThere: () => boolean,
): Hindrance<'ruled' | 'paused' | 'needs_teacher'> | null {
  if (mode === 'read') return { why: 'ruled', until: endOf(rules, now) }
  if (looksAfter(role, projectKind)) return null
  if (isPaused({ pausedAt, pausedUntil }, now)) return { why: 'paused', until: pausedUntil }
  return needsTeacher && !isTeacherThere() ? { why: 'needs_teacher', until: null } : null
}

export const isPaused = ({ pausedAt, pausedUntil }: Pick<InChannel, 'pausedAt' | 'pausedUntil'>, now: Date): boolean =>
  pausedAt !== null && (pausedUntil === null || pausedUntil > now)
