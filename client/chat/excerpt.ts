/* Of a long message, what stands around the words that were looked for. Pure. */

export interface ExcerptPart {
  text: string
  isFound: boolean
}

const aroundLetters = 60
const wholeLetters = 160

/** One folded letter for each of the text, so that places stay the same; where folding needs more, the first stands for it. */
const fold = (text: string) =>
  [...text].map((letter) => letter.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()[0] ?? letter)

const wordsOf = (query: string) => (query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map((word) => fold(word).join(''))

/** Begin and end of each place where a word of the query begins a word, by letters. */
function placesOf(letters: readonly string[], query: string): [from: number, to: number][] {
  const words = wordsOf(query)
  const places: [number, number][] = []
  for (let at = 0; at < letters.length; at += 1) {
    if (at > 0 && /[\p{L}\p{N}]/u.test(letters[at - 1] ?? '')) continue
    const word = words.find((one) => letters.slice(at, at + [...one].length).join('') === one)
    if (word !== undefined) places.push([at, at + [...word].length])
  }
  return places
}

export function excerpt(text: string, query: string): ExcerptPart[] {
  const letters = [...text.replaceAll(/\s+/g, ' ')]
  const places = placesOf(fold(letters.join('')), query)
  const first = places[0]?.[0] ?? 0
  const isWhole = letters.length <= wholeLetters
  const from = isWhole ? 0 : Math.max(0, first - aroundLetters)
  const to = isWhole ? letters.length : Math.min(letters.length, from + wholeLetters)
  const parts: ExcerptPart[] = from > 0 ? [{ text: '… ', isFound: false }] : []
  let done = from
  const add = (until: number, isFound: boolean) => {
    if (until > done) parts.push({ text: letters.slice(done, until).join(''), isFound })
    done = Math.max(done, until)
  }
  for (const [begin, end] of places) {
    if (begin < done || end > to) continue
    add(begin, false)
    add(end, true)
  }
  add(to, false)
  return to < letters.length ? [...parts, { text: ' …', isFound: false }] : parts
}
