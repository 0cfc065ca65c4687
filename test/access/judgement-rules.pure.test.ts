import { describe, expect, it } from 'vitest'
import { memberRoles } from '#db/schema/values.ts'
import {
  hindranceToAgree,
  hindranceToJudge,
  judges,
  seesAgreement,
  seesJudgement,
  seesObservation,
  speaksAs,
} from '#server/access/judgement-rules.ts'

/* The table of judging again, by hand, from the words of the product. */

const pupil = { userId: 'alix', schoolId: 'lyon', groupId: 'herons' }
const viewer = (role: (typeof memberRoles)[number], more: object = {}) => ({
  ...{ userId: 'somebody', role, schoolId: 'lyon', groupId: null },
  ...more,
})
const teachers = new Set(['owner', 'teacher'])
const pupils = new Set(['pupil', 'pupil_admin'])
const nothing = { hasEntered: false, isAgreed: false }

describe('the table of judging', () => {
  it.each(memberRoles)('says who judges (%s): teachers of the pupil’s own school', (role) => {
    expect(judges(viewer(role), pupil)).toBe(teachers.has(role))
    expect(judges(viewer(role, { schoolId: 'leipzig' }), pupil)).toBe(false)
  })

  it.each(memberRoles)('says who speaks of a pupil (%s), and as what', (role) => {
    const as = (more: object, peers: 'nobody' | 'group' | 'project', isOpen = true) =>
      speaksAs(viewer(role, more), pupil, { isOpen, peers })
    const expected = (kind: string) => (teachers.has(role) ? 'teacher' : pupils.has(role) ? kind : null)
    expect(as({ userId: 'alix' }, 'nobody')).toBe(expected('self'))
    expect(as({ groupId: 'herons' }, 'group')).toBe(expected('peer'))
    expect(as({}, 'project')).toBe(expected('peer'))
    for (const [more, peers, isOpen] of [
      [{ groupId: 'otters' }, 'group', true],
      [{ groupId: null }, 'group', true],
      [{ groupId: 'herons' }, 'nobody', true],
      [{ userId: 'alix' }, 'project', false],
    ] as const)
      expect(as(more, peers, isOpen)).toBe(teachers.has(role) ? 'teacher' : null)
  })

  it.each(memberRoles)(
    'lets nobody (%s) see a teacher’s judgement before their own is there or the team agreed',
    (role) => {
      const theirs = { kind: 'teacher' as const, authorId: 'other', isShown: false }
      expect(seesJudgement(viewer(role), pupil, theirs, nothing)).toBe(false)
      expect(seesObservation(viewer(role), pupil, 'other', nothing)).toBe(false)
      for (const known of [
        { hasEntered: true, isAgreed: false },
        { hasEntered: false, isAgreed: true },
      ]) {
        expect(seesJudgement(viewer(role), pupil, theirs, known)).toBe(teachers.has(role))
        expect(seesObservation(viewer(role), pupil, 'other', known)).toBe(teachers.has(role))
        expect(seesJudgement(viewer(role, { schoolId: 'leipzig' }), pupil, theirs, known)).toBe(false)
      }
    },
  )

  it.each(memberRoles)('shows a pupil (%s) of others’ words only a peer’s that was let through', (role) => {
    const alix = viewer(role, { userId: 'alix' })
    const all = { hasEntered: true, isAgreed: true }
    const sees = (kind: 'teacher' | 'self' | 'peer', authorId: string, isShown: boolean) =>
      seesJudgement(alix, pupil, { kind, authorId, isShown }, all)
    if (teachers.has(role)) return
    expect(sees('teacher', 'other', false)).toBe(false)
    expect(sees('peer', 'other', false)).toBe(false)
    expect(sees('peer', 'other', true)).toBe(pupils.has(role))
    const another = { kind: 'peer' as const, authorId: 'other', isShown: true }
    expect(seesJudgement(viewer(role, { userId: 'bo' }), pupil, another, all)).toBe(false)
  })

  it.each(memberRoles)('gives an agreement (%s) to the team whole, and to its pupil once it is published', (role) => {
    const own = viewer(role, { userId: 'alix' })
    expect(seesAgreement(own, pupil, false)).toBe(teachers.has(role) ? 'all' : 'none')
    expect(seesAgreement(own, pupil, true)).toBe(teachers.has(role) ? 'all' : pupils.has(role) ? 'own' : 'none')
    expect(seesAgreement(viewer(role, { schoolId: 'leipzig' }), pupil, true)).toBe('none')
  })

  it('leaves what two have entered as it is, and lets two agree, or one who is alone', () => {
    expect(hindranceToJudge({ entered: ['a'], by: 'a', isAgreed: false })).toBe(null)
    expect(hindranceToJudge({ entered: ['b'], by: 'a', isAgreed: false })).toBe(null)
    expect(hindranceToJudge({ entered: ['a', 'b'], by: 'a', isAgreed: false })).toBe('judgement_seen')
    expect(hindranceToJudge({ entered: ['b'], by: 'a', isAgreed: true })).toBe('judgement_agreed')
    expect(hindranceToAgree({ entered: ['b'], by: 'a', team: ['a', 'b'] })).toBe('judgement_first')
    expect(hindranceToAgree({ entered: ['a'], by: 'a', team: ['a', 'b'] })).toBe('judgement_waits')
    expect(hindranceToAgree({ entered: ['a', 'b'], by: 'a', team: ['a', 'b'] })).toBe(null)
    expect(hindranceToAgree({ entered: ['a'], by: 'a', team: ['a'] })).toBe(null)
  })
})
