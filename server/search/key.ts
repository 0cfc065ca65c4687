import anyAscii from 'any-ascii'

/*
 * One Latin key for each word: Éva and eva, Ελένη and Eleni, Шевченко and Shevchenko are found by one another, whichever of them
 * is stored. In both databases alike: nothing of it hangs on a locale.
 */

/** A word of the index is at most this long; a query for a longer one finds what begins alike. */
const longestKey = 40

/** Words as they stand in a text. An apostrophe parts words, but not in Cyrillic, where it is a letter. */
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:(?<=\p{Script=Cyrillic})['’ʼ](?=\p{Script=Cyrillic})[\p{L}\p{M}\p{N}]+)*/gu

/** As Greek writes what Latin letters say with one or two others (ELOT 743). */
const greek: readonly [RegExp, string][] = [
  [/^μπ/gu, 'b'],
  [/μπ/gu, 'mp'],
  [/^ντ/gu, 'd'],
  [/ντ/gu, 'nt'],
  [/^γκ/gu, 'g'],
  [/γγ/gu, 'ng'],
  [/ου/gu, 'ou'],
  [/([αεη])υ(?=[βγδζλμνραεηιουω])/gu, '$1v'],
  [/([αεη])υ/gu, '$1f'],
  [/υ/gu, 'y'],
  [/χ/gu, 'ch'],
]
/** The article is no part of a name; two letters are written for what is heard as "a", two for vowels inside a word. */
const arabic: readonly [RegExp, string][] = [
  [/^ال(?=..)/gu, ''],
  [/[ةى]$/gu, 'a'],
  [/(?<=.)و/gu, 'u'],
  [/(?<=.)ي/gu, 'i'],
]

const respelt = (word: string, rules: readonly [RegExp, string][]) =>
  rules.reduce((text, [pattern, letters]) => text.replaceAll(pattern, letters), word)

function toLatin(word: string): string {
  if (/\p{Script=Greek}/u.test(word)) return anyAscii(respelt(word.normalize('NFD').replaceAll(/\p{M}/gu, ''), greek))
  if (/\p{Script=Arabic}/u.test(word)) return anyAscii(respelt(word.replaceAll(/[\p{M}ـ]/gu, ''), arabic))
  return anyAscii(word)
}

const keyOf = (word: string): string =>
  toLatin(word.normalize('NFC').toLowerCase())
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, longestKey)

/** Keys of the words of a text, each once, in the order they come: no more than `most`. */
export function keysOf(text: string, most: number): string[] {
  const keys = new Set<string>()
  for (const [word] of text.matchAll(wordPattern)) {
    if (keys.size === most) break
    const key = keyOf(word)
    if (key !== '') keys.add(key)
  }
  return [...keys]
}

/** What is written in different ways and heard alike. In this order. */
const sounds: readonly [RegExp, string][] = [
  [/ph/g, 'f'],
  [/tsch/g, 'h'],
  [/sch|sh|sz/g, 's'],
  [/tch|cz|ch|kh/g, 'h'],
  [/th/g, 't'],
  [/gh/g, 'g'],
  [/dzh|zh|dj/g, 'j'],
  [/ts|tz/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/ck|[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/w/g, 'v'],
  [/^[aeiouy]+/g, 'a'],
  [/(?<=.)[aeiouy]/g, ''],
  [/([a-z0-9])\1{1,9}/g, '$1'],
]
const shortestHeard = 4

/** How a key sounds, without its vowels, which scripts leave out and languages write in many ways; null: too short to tell. */
export function soundOf(key: string): string | null {
  if (key.length < shortestHeard && !/^[^aeiouy]{3}/.test(key)) return null
  const heard = sounds.reduce((text, [pattern, letters]) => text.replaceAll(pattern, letters), key)
  return heard.length < 2 ? null : heard
}
