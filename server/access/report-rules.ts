import type { reportLevels } from '#db/schema/values.ts'

/* Who sees and who answers what was reported. Pure, as the rest of the rules. */

export type ReportLevel = (typeof reportLevels)[number]
export type ReportGrant = 'none' | 'read' | 'answer'

/** What somebody is to a report: a teacher of its project, an administrator of the school that is asked, or whom it is about. */
export type ReportRole = 'teacher' | 'school_admin' | 'subject' | 'nobody'

const noReport = { subject: 'none', nobody: 'none' } as const
const aboveSchool = { teacher: 'none', school_admin: 'read', ...noReport } as const

const reportRules: Record<ReportLevel, Record<ReportRole, ReportGrant>> = {
  teacher: { teacher: 'answer', school_admin: 'none', ...noReport },
  school: { teacher: 'none', school_admin: 'answer', ...noReport },
  head: aboveSchool,
  correspondent: aboveSchool,
  office: aboveSchool,
}

/** What a report is to somebody. Whose it was before it was handed on reads it on. */
export function reportGrant(level: ReportLevel, role: ReportRole, wasHandedOn: boolean): ReportGrant {
  const grant = reportRules[level][role]
  return grant === 'none' && role === 'teacher' && wasHandedOn ? 'read' : grant
}

/** The level above, where somebody answers there. */
export const levelAbove: Record<ReportLevel, ReportLevel | null> = {
  teacher: 'school',
  school: null,
  head: null,
  correspondent: null,
  office: null,
}

/** About whom a report is, to a teacher who sees it. */
export type ReportReach = 'own_pupil' | 'other_pupil' | 'nobodys'

/** Every teacher of the project sees all reports; a pupil’s own school has the first word, and the others help out. */
export const reportTurn: Record<ReportReach, 'first' | 'after'> = {
  own_pupil: 'first',
  nobodys: 'first',
  other_pupil: 'after',
}
