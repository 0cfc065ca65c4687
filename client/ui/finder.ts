const apart: Readonly<Record<string, string>> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd' }

/** As one types it when one is in a hurry: without accents, in small letters. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßœæøłđ]/g, (letter) => apart[letter] ?? letter)

/** Says of a text whether it holds all of these words, in any order; null where there is nothing to look for. */
export function finder(query: string): ((text: string) => boolean) | null {
  const words = folded(query).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return null
  return (text) => {
    const within = folded(text)
    return words.every((word) => within.includes(word))
  }
}

/** From so many on a list has a field to look for somebody; before that one sees them all. */
export const worthSearching = 10
