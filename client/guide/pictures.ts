import type { Locale } from '#client/locales/locales.ts'
import type { Chapter } from './chapters.ts'

/** By language and chapter, as `test/e2e/help-pictures.ts` took them from the demonstration. */
const pictures = import.meta.glob<string>('./pictures/*/*.webp', { eager: true, query: '?url', import: 'default' })

export const pictureOf = ({ id }: Chapter, locale: Locale): string | undefined =>
  pictures[`./pictures/${locale}/${id}.webp`]
