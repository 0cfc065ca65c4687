import { useMessages } from './messages.tsx'

type InLanguages = Partial<Record<string, string | undefined>>

/** What was written in several languages: in that of the reader, else in English, else as it was written first. */
export function useInLanguages() {
  const { locale } = useMessages()
  return (words: InLanguages | null): string =>
    words === null ? '' : (words[locale] ?? words['en'] ?? Object.values(words)[0] ?? '')
}
