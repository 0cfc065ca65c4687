import { describe, expect, it } from 'vitest'
import type { mandatePosts } from '#db/schema/values.ts'
import { type OfficeAction, officeActions, reachInOffice } from '#server/access/office-rules.ts'

const everything = Object.keys(officeActions) as OfficeAction[]
const allowed = (post: (typeof mandatePosts)[number]) =>
  everything.filter((action) => reachInOffice([{ post, regionId: null }], action) === 'all')

describe('a mandate at an office', () => {
  it('lets a director do all, an officer all but say who is what and decide appeals', () => {
    expect(allowed('director').toSorted()).toEqual(everything.toSorted())
    expect(everything.filter((action) => !allowed('officer').includes(action))).toEqual([
      'office.edit',
      'appeal.decide',
      'campaign.open',
      'evaluation.judge',
      'award.give',
      'letter.sign',
    ])
  })

  it('lets a correspondent accompany and never decide, an observer look, an assessor nothing of the desk', () => {
    expect(allowed('correspondent')).toEqual([
      'office.read',
      'approval.advise',
      'help.answer',
      'circular.send',
      'radar.read',
      'award.read',
    ])
    expect(allowed('observer')).toEqual(['office.read', 'award.read', 'letter.read'])
    expect(allowed('assessor')).toEqual(['evaluation.judge'])
  })

  it('reaches as far as its regions, and everywhere where one of several has none', () => {
    const regional = (regionId: string) => ({ post: 'correspondent' as const, regionId })
    expect(reachInOffice([regional('one'), regional('two'), regional('one')], 'help.answer')).toEqual(['one', 'two'])
    expect(reachInOffice([regional('one'), { post: 'officer', regionId: null }], 'help.answer')).toBe('all')
    expect(reachInOffice([regional('one')], 'approval.decide')).toEqual([])
  })
})
