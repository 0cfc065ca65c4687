import { keysOf, soundOf } from './key.ts'

/*
 * What is asked of an index, as the text of a `tsquery`. Every word in it is a key or a filter: letters, digits, points and
 * hyphens, which nothing can be smuggled into.
 */

const mostKeys = 8
const shortestBegun = 3

/** Where the words are looked for, the closest first. `slip` and `sound` are asked where little was found. */
export const nearnesses = ['name', 'begins', 'words', 'slip', 'sound'] as const
export type Nearness = (typeof nearnesses)[number]

export const readWords = (text: string): string[] => keysOf(text, mostKeys)

const quoted = (lexeme: string) => `'${lexeme}'`
const anyOf = (terms: readonly string[]) => (terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' | ')})`)
export const all = (terms: readonly string[]) => terms.filter((term) => term !== '').join(' & ')

/** The last word may not be at its end yet. Of one or two letters only names are looked for: their list is short. */
function begun(key: string, mark: '' | '='): string {
  if (key.length < shortestBegun) return anyOf([quoted(`^${key}`), quoted(mark + key)])
  return `${quoted(mark + key)}:*`
}

const but = (keys: readonly string[], last: (key: string) => string, others: (key: string) => string) =>
  keys.map((key, at) => (at === keys.length - 1 ? last(key) : others(key)))

/** The words of a question as asked at one nearness; `meant` are words of the dictionary for each of them. Null: nothing to ask. */
export function questionAt(
  near: Nearness,
  keys: readonly string[],
  meant: readonly (readonly string[])[],
): string | null {
  if (near === 'name') return all(keys.map((key) => quoted(`=${key}`)))
  if (near === 'begins')
    return all(
      but(
        keys,
        (key) => begun(key, '='),
        (key) => quoted(`=${key}`),
      ),
    )
  if (near === 'words') return all(but(keys, (key) => begun(key, ''), quoted))
  if (near === 'slip') {
    if (meant.every((words) => words.length === 0)) return null
    return all(
      but(keys, (key) => begun(key, ''), quoted).map((term, at) => anyOf([term, ...(meant[at] ?? []).map(quoted)])),
    )
  }
  const sounds = keys.map(soundOf)
  if (sounds.every((sound) => sound === null)) return null
  return all(keys.map((key, at) => (sounds[at] ? quoted(`~${sounds[at]}`) : quoted(key))))
}

/** Of several filters of one kind one must hold, of each kind one. */
export const filtersAsked = (kinds: readonly (readonly string[])[]): string =>
  all(kinds.filter((filters) => filters.length > 0).map((filters) => anyOf(filters.map(quoted))))

export const without = (asked: string, earlier: string | null): string =>
  earlier === null ? asked : all([asked, `!(${earlier})`])

export const inBands = (beginnings: readonly string[]): string => anyOf(beginnings.map((band) => `${quoted(band)}:*`))
