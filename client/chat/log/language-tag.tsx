import { useMessages } from '#client/locales/messages.tsx'
import { languageName } from '#client/locales/languages.ts'
import styles from './message.module.css'

/** The language of a message, said where it is not the reader's. */
export function LanguageTag({ language }: { language: string | null }) {
  const { locale } = useMessages()
  if (language === null || language.split('-')[0] === locale) return null
  return (
    <abbr className={styles.language} title={languageName(language, locale)}>
      {language.toUpperCase()}
    </abbr>
  )
}
