import type { DocumentPerson } from '#client/data/document-person.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'

/** People of the project, by id, with the names meant for whoever reads. */
export type People = ReadonlyMap<string, DocumentPerson>

/** Several of them in a row, also those who have left. */
export function useNames(people: People) {
  const { t, locale } = useMessages()
  return (userIds: readonly string[]) =>
    new Intl.ListFormat(regionOf(locale)).format(userIds.map((id) => people.get(id)?.name ?? t('versions.somebody')))
}
