import { describe, expect, it } from 'vitest'
import { type Missing, missingToOpen } from '#server/access/project-life.ts'
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
