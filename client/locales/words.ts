import { loadMessages } from './locales.ts'
import type { Locale } from './locales.ts'

export type Words = Awaited<ReturnType<(typeof loadMessages)[Locale]>>['default']
type Load = () => Promise<{ default: Words }>
/** The words of one screen, in each language. */
type ScreenWords = Record<Locale, Load>

/** Screens on their way or there: a language that is spoken next needs their words too. */
const screens = new Set<ScreenWords>()
/** Languages that are spoken or about to be, each with all of its words that have come. It only ever gains some. */
const spoken = new Map<Locale, Words>()

/** All that this language has to say on the screens that are there. */
export async function loadWords(locale: Locale): Promise<Words> {
  const words = spoken.get(locale) ?? {}
  spoken.set(locale, words)
  await Promise.all([loadMessages, ...screens].map((each) => gather(locale, each)))
  return words
}

/** The others are spoken no more: no screen brings their words from now on. */
export function speakOnly(locale: Locale): void {
  for (const other of spoken.keys()) if (other !== locale) spoken.delete(other)
}

/**
 * A screen and its words, asked for at the same moment; it is not there before they are. The build writes this around
 * each lazy import (plugin.ts).
 */
export async function withWords<Screen>(screen: Promise<Screen>, words: ScreenWords): Promise<Screen> {
  screens.add(words)
  const [loaded] = await Promise.all([screen, ...[...spoken.keys()].map((locale) => gather(locale, words))])
  return loaded
}

async function gather(locale: Locale, from: ScreenWords): Promise<void> {
  const { default: words } = await from[locale]()
  const known = spoken.get(locale)
  if (known) Object.assign(known, words)
}
