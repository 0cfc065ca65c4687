import { describe, expect, it } from 'vitest'
import { channelGrant, type ChannelReach } from '#server/access/channel-rules.ts'
import {
  canInProject,
  documentGrant,
  type DocumentReach,
  type DocumentState,
  type MemberRole,
  projectActions,
  type ProjectState,
  seesHistory,
  isPausedBy,
  writingMode,
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
  // Of an archived project, and of no other: see below.
  'project.restore': 'y - - - - -',
  'dossier.read': 'y y y - - -',
  'dossier.write': 'y y - - - -',
  // Of an archived project alone, as to restore it.
  'sequel.found': 'y y - - - -',
  'people.edit': 'y y - - - -',
  'role.change': 'y - - - - -',
  'invitation.create': 'y y - - - -',
  'group.edit': 'y y - - - -',
  'document.create': 'y y - y y -',
  'document.create_any': 'y y - - - -',
  'kit.use': 'y y - - - -',
  'document.hand_out': 'y y - - - -',
  'document.manage': 'y y - - - -',
  'board.vote': 'y y - y y -',
  'version.restore': 'y y - y - -',
  'hand.raise': '- - - y y -',
  'hand.answer': 'y y - - - -',
  'writing.rule': 'y y - - - -',
  'sanction.appeal': '- - - y y -',
  'sanction.review': 'y y - - - -',
  'desk.read': 'y y - - - -',
  'extract.take': 'y y - y y -',
  'extract.read': 'y y - y y -',
  'live.watch': 'y y - - - -',
  'timer.set': 'y y - - - -',
  'plan.make': 'y y - - - -',
  'quiet.except': 'y y - - - -',
  'report.make': 'y y y y y y',
  'report.answer': 'y y - - - -',
  'team.edit': 'y y - - - -',
  'oral.write': '- - - y y -',
  'oral.read': 'y y - - - -',
  'channel.moderate': 'y y - - - -',
  'rubric.edit': 'y y - - - -',
  'judgement.enter': 'y y - - - -',
  'judgement.assess': '- - - y y -',
  'judgement.read': 'y y - y y -',
}

/** Children are safe in whatever state a project is. */
const inEveryState = new Set([
  'project.read',
  'dossier.read',
  'report.make',
  'report.answer',
  'sanction.appeal',
  'oral.read',
  'extract.read',
  'judgement.read',
])

const ofArchive = new Set(['project.restore', 'sequel.found'])

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
    const others = Object.entries(inOpenProject).filter(([action]) => !ofArchive.has(action))
    for (const [action, line] of others) {
      for (const { role, cell } of cells(line)) {
        const left = leftBy[state]
        const stays = inEveryState.has(action) || left === 'all' || (left === 'teachers' && isTeacher(role))
        const asked = Object.keys(projectActions).find((name) => name === action)
        expect(
          canInProject(role, state, asked as keyof typeof projectActions, 'european'),
          `${role} ${action} ${state}`,
        ).toBe(cell === 'y' && stays)
      }
    }
  })

  it('lets its owners alone bring an archived project back, and its teachers go on with it', () => {
    for (const role of roleOrder) {
      expect(canInProject(role, 'archived', 'sequel.found', 'european'), role).toBe(isTeacher(role))
      expect(canInProject(role, 'closed', 'sequel.found', 'european'), role).toBe(false)
      expect(canInProject(role, 'archived', 'project.restore', 'european'), role).toBe(role === 'owner')
      for (const state of projectStates.filter((one) => one !== 'archived'))
        expect(canInProject(role, state, 'project.restore', 'european'), `${role} ${state}`).toBe(false)
    }
  })

  it.each(documentStates)('grants the content of a document that is %s by role and reach', (documentState) => {
    for (const reach of ['project', 'own_group', 'other_group', 'teachers'] as const) {
      for (const { role, cell } of cells(content[documentState][reach])) {
        const facts = {
          role,
          projectKind: 'european',
          projectState: 'open',
          documentState,
          reach,
          writing: null,
        } as const
        const grant = documentGrant({ ...facts, isDamaged: false })
        expect(grant, `${role} ${reach}`).toBe(grantOf[cell as keyof typeof grantOf])
        // Of a damaged one nobody sees less, and nobody writes.
        expect(documentGrant({ ...facts, isDamaged: true })).toBe(grant === 'none' ? 'none' : 'read')
      }
    }
  })

  it('opens what is frozen or taken away in a circle to its moderators alone', () => {
    for (const [role, frozen, removed] of [
      ['owner', 'write', 'read'],
      ['teacher', 'read', 'none'],
    ] as const) {
      const place = { projectKind: 'circle', projectState: 'open', reach: 'project' } as const
      const facts = { ...place, role, isDamaged: false, writing: null } as const
      expect(documentGrant({ ...facts, documentState: 'open' })).toBe('write')
      expect(documentGrant({ ...facts, documentState: 'frozen' })).toBe(frozen)
      expect(documentGrant({ ...facts, documentState: 'removed' })).toBe(removed)
    }
  })

  it('leaves nobody writing in an archived project, and only teachers in a closed one', () => {
    for (const role of roleOrder) {
      for (const reach of ['project', 'own_group', 'other_group', 'teachers'] as const) {
        const place = { projectKind: 'european', documentState: 'open', isDamaged: false, writing: null } as const
        const facts = { ...place, role, reach }
        expect(documentGrant({ ...facts, projectState: 'archived' })).not.toBe('write')
        expect(documentGrant({ ...facts, projectState: 'closed' }) === 'write').toBe(isTeacher(role))
      }
    }
  })
})

describe('rules of writing', () => {
  const now = new Date('2026-12-01T10:00:00Z')
  const rule = (mode: 'approval' | 'read', until: string | null = null) => ({ mode, until, isPause: false })

  it('bind pupils alone, by the strictest that is in force', () => {
    for (const role of roleOrder) {
      const mode = writingMode(role, [rule('approval'), rule('read')], now)
      expect(mode, role).toBe(role.startsWith('pupil') ? 'read' : null)
    }
    expect(writingMode('pupil', [], now)).toBe(null)
    expect(writingMode('pupil', [rule('approval')], now)).toBe('approval')
  })

  it('a pause of a board leaves reading as it was, and is of pupils alone', () => {
    const paused = [{ ...rule('read'), isPause: true }]
    expect(writingMode('pupil', paused, now)).toBe(null)
    for (const role of roleOrder) expect(isPausedBy(role, paused, now), role).toBe(role.startsWith('pupil'))
    expect(isPausedBy('pupil', [{ ...rule('read', now.toISOString()), isPause: true }], now)).toBe(false)
    expect(isPausedBy('pupil', [rule('read')], now)).toBe(false)
  })

  it('are over at their end, to the millisecond', () => {
    const ending = [rule('read', '2026-12-01T10:00:00.001+00:00')]
    expect(writingMode('pupil', ending, now)).toBe('read')
    expect(writingMode('pupil', ending, new Date(now.getTime() + 1))).toBe(null)
  })

  it('leave reading as it is, and take away no less and no more than writing', () => {
    for (const reach of ['project', 'own_group', 'other_group', 'teachers'] as const) {
      const place = { projectKind: 'european', projectState: 'open', documentState: 'open' } as const
      const facts = { ...place, role: 'pupil', isDamaged: false, reach } as const
      const free = documentGrant({ ...facts, writing: null })
      expect(documentGrant({ ...facts, writing: 'read' })).toBe(free === 'none' ? 'none' : 'read')
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
