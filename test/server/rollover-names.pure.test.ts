import { describe, expect, it } from 'vitest'
import { propose } from '#server/rollover/names.ts'

const one = (countryCode: string, name: string, levels: string[] = [], others: string[] = []) =>
  propose(
    { name, ageTo: 14 },
    { countryCode, levels, year: 2026, classes: [name, ...others].map((other) => ({ name: other, ageTo: 14 })) },
  )

describe('the name of next year', () => {
  it.each([
    ['FR', '6A', '5A'],
    ['FR', '6e B', '5e B'],
    ['FR', '6eB', '5eB'],
    ['FR', '4ème 3', '3ème 3'],
    ['FR', 'PS bleue', 'MS bleue'],
    ['FR', 'CP de Mme Roux', 'CE1 de Mme Roux'],
    ['FR', 'CM1', 'CM2'],
    ['FR', 'Seconde 4', '1re 4'],
    ['FR', '1ère ES', 'Tle ES'],
    ['DE', 'Klasse 7a', 'Klasse 8a'],
    ['DE', '9', '10'],
    ['DE', '11c', '12c'],
    ['IT', '1A', '2A'],
    ['GB', 'Year 8', 'Year 9'],
  ])('of %s, %s is %s', (country, name, next) => {
    expect(one(country, name)).toEqual({ does: 'up', name: next })
  })

  it.each([
    ['FR', '3e A', '3e A (2026)'],
    ['FR', 'CM2', 'CM2 (2026)'],
    ['FR', 'Grande section', 'Grande section (2026)'],
    ['FR', 'Terminale 2', 'Terminale 2 (2026)'],
    ['DE', '4b', '4b (2026)'],
    ['DE', '13', '13 (2026)'],
  ])('of %s, %s is the last one', (country, name, then) => {
    expect(one(country, name)).toEqual({ does: 'leaves', name: then })
  })

  it('goes on into a stage that the school says it teaches, or has a class of', () => {
    expect(one('FR', '3eB', ['isced.3'])).toEqual({ does: 'up', name: '2deB' })
    expect(one('FR', 'GS', [], ['CE2'])).toEqual({ does: 'up', name: 'CP' })
    expect(one('DE', '10a', [], ['12'])).toEqual({ does: 'up', name: '11a' })
  })

  it('leaves by ages where a country has no list, and stays where nobody knows', () => {
    expect(one('IT', '3A', ['isced.2'])).toEqual({ does: 'up', name: '4A' })
    const place = { countryCode: 'IT', levels: ['isced.2'], year: 2026, classes: [] }
    expect(propose({ name: '3A', ageTo: 15 }, place)).toEqual({ does: 'leaves', name: '3A (2026)' })
    expect(one('IT', 'Le rondini')).toEqual({ does: 'stays', name: 'Le rondini' })
    expect(one('FR', 'CM1/CM2')).toEqual({ does: 'stays', name: 'CM1/CM2' })
    expect(one('DE', '7/8')).toEqual({ does: 'stays', name: '7/8' })
    expect(one('FR', 'ULIS')).toEqual({ does: 'stays', name: 'ULIS' })
  })

  it('keeps to the length of a name', () => {
    const { name } = one('FR', `3e ${'x'.repeat(37)}`)
    expect([name.length, name.endsWith(' (2026)')]).toEqual([40, true])
  })
})
