/* Of a long message, what stands around the words that were looked for. Pure. */

interface ExcerptPart {
  text: string
  isFound: boolean
}

const aroundLetters = 60
const wholeLetters = 160

/** As the server's search knows them (`server/kit/words.ts`): letters that do not come apart into a letter and a mark. */
const plain: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ŋ: 'n', ı: 'i' },
  ...{ ς: 'σ', ى: 'ي' },
}

/** What each letter is to a search: nothing for a mark, two for a few. */
const fold = (letters: readonly string[]) =>
  letters.map((letter) => {
    const folded = letter.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\p{M}/gu, '')
    return plain[folded] ?? folded
  })

const wordsOf = (query: string) =>
  (query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map((word) => fold([...word]).join('')).filter((word) => word !== '')

/** Where a word ends that begins here; null where it does not stand here. */
function endOf(folded: readonly string[], from: number, word: string): number | null {
  let rest = word
  let at = from
  for (; at < folded.length; at += 1) {
    const letter = folded[at] ?? ''
    // Marks above its last letter are still of the word.
    if (rest === '' && letter !== '') break
    if (!rest.startsWith(letter)) return null
    rest = rest.slice(letter.length)
  }
  return rest === '' ? at : null
}

/** Begin and end of each place where a word of the query begins a word, by letters. */
function placesOf(folded: readonly string[], query: string): [from: number, to: number][] {
  const words = wordsOf(query)
  const places: [number, number][] = []
  let before = ''
  for (const [at, letter] of folded.entries()) {
    const isBegin = letter !== '' && !/[\p{L}\p{N}]/u.test(before)
    if (letter !== '') before = letter
    const ends = isBegin ? words.flatMap((word) => endOf(folded, at, word) ?? []) : []
    if (ends.length > 0) places.push([at, Math.max(...ends)])
  }
  return places
}

export function excerpt(text: string, query: string): ExcerptPart[] {
  const letters = [...text.replaceAll(/\s+/g, ' ')]
  const places = placesOf(fold(letters), query)
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
