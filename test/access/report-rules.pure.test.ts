import { describe, expect, it } from 'vitest'
import { reportGrant, type ReportRole, reportTurn } from '#server/access/report-rules.ts'
import { reportLevels } from '#db/schema/values.ts'

/* Who answers a report at each level, again by hand, from the words of the product and not from the code. */

describe('the table of reports', () => {
  const roles: ReportRole[] = ['teacher', 'school_admin', 'subject', 'nobody']
  /** a: answers, r: reads; for a teacher, an administrator of the school that is asked, whom it is about, anybody else. */
  const levels: Record<(typeof reportLevels)[number], string> = {
    teacher: 'a - - -',
    school: '- a - -',
    head: '- r - -',
    correspondent: '- r - -',
    office: '- r - -',
  }
  const letters = { answer: 'a', read: 'r', none: '-' }

  it.each(reportLevels)('lets one level answer, and never whom it is about (%s)', (level) => {
    const found = roles.map((role) => letters[reportGrant(level, role, false)]).join(' ')
    expect(found).toBe(levels[level])
    expect(reportGrant(level, 'subject', true)).toBe('none')
  })

  it('lets teachers read on what they handed on, and gives a pupil’s own school the first word', () => {
    expect(reportGrant('school', 'teacher', true)).toBe('read')
    expect(reportTurn).toEqual({ own_pupil: 'first', nobodys: 'first', other_pupil: 'after' })
  })
})
