/*
 * Slips of the finger: a word and one that is a letter or two away from it have a shorter word in common once letters are taken
 * away from both (SymSpell). What is left is kept as numbers, which a plain index finds; who is really near is reckoned here.
 */

/** Letters at the beginning of a word that are looked at: what comes later may differ by as much. */
const beginning = 7

/** How many letters a word of this length may be off. */
export const slipsIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** FNV-1a, as the signed number that a column takes. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** What is left of a word where up to so many letters are missing, as numbers, each once. */
export function deletesOf(word: string, most = slipsIn(word)): number[] {
  let left = new Set([word.slice(0, beginning)])
  const all = new Set(left)
  for (let missing = 0; missing < most; missing++) {
    left = new Set([...left].flatMap((text) => [...text].map((_letter, at) => text.slice(0, at) + text.slice(at + 1))))
    for (const text of left) all.add(text)
  }
  return [...new Set([...all].map(hashOf))]
}

/** Letters to change, add, leave out or swap with their neighbour to make one word of another; more than `most` is `most + 1`. */
export function distanceOf(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let [older, old]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_none, at) => at)]
  for (let row = 1; row <= one.length; row++) {
    const now = [row]
    for (let column = 1; column <= other.length; column++)
      now.push(stepTo(one, other, { row, column, now, old, older }))
    ;[older, old] = [old, now]
  }
  return Math.min(old[other.length] ?? 0, most + 1)
}

interface Step {
  row: number
  column: number
  now: number[]
  old: number[]
  older: number[]
}

function stepTo(one: string, other: string, { row, column, now, old, older }: Step): number {
  const isSame = one[row - 1] === other[column - 1]
  const least = Math.min((old[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (old[column - 1] ?? 0) + (isSame ? 0 : 1))
  const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
  return isSwapped ? Math.min(least, (older[column - 2] ?? 0) + 1) : least
}

/** So many words are tried in the place of one that nobody has. */
const mostMeant = 6

/** Of words of the dictionary those that somebody may have meant, the nearest and most used first. */
export const nearest = (word: string, found: readonly { word: string; uses: number }[]): string[] =>
  found
    .map((one) => ({ ...one, distance: distanceOf(word, one.word, slipsIn(word)) }))
    .filter(({ distance }) => distance > 0 && distance <= slipsIn(word))
    .toSorted((a, b) => a.distance - b.distance || b.uses - a.uses || (a.word < b.word ? -1 : 1))
    .slice(0, mostMeant)
    .map((one) => one.word)
