import { type FindingKind, mostLetters, numbers, patterns } from './patterns.ts'

/** Whether digits that stand together are a number to call, for people of a country (ISO 3166, two letters). */
export type IsPhone = (digits: string, country: string) => boolean

/** Addresses of pages (ours too) hold digits and signs that are nobody’s. */
const links = /(?:https?:\/\/|www\.)[^\s<>"]{1,500}/giu
/** People and pages of the project, as messages refer to them. */
const references = /<[@#][0-9a-f-]{36}>/g

/** A day of a year, as everybody writes it. */
const days = /(?<![\d./-])\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d)/g

const wordsIn = (text: string) =>
  text.slice(0, mostLetters).replaceAll(references, ' ').replaceAll(links, ' ').replaceAll(days, ' ; ')

/** Digits that stand together as a number to call might. Nearly every text has none, and asks nobody further. */
export const numbersIn = (text: string): string[] => [...wordsIn(text).matchAll(numbers)].map(([digits]) => digits)

/** What a text gives away, each kind once. */
export function detect(text: string, country: string, isPhone: IsPhone): FindingKind[] {
  const words = wordsIn(text)
  const found = new Set<FindingKind>()
  if (numbersIn(text).some((digits) => isPhone(digits, country))) found.add('phone')
  for (const [kind, pattern] of patterns) if (pattern.test(words)) found.add(kind)
  return [...found]
}
