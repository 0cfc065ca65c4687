/*
 * Slips of the finger: a word and one that is a letter or two away from it have a shorter word in common once letters are taken
 * away from both (SymSpell). What is left is kept as numbers, which a plain index finds; who is really near is reckoned here.
 */

/** Letters at the beginning of a word that are looked at: what comes later may differ by as much. */
const beginning = 7

/** How many letters a word of this length may be off. A number or a code that is a digit off is another one's. */
export const slipsIn = (word: string): number => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2)

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
  const width = other.length + 1
  let [older, old, now] = [
    new Uint8Array(width),
    Uint8Array.from({ length: width }, (_none, at) => at),
    new Uint8Array(width),
  ]
  for (let row = 1; row <= one.length; row++) {
    now[0] = row
    let nearest = row
    for (let column = 1; column < width; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      let least = Math.min(at(old, column), at(now, column - 1)) + 1
      least = Math.min(least, at(old, column - 1) + (isSame ? 0 : 1))
      if (isSwapped) least = Math.min(least, at(older, column - 2) + 1)
      now[column] = least
      nearest = Math.min(nearest, least)
    }
    // Two rows on a swap may still be one less.
    if (nearest > most + 1) return most + 1
    ;[older, old, now] = [old, now, older]
  }
  return Math.min(at(old, other.length), most + 1)
}

const at = (row: Uint8Array, column: number): number => row[column] ?? 0

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
