import type { Locale } from '#db/schema/values.ts'
import type { Figures } from './figures.ts'
import { valueName } from './page.ts'
import { everywhere, measures } from './tally.ts'
import { figureWords } from './words.ts'

/** Spreadsheets take what begins so for a formula. */
const formula = /^[=+\-@\t\r]/

const field = (value: string | number): string => {
  const text = typeof value === 'string' && formula.test(value) && value !== '-' ? `'${value}` : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const lineOf = (values: readonly (string | number)[]) => `${values.map(field).join(',')}\r\n`

/** All figures in lines, with the mark by which spreadsheets know UTF-8; what the words mean stands at the end. */
export function figuresTable(locale: Locale, { on, country, rows, threshold }: Figures): string {
  const words = figureWords[locale]
  const lines = rows.map((row) =>
    lineOf([
      ...[on, country ?? everywhere, row.measure, row.by, row.of, valueName(locale, row)],
      ...[row.n ?? '', row.n === null ? 1 : 0],
    ]),
  )
  const meanings = [...measures, 'level', 'language', 'tool', 'partner'] as const
  const dictionary = meanings.map((word) => lineOf([`# ${word}`, words.meanings[word]]))
  return `\ufeff${lineOf(Object.values(words.columns))}${lines.join('')}${dictionary.join('')}${lineOf(['#', words.secrecy(threshold.least)])}`
}
