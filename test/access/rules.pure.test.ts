import { describe, expect, it } from 'vitest'
import {
  canInClassroom,
  canInProject,
  canInSchool,
  channelGrant,
  type ChannelReach,
  type ClassroomRole,
  classroomActions,
  documentGrant,
  type DocumentReach,
  type DocumentState,
  type MemberRole,
  projectActions,
  type ProjectState,
  type Missing,
  missingToOpen,
  type ProjectKind,
  type SchoolRole,
  schoolActions,
  seesHistory,
} from '#server/access/rules.ts'
import { documentStates, memberRoles, projectStates } from '#db/schema/values.ts'

/*
 * The whole table again, by hand, from the words of the product and not from the code. An action, role or state that
 * is added or taken away in the rules without a line here fails.
 */

const roleOrder: MemberRole[] = ['owner', 'teacher', 'visitor', 'pupil_admin', 'pupil', 'guest']

/** Per action, in an open project: y or - for owner, teacher, visitor, pupil_admin, pupil, guest. */
const inOpenProject: Record<string, string> = {
  'project.read': 'y y y y y y',
  'project.edit': 'y y - - - -',
  'project.archive': 'y - - - - -',
  'people.edit': 'y y - - - -',
  'role.change': 'y - - - - -',
  'invitation.create': 'y y - - - -',
  'group.edit': 'y y - - - -',
  'document.create': 'y y - y y -',
  'document.create_any': 'y y - - - -',
  'document.hand_out': 'y y - - - -',
  'document.manage': 'y y - - - -',
  'board.vote': 'y y - y y -',
  'version.restore': 'y y - y - -',
  'quiet.except': 'y y - - - -',
  'channel.moderate': 'y y - - - -',
}

/** What a state leaves: all of it, only the two teacher roles', or reading alone. */
const leftBy: Record<ProjectState, 'all' | 'teachers' | 'reading'> = {
  draft: 'all',
  waiting_partner: 'all',
  waiting_office: 'all',
  open: 'all',
  closed: 'teachers',
  archived: 'reading',
}

/** Content of a document in an open project: w, r or - for owner, teacher, visitor, pupil_admin, pupil, guest. */
const content: Record<DocumentState, Record<DocumentReach, string>> = {
  open: {
    project: 'w w r w w r',
    own_group: 'w w r w w r',
    other_group: 'w w r r r r',
    teachers: 'w w r - - -',
  },
  frozen: {
    project: 'w w r r r r',
    own_group: 'w w r r r r',
    other_group: 'w w r r r r',
    teachers: 'w w r - - -',
  },
  archived: {
    project: 'r r r r r r',
    own_group: 'r r r r r r',
    other_group: 'r r r r r r',
    teachers: 'r r r - - -',
  },
  removed: {
    project: 'r r - - - -',
    own_group: 'r r - - - -',
    other_group: 'r r - - - -',
    teachers: 'r r - - - -',
  },
}

/** Earlier versions of a document and what was deleted in it: y or - for the same. */
const history: Record<DocumentReach, string> = {
  project: 'y y - y y -',
  own_group: 'y y - y y -',
  other_group: 'y y - - - -',
  teachers: 'y y - - - -',
}

/** A channel of an open project. */
const talk: Record<ChannelReach, string> = {
  project: 'w w r w w -',
  forum: 'w w r w w -',
  own_group: 'w w r w w -',
  other_group: 'w w r - - -',
  former_group: 'r r - - - -',
  teachers: 'w w r - - -',
  own_ask: '- - - w w -',
  ask_here: 'w w - - - -',
  ask_elsewhere: 'r r - - - -',
}

const cells = (line: string) => roleOrder.map((role, index) => ({ role, cell: line.split(' ')[index] }))
const grantOf = { w: 'write', r: 'read', '-': 'none' } as const
const isTeacher = (role: MemberRole) => role === 'owner' || role === 'teacher'

describe('the table of what members may do', () => {
  it('has a row for every action, role and state, and no more', () => {
    expect(Object.keys(inOpenProject).toSorted()).toEqual(Object.keys(projectActions).toSorted())
    expect(Object.keys(leftBy).toSorted()).toEqual([...projectStates].toSorted())
    expect(Object.keys(content).toSorted()).toEqual([...documentStates].toSorted())
    expect([...roleOrder].toSorted()).toEqual([...memberRoles].toSorted())
  })

  it.each(projectStates)('holds for every role and action while a project is %s', (state) => {
    for (const [action, line] of Object.entries(inOpenProject)) {
      for (const { role, cell } of cells(line)) {
        const left = leftBy[state]
        const stays = action === 'project.read' || left === 'all' || (left === 'teachers' && isTeacher(role))
        const asked = Object.keys(projectActions).find((name) => name === action)
        expect(canInProject(role, state, asked as keyof typeof projectActions), `${role} ${action} ${state}`).toBe(
          cell === 'y' && stays,
        )
      }
    }
  })

  it.each(documentStates)('grants the content of a document that is %s by role and reach', (documentState) => {
    for (const reach of ['project', 'own_group', 'other_group', 'teachers'] as const) {
      for (const { role, cell } of cells(content[documentState][reach])) {
        const facts = { role, projectState: 'open', documentState, reach } as const
        const grant = documentGrant({ ...facts, isDamaged: false })
        expect(grant, `${role} ${reach}`).toBe(grantOf[cell as keyof typeof grantOf])
        // Of a damaged one nobody sees less, and nobody writes.
        expect(documentGrant({ ...facts, isDamaged: true })).toBe(grant === 'none' ? 'none' : 'read')
      }
    }
  })

  it('leaves nobody writing in an archived project, and only teachers in a closed one', () => {
    for (const role of roleOrder) {
      for (const reach of ['project', 'own_group', 'other_group', 'teachers'] as const) {
        const facts = { role, documentState: 'open', isDamaged: false, reach } as const
        expect(documentGrant({ ...facts, projectState: 'archived' })).not.toBe('write')
        expect(documentGrant({ ...facts, projectState: 'closed' }) === 'write').toBe(isTeacher(role))
      }
    }
  })
})

describe('the table of channels', () => {
  it.each(Object.entries(talk))('says who reads and who writes in a channel that is %s', (reach, line) => {
    for (const { role, cell } of cells(line)) {
      const facts = { role, reach: reach as ChannelReach }
      const grant = grantOf[cell as keyof typeof grantOf]
      expect(channelGrant({ ...facts, projectState: 'open' }), role).toBe(grant)
      expect(channelGrant({ ...facts, projectState: 'archived' }), role).toBe(grant === 'none' ? 'none' : 'read')
      const closed = isTeacher(role) || grant === 'none' ? grant : 'read'
      expect(channelGrant({ ...facts, projectState: 'closed' }), role).toBe(closed)
    }
  })

  it('leaves no adult alone with another school’s pupil, and guests with nothing to read', () => {
    for (const role of roleOrder) {
      expect(channelGrant({ role, projectState: 'open', reach: 'ask_elsewhere' })).not.toBe('write')
      for (const reach of Object.keys(talk) as ChannelReach[])
        expect(channelGrant({ role: 'guest', projectState: 'open', reach })).toBe('none')
    }
  })
})

describe('the table of what was there before', () => {
  it.each(Object.entries(history))(
    'holds for a document of %s: its writers and teachers see it, readers do not',
    (reach, line) => {
      for (const { role, cell } of cells(line))
        expect(seesHistory(role, reach as DocumentReach), `${role} ${reach}`).toBe(cell === 'y')
    },
  )
})

describe('the table of schools and classrooms', () => {
  const school: Record<string, string> = {
    'school.read': 'y y - -',
    'school.administer': 'y - - -',
    'calendar.edit': 'y - - -',
    'quiet.except_all': 'y - - -',
    'classroom.create': 'y y - -',
    'project.found': 'y y - -',
  }
  const classroom: Record<string, string> = {
    'classroom.read': 'y y - -',
    'classroom.edit': 'y y - -',
    'card.print': 'y y - -',
  }
  const schoolRoles: SchoolRole[] = ['admin', 'staff', 'pupil', 'waiting']
  const classroomRoles: ClassroomRole[] = ['teacher', 'admin', 'colleague', 'none']

  it('has a row for every action', () => {
    expect(Object.keys(school).toSorted()).toEqual(Object.keys(schoolActions).toSorted())
    expect(Object.keys(classroom).toSorted()).toEqual(Object.keys(classroomActions).toSorted())
  })

  it('lets pupils and who waits do nothing in the school, and colleagues nothing in a classroom that is not theirs', () => {
    for (const action of Object.keys(schoolActions) as (keyof typeof schoolActions)[]) {
      for (const [index, role] of schoolRoles.entries()) {
        expect(canInSchool(role, action), `${role} ${action}`).toBe(school[action]?.split(' ')[index] === 'y')
      }
    }
    for (const action of Object.keys(classroomActions) as (keyof typeof classroomActions)[]) {
      for (const [index, role] of classroomRoles.entries()) {
        expect(canInClassroom(role, action), `${role} ${action}`).toBe(classroom[action]?.split(' ')[index] === 'y')
      }
    }
  })
})

describe('what a project waits for', () => {
  const countries = { FR: 'member', DE: 'member', MA: 'outside' } as const
  const table: [ProjectKind, (keyof typeof countries)[], Missing | null][] = [
    ['school', ['FR'], null],
    ['european', ['FR'], 'partner'],
    ['european', ['FR', 'FR'], 'other_country'],
    ['european', ['FR', 'FR', 'DE'], null],
    ['national', ['FR'], 'partner'],
    ['national', ['FR', 'DE'], 'same_country'],
    ['national', ['FR', 'DE', 'DE'], null],
    ['national', ['FR', 'MA'], null],
    ['training', ['FR'], 'partner'],
    ['training', ['FR', 'FR'], null],
  ]

  it.each(table)('a project of the kind %s with teachers of %j: %s', (kind, codes, missing) => {
    const schools = codes.map((countryCode) => ({ countryCode, membership: countries[countryCode] }))
    expect(missingToOpen(kind, schools)).toBe(missing)
  })
})
