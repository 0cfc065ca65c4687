import type { CircularLocale } from '#client/data/circulars.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Words } from '#client/ui/words.tsx'

interface LettersProps {
  letters: readonly { locale: CircularLocale; subject: string; text: string }[]
}

/** A circular in each of its languages. */
export function Letters({ letters }: LettersProps) {
  const { locale: reader } = useMessages()
  return (
    <Stack gap="l">
      {letters.map(({ locale, subject, text }) => (
        <section key={locale} lang={locale}>
          <h3>
            {subject} ({languageName(locale, reader)})
          </h3>
          <Words>{text}</Words>
        </section>
      ))}
    </Stack>
  )
}
