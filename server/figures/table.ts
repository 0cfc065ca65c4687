import type { Locale } from '#db/schema/values.ts'
import { csvOf } from '../kit/csv.ts'
import type { Figures } from './figures.ts'
import { valueName } from './page.ts'
import { everywhere, measures } from './tally.ts'
import { figureWords } from './words.ts'

/** All figures in lines; what the words mean stands at the end. */
export function figuresTable(locale: Locale, { on, country, rows, threshold }: Figures): string {
  const words = figureWords[locale]
  const lines = rows.map((row) => [
    ...[on, country ?? everywhere, row.measure, row.by, row.of, valueName(locale, row)],
    ...[`${row.n ?? ''}`, row.n === null ? '1' : '0'],
  ])
  const meanings = [...measures, 'level', 'language', 'tool', 'partner'] as const
  const dictionary = meanings.map((word) => [`# ${word}`, words.meanings[word]])
  return csvOf(Object.values(words.columns), [...lines, ...dictionary, ['#', words.secrecy(threshold.least)]])
}
