import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'

const levels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']

/** A language and how well it is spoken; the directory counts levels from one. */
export function useSpoken() {
  const { t, locale } = useMessages()
  return ({ code, level }: { code: string; level: number }) =>
    t('directory.languageAt', { language: languageName(code, locale), level: levels[level - 1] ?? '' })
}
