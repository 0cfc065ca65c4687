/* What a role means in a school and in a classroom, as `rules.ts` says it of projects. Pure. */

/**
 * What a person is in their own school; `management`: its head or of its management today, and no administrator; `waiting`: came
 * by a link and is not confirmed by an administrator.
 */
export type SchoolRole = 'admin' | 'management' | 'staff' | 'waiting' | 'pupil'

export const schoolActions = {
  'school.read': 'see the school, its staff and its classrooms',
  'school.oversee': 'see the school at a glance: posts, classes, projects, and what waits for the head',
  'school.administer':
    'rename the school, move its classes up, invite, confirm and suspend staff, make recovery links, read, check and take away the audit',
  'calendar.edit': 'keep the days without school, which quiet hours go by',
  'quiet.except_all': 'let messages reach all pupils of the school in quiet hours, for a time and with a reason',
  'report.answer_school': 'see and answer reports about teachers of the school, and those that teachers hand on',
  'team.approve': 'say yes to what a team of the school plans, where the school wants that, or take it back',
  'classroom.create': 'make a classroom',
  'project.found': 'found a project',
  'kit.remove': 'take away a kit that one made; an administrator: any that was made in the school',
  'framework.import': 'take in a framework of the school’s own, and end one that one took in',
} as const
export type SchoolAction = keyof typeof schoolActions

const staffActions = ['school.read', 'classroom.create', 'project.found', 'kit.remove', 'framework.import'] as const

const schoolRules: Record<SchoolRole, readonly SchoolAction[]> = {
  admin: [
    'school.read',
    'school.oversee',
    'school.administer',
    'calendar.edit',
    'quiet.except_all',
    'report.answer_school',
    'team.approve',
    'classroom.create',
    'project.found',
    'kit.remove',
    'framework.import',
  ],
  management: [...staffActions, 'school.oversee'],
  staff: staffActions,
  waiting: [],
  pupil: [],
}

export const classroomActions = {
  'classroom.read': 'see the pupils of a classroom',
  'classroom.edit': 'rename it, add and remove pupils and teachers',
  'card.print': 'print and void the pupils’ cards',
  'card.print_again': 'with one’s password, print cards again as they are: whoever has them could come in as the pupil',
} as const
export type ClassroomAction = keyof typeof classroomActions

/** What a person is to a classroom of their own school. */
export type ClassroomRole = 'teacher' | 'admin' | 'colleague' | 'none'

const classroomRules: Record<ClassroomRole, readonly ClassroomAction[]> = {
  teacher: ['classroom.read', 'classroom.edit', 'card.print', 'card.print_again'],
  admin: ['classroom.read', 'classroom.edit', 'card.print'],
  colleague: [],
  none: [],
}

export const canInSchool = (role: SchoolRole, action: SchoolAction) => schoolRules[role].includes(action)

export const canInClassroom = (role: ClassroomRole, action: ClassroomAction) => classroomRules[role].includes(action)
