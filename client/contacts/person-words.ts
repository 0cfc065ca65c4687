import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'

interface Shown {
  name: string | null
  school: { name: string; town: string; countryCode: string } | null
}

/** By which name somebody is called here: a name that is hidden is a teacher of a school, and who is gone is somebody. */
export function usePersonName() {
  const { t } = useMessages()
  return ({ name, school }: Shown) =>
    name ?? (school === null ? t('contacts.gone') : t('contacts.somebody', { school: school.name }))
}

export function usePlaceWords() {
  const { locale } = useMessages()
  return ({ school }: Shown) =>
    school === null
      ? ''
      : [school.name, school.town, countryName(school.countryCode, locale)].filter(Boolean).join(', ')
}
