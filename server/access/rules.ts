import type { allProjectKinds, documentAccess, documentStates, memberRoles, projectStates } from '#db/schema/values.ts'
import type { writingModes } from '#db/schema/writing-rules.ts'

/*
 * The only place where a role means something, with `school-rules.ts` for schools and classrooms, `channel-rules.ts`,
 * `report-rules.ts` and `judgement-rules.ts` for what is said, reported and judged. A head teacher can read it aloud and object to a line.
 * Pure: no database, no clock, no throw. A new role, state or reach without a row does not compile.
 */

export type MemberRole = (typeof memberRoles)[number]
export type ProjectState = (typeof projectStates)[number]
export type ProjectKind = (typeof allProjectKinds)[number]
export type DocumentState = (typeof documentStates)[number]
export type DocumentAccess = (typeof documentAccess)[number]
/** What rules leave of writing; who is kept away is at no door where it is asked. */
export type WritingMode = Exclude<(typeof writingModes)[number], 'away'>

export const projectActions = {
  'project.read': 'see the project and who is in it',
  'project.edit': 'change its name, cover, languages and ages; open and close it',
  'project.archive': 'archive it: everything becomes read-only, for good after 30 days',
  'project.restore': 'within 30 days, bring an archived project back as it was',
  'dossier.read':
    'read its outline, in whatever state it is; its teachers: the pact of the partners and its report too',
  'dossier.write': 'write its outline, the pact and the report, and say yes to the pact for one’s own school',
  'sequel.found': 'go on with an archived project in a new one, which begins with what teachers made',
  'people.edit': 'bring in and take out pupils of one’s own school',
  'role.change': 'change what a member may do, take out any member',
  'invitation.create': 'invite a colleague or a partner teacher by link',
  'group.edit': 'make groups and say who is in them',
  'document.create': 'start a page for one’s own group',
  'document.create_any': 'start a page for any group, the whole project or the teachers',
  'kit.use': 'begin with a kit, and make one of what teachers wrote here',
  'document.hand_out': 'hand out a template, one copy per group',
  'document.manage':
    'freeze, move, remove and bring back documents; take a passage of a page away for good; on a board lock, pause, hide, approve, hold votes and empty the bin',
  'board.vote': 'choose in a vote on a board that one may read',
  'version.restore': 'bring an earlier version back, where the page can be written',
  'hand.raise': 'raise one’s hand, or say that one is lost',
  'hand.answer': 'see whose hand is up and who is lost, and take a hand down',
  'desk.read': 'see what waits for a teacher or was decided, own pupils first, and decide about any of it',
  'writing.rule':
    'say what pupils write: freely, after approval or not at all, or that one stays away, for a time and with a reason',
  'sanction.appeal':
    'ask another teacher to look at one’s own sanction, in whatever state the project is, also while one is kept away',
  'sanction.review': 'answer what a pupil asks of a sanction that somebody else has set',
  'extract.take':
    'keep a dated copy of what somebody made as evidence, and let it go again; a pupil: of what they alone made',
  'extract.read': 'read such copies, in whatever state the project is; a pupil: of what they alone made',
  'live.watch': 'see all groups at once while they work',
  'timer.set': 'start, stop and change the timer that everybody in the project sees',
  'plan.make': 'make the plan of the project; what it holds is written under the rules of documents',
  'quiet.except': 'let messages reach pupils of one’s own school in quiet hours, for a time and with a reason',
  'report.make': 'report what one sees, in whatever state the project is',
  'report.answer': 'see what was reported and answer it, in whatever state the project is',
  'team.edit': 'say who teaches what in the project, for how many hours, its theme and its public title',
  'oral.write': 'prepare one’s own file for the oral',
  'oral.read': 'see the files for the oral of pupils of one’s own school, in whatever state the project is',
  'rubric.edit': 'say by what the project is judged and what it makes, and open both to pupils',
  'judgement.enter':
    'judge and observe pupils of one’s own school, agree with the colleagues, say when pupils see it (judgement-rules.ts)',
  'judgement.assess': 'assess oneself, and others as far as a teacher opened it',
  'judgement.read': 'see what was judged, as far as it is for oneself, in whatever state the project is',
  'channel.moderate': 'pause a channel or slow it down, pin and take away messages, see what they said before',
} as const
export type ProjectAction = keyof typeof projectActions

const teacherActions = [
  'project.read',
  'project.edit',
  'dossier.read',
  'dossier.write',
  'sequel.found',
  'people.edit',
  'invitation.create',
  'group.edit',
  'document.create',
  'document.create_any',
  'kit.use',
  'document.hand_out',
  'document.manage',
  'board.vote',
  'version.restore',
  'hand.answer',
  'desk.read',
  'writing.rule',
  'sanction.review',
  'extract.take',
  'extract.read',
  'live.watch',
  'timer.set',
  'plan.make',
  'quiet.except',
  'report.make',
  'report.answer',
  'team.edit',
  'oral.read',
  'channel.moderate',
  'rubric.edit',
  'judgement.enter',
  'judgement.read',
] as const

const pupilActions = [
  'project.read',
  'document.create',
  'board.vote',
  'hand.raise',
  'sanction.appeal',
  'extract.take',
  'extract.read',
  'report.make',
  'judgement.assess',
  'judgement.read',
  'oral.write',
] as const

const projectRules: Record<MemberRole, readonly ProjectAction[]> = {
  owner: [...teacherActions, 'project.archive', 'project.restore', 'role.change'],
  teacher: teacherActions,
  visitor: ['project.read', 'dossier.read', 'report.make'],
  pupil_admin: [...pupilActions, 'version.restore'],
  pupil: pupilActions,
  guest: ['project.read', 'report.make'],
}

const circleActions = [
  'project.read',
  'document.create',
  'document.create_any',
  'board.vote',
  'version.restore',
  'report.make',
] as const

/** What of it is left in a circle, in which there are teachers alone: its owners moderate, the others are its members. */
const circleRules: Record<MemberRole, readonly ProjectAction[]> = {
  owner: [...circleActions, 'document.manage', 'channel.moderate'],
  teacher: circleActions,
  visitor: [],
  pupil_admin: [],
  pupil: [],
  guest: [],
}

/** What no state of a project takes away. */
const always: ReadonlySet<ProjectAction> = new Set([
  'project.read',
  'dossier.read',
  'report.make',
  'report.answer',
  'sanction.appeal',
  'oral.read',
  'extract.read',
  'judgement.read',
])

/** What still works in a project that is not open. Reading always does. */
const projectStateRules: Record<ProjectState, 'all' | 'teachers' | 'read'> = {
  draft: 'all',
  waiting_partner: 'all',
  waiting_office: 'all',
  open: 'all',
  closed: 'teachers',
  archived: 'read',
}

/**
 * What each may bring into one document in a day, in bytes; null: as much as they like. The heaviest honest pupil, an hour
 * of drawing or a day of typing without a pause, stays below a pupil's (RELIABILITY.md).
 */
export const bytesPerDay: Record<MemberRole, number | null> = {
  owner: null,
  teacher: null,
  visitor: null,
  pupil_admin: 2 * 1_048_576,
  pupil: 2 * 1_048_576,
  guest: 2 * 1_048_576,
}

/** How a document lies to a person: for all, for one's own group, another group's, or the teachers'. */
export type DocumentReach = 'project' | 'own_group' | 'other_group' | 'teachers'

export type DocumentGrant = 'none' | 'read' | 'write'

const documentRules: Record<MemberRole, Record<DocumentReach, DocumentGrant>> = {
  owner: { project: 'write', own_group: 'write', other_group: 'write', teachers: 'write' },
  teacher: { project: 'write', own_group: 'write', other_group: 'write', teachers: 'write' },
  visitor: { project: 'read', own_group: 'read', other_group: 'read', teachers: 'read' },
  pupil_admin: { project: 'write', own_group: 'write', other_group: 'read', teachers: 'none' },
  pupil: { project: 'write', own_group: 'write', other_group: 'read', teachers: 'none' },
  guest: { project: 'read', own_group: 'read', other_group: 'read', teachers: 'none' },
}

/** The most that a state lets through: for teachers of the project, and for everybody else. */
const documentStateRules: Record<DocumentState, { teachers: DocumentGrant; others: DocumentGrant }> = {
  open: { teachers: 'write', others: 'write' },
  frozen: { teachers: 'write', others: 'read' },
  archived: { teachers: 'read', others: 'read' },
  removed: { teachers: 'read', others: 'none' },
}

const grantOrder: readonly DocumentGrant[] = ['none', 'read', 'write']
export const least = (...grants: DocumentGrant[]): DocumentGrant =>
  grantOrder[Math.min(...grants.map((grant) => grantOrder.indexOf(grant)))] ?? 'none'

export const isPupilRole = (role: MemberRole) => role === 'pupil' || role === 'pupil_admin'

export const isTeacherRole = (role: MemberRole) => role === 'owner' || role === 'teacher'

/**
 * Who sees earlier versions of a document and what was deleted in it: those who write it when it is open, and so its
 * teachers. Whoever only reads (another group's pupils, visitors, guests) sees what it says now.
 */
export const seesHistory = (role: MemberRole, reach: DocumentReach): boolean => documentRules[role][reach] === 'write'

/** What the state of a project leaves of it for this role. */
export function projectCeiling(role: MemberRole, state: ProjectState): DocumentGrant {
  const rule = projectStateRules[state]
  if (rule === 'all') return 'write'
  return rule === 'teachers' && isTeacherRole(role) ? 'write' : 'read'
}

/** What is done with an archived project, and with no other. */
export const isOfArchive = (action: ProjectAction) => action === 'project.restore' || action === 'sequel.found'

export function canInProject(role: MemberRole, state: ProjectState, action: ProjectAction, kind: ProjectKind): boolean {
  if (kind === 'circle' && !circleRules[role].includes(action)) return false
  if (!projectRules[role].includes(action)) return false
  if (isOfArchive(action)) return state === 'archived'
  return always.has(action) || projectCeiling(role, state) === 'write'
}

export interface HeldRule {
  mode: (typeof writingModes)[number]
  until: string | null
  isPause: boolean
}

export const isInForce = ({ until }: HeldRule, now: Date) => until === null || new Date(until) > now

/** Whether a pupil is paused on a board: what they change there is put back. */
export const isPausedBy = (role: MemberRole, rules: readonly HeldRule[], now: Date): boolean =>
  isPupilRole(role) && rules.some((rule) => rule.isPause && isInForce(rule, now))

/**
 * What rules leave of a pupil's writing: the strictest that is in force, whomever it names; null: free. Nobody else is bound,
 * and a pupil's own thread with the teachers never: who may not write can always say so.
 */
export function writingMode(role: MemberRole, rules: readonly HeldRule[], now: Date): WritingMode | null {
  if (!isPupilRole(role)) return null
  const held = rules.filter((rule) => !rule.isPause && isInForce(rule, now))
  if (held.some(({ mode }) => mode !== 'approval')) return 'read'
  return held.length > 0 ? 'approval' : null
}

interface DocumentFacts {
  role: MemberRole
  projectKind: ProjectKind
  projectState: ProjectState
  documentState: DocumentState
  /** What is stored of it is not what was written: nobody writes until a teacher goes on from the last good state. */
  isDamaged: boolean
  reach: DocumentReach
  /** What rules leave of their writing here. */
  writing: WritingMode | null
}

/** Whom a freeze, a pause or the bin does not bind: the teachers; in a circle, where all are teachers, its moderators. */
export const looksAfter = (role: MemberRole, projectKind: ProjectKind): boolean =>
  projectKind === 'circle' ? role === 'owner' : isTeacherRole(role)

export function documentGrant(facts: DocumentFacts): DocumentGrant {
  const stateRule = documentStateRules[facts.documentState]
  return least(
    documentRules[facts.role][facts.reach],
    looksAfter(facts.role, facts.projectKind) ? stateRule.teachers : stateRule.others,
    projectCeiling(facts.role, facts.projectState),
    facts.isDamaged || facts.writing === 'read' ? 'read' : 'write',
  )
}
