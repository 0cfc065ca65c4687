/*
 * Words as search knows them, in every script of the programme and the same in both databases: their own parsers and
 * lower-casing hang on a locale that the embedded one does not have.
 */

/** A word of the index is at most this long; a query for a longer one finds what begins alike. */
const longestWord = 40
/** Of one message: 4,000 letters hold no more than 2,000 words. */
const mostWords = 2_000

/** Letters that do not come apart into a letter and a mark. */
const plain: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
}
const plainLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu')

/** Without case, accents, points and marks: É and e, Ώ and ω, Ї and і, Georgian capitals and small letters are one. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u0640\u00ad\u200b-\u200f]/gu, '')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(plainLetters, (letter) => plain[letter] ?? letter)

/** The words of a text, each once, in the order they come. References to people and documents are no words. */
export function wordsOf(text: string): string[] {
  const found = fold(text.replaceAll(reference, ' ')).matchAll(/[\p{L}\p{N}]+/gu)
  const words = new Set<string>()
  for (const [word] of found) {
    words.add([...word].slice(0, longestWord).join(''))
    if (words.size === mostWords) break
  }
  return [...words]
}

/** `<@uuid>` is a person, `<#uuid>` a document. */
export const reference = /<([@#])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})>/g

/** Words as the index holds them: behind the number of their channel, so that a search in it meets no other's. */
export const indexWords = (channelNumber: number, text: string): string[] =>
  wordsOf(text).map((word) => `${channelNumber} ${word}`)
