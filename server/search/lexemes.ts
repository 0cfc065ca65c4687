import { keysOf, soundOf } from './key.ts'

/*
 * What the index of a list holds of a row, all in one `tsvector`, so that words, filters and the place in the order are one
 * question to one index. What a letter in front means: `=` a word of the title, `^` how a word of the title begins, `~` how a
 * word sounds, `#` where the rank lies; one letter and a point is a filter. Keys of words hold letters and digits alone.
 */

export const highestRank = 2 ** 20 - 1
/** Ranks are told apart by their first ten bits: 1,024 bands, of which any range is a few beginnings. */
const bandBits = 10
const bandShift = 20 - bandBits
export const bands = 2 ** bandBits
export const bandOf = (rank: number): number => rank >> bandShift

/** The lowest rank in a band. */
export const firstRankOf = (band: number): number => band << bandShift

const mostWords = 200

interface Indexed {
  title: string
  /** Found by their words, behind the title. */
  texts: readonly string[]
  /** As `filters.ts` writes them. */
  filters: readonly string[]
  rank: number
}

const heard = (keys: readonly string[]) => keys.map(soundOf).flatMap((sound) => (sound === null ? [] : [`~${sound}`]))

export function lexemesOf({ title, texts, filters, rank }: Indexed): string[] {
  const inTitle = keysOf(title, mostWords)
  const keys = keysOf([title, ...texts].join(' \n '), mostWords)
  const begun = inTitle.flatMap((key) => [`^${key.slice(0, 1)}`, `^${key.slice(0, 2)}`])
  const band = `#${bandOf(rank).toString(2).padStart(bandBits, '0')}`
  return [...new Set([...keys, ...inTitle.map((key) => `=${key}`), ...begun, ...heard(keys), ...filters, band])]
}

/** Of lexemes those that are words of letters alone: they stand in the dictionary. */
export const wordsAmong = (lexemes: readonly string[]): string[] => lexemes.filter((lexeme) => /^[a-z]+$/.test(lexeme))

/** The fewest beginnings of bands that say "from this one to that one", both included. */
export function bandsBetween(low: number, high: number): string[] {
  const found: string[] = []
  let at = low
  while (at <= high) {
    let size = 1
    while (at % (size * 2) === 0 && at + size * 2 - 1 <= high && size < bands) size *= 2
    found.push(
      `#${(at / size).toString(2).padStart(bandBits - Math.log2(size), '0')}`.slice(0, 1 + bandBits - Math.log2(size)),
    )
    at += size
  }
  return found
}
