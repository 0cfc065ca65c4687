import { describe, expect, it } from 'vitest'
import { projectStates } from '#db/schema/values.ts'
import {
  type Decider,
  decidersOf,
  type Founder,
  isInStep,
  type LifeStep,
  mayBringPupils,
  type Missing,
  missingToOpen,
  stateBeforeOpen,
} from '#server/access/project-life.ts'
import type { ProjectKind } from '#server/access/rules.ts'

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

describe('who says yes to a project', () => {
  const france = { id: 'lycee', countryCode: 'FR', approvesTeams: false, officeId: 'fr' }
  const germany = { id: 'schule', countryCode: 'DE', approvesTeams: false, officeId: 'de' }
  const dark = { id: 'scuola', countryCode: 'IT', approvesTeams: true, officeId: null }
  const asking = { ...france, approvesTeams: true }
  const table: [ProjectKind, Founder[], Decider[]][] = [
    ['european', [france, germany], [{ officeId: 'fr' }, { officeId: 'de' }]],
    ['european', [france, dark], [{ officeId: 'fr' }]],
    ['european', [dark], []],
    ['national', [france, { ...france, id: 'college' }], [{ officeId: 'fr' }]],
    ['national', [france, germany], [{ officeId: 'fr' }]],
    ['school', [asking], [{ deciderSchoolId: 'lycee' }]],
    ['school', [france], []],
    ['school', [dark], []],
    ['training', [asking, germany], []],
  ]

  it.each(table)('a project of the kind %s founded by %j: %j', (kind, founders, deciders) => {
    expect(decidersOf(kind, founders)).toEqual(deciders)
  })

  it('a training needs an institution that was admitted, where an office is concerned', () => {
    const school = { countryCode: 'FR', membership: 'member' as const }
    const needs = { needsInstitution: true }
    expect(missingToOpen('training', [school, school], needs)).toBe('institution')
    expect(missingToOpen('training', [school, { ...school, isAdmitted: true }], needs)).toBeNull()
    expect(missingToOpen('training', [school, school])).toBeNull()
  })
})

describe('the way of a project', () => {
  it('goes over a partner and those who say yes to open', () => {
    expect(stateBeforeOpen('partner', ['approved'])).toBe('waiting_partner')
    expect(stateBeforeOpen(null, [])).toBe('open')
    expect(stateBeforeOpen(null, ['approved', 'waiting'])).toBe('waiting_office')
    expect(stateBeforeOpen(null, ['question', 'approved'])).toBe('waiting_office')
    expect(stateBeforeOpen(null, ['approved', 'approved'])).toBe('open')
    for (const no of ['refused', 'withdrawn', null] as const)
      expect(stateBeforeOpen(null, ['waiting', no])).toBe('draft')
  })

  it('lets the first school bring its pupils in every state, its partners where no office is concerned or it is open', () => {
    const bringing = (isFirst: boolean, isConcerned: boolean) =>
      projectStates.filter((state) => mayBringPupils(state, { isFirst, isConcerned }))
    expect(bringing(true, true)).toEqual([...projectStates])
    expect(bringing(false, false)).toEqual([...projectStates])
    expect(bringing(false, true)).toEqual(['open', 'closed', 'archived'])
  })

  it('has its steps in these states and in no others', () => {
    const states = (step: LifeStep) => projectStates.filter((state) => isInStep(step, state))
    expect(states('found')).toEqual(['draft', 'waiting_partner'])
    expect(states('submit')).toEqual(['draft'])
    expect(states('leave')).toEqual(projectStates.filter((state) => state !== 'archived'))
  })
})
