/*
 * Levels of schools as data: who is in them by age, in France, in Germany (years differ by Land; these are the usual ones)
 * and by ISCED 2011 for everybody else. A framework follows a level by its ages.
 */

export interface Level {
  /** `country.level`, or `isced.n`. */
  code: string
  /** As it is called where it is: a name is not translated. */
  name: string
  countryCode: string | null
  ages: [from: number, to: number]
}

const level = (code: string, name: string, from: number, to = from + 1): Level => ({
  code,
  name,
  countryCode: code.startsWith('isced') ? null : code.slice(0, 2).toUpperCase(),
  ages: [from, to],
})

const french = [
  ['ps', 'Petite section (cycle 1)'],
  ['ms', 'Moyenne section (cycle 1)'],
  ['gs', 'Grande section (cycle 1)'],
  ['cp', 'CP (cycle 2)'],
  ['ce1', 'CE1 (cycle 2)'],
  ['ce2', 'CE2 (cycle 2)'],
  ['cm1', 'CM1 (cycle 3)'],
  ['cm2', 'CM2 (cycle 3)'],
  ['6e', '6e (cycle 3)'],
  ['5e', '5e (cycle 4)'],
  ['4e', '4e (cycle 4)'],
  ['3e', '3e (cycle 4)'],
  ['2de', 'Seconde'],
  ['1re', 'Première'],
  ['tle', 'Terminale'],
] as const

const germanClasses = Array.from({ length: 13 }, (_, index) =>
  level(`de.${index + 1}`, `Klasse ${index + 1}`, 6 + index),
)

export const levels: readonly Level[] = [
  ...french.map(([code, name], index) => level(`fr.${code}`, name, 3 + index)),
  level('de.kita', 'Kindergarten', 3, 6),
  ...germanClasses,
  level('isced.02', 'ISCED 02', 3, 6),
  level('isced.1', 'ISCED 1', 6, 11),
  level('isced.2', 'ISCED 2', 11, 15),
  level('isced.3', 'ISCED 3', 15, 19),
]
