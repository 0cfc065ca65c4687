import { useCallback, useMemo } from 'react'
import { useMessages } from '#client/locales/messages.tsx'

/** Languages offered for a paragraph beside the project's own: those of the programme's countries. */
const programmeLanguages =
  'bg cs da de el en es et fi fr ga hr hu is it lt lv mk mt nb nl pl pt ro sk sl sq sr sv tr uk ar hy az ka'.split(' ')

/** The project's languages first, then the others by name. */
export function useLanguages(own: readonly string[]) {
  const { locale } = useMessages()
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'language' })
    const others = programmeLanguages.filter((language) => !own.includes(language))
    const collator = new Intl.Collator(locale)
    return [
      ...own,
      ...others.toSorted((one, other) => collator.compare(names.of(one) ?? one, names.of(other) ?? other)),
    ]
  }, [own, locale])
}

/** The name of a language in the language of the screen. */
export function useLanguageName() {
  const { locale } = useMessages()
  return useCallback(
    (language: string) => {
      const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
    },
    [locale],
  )
}
