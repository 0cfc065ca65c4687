import type { DirectoryWish } from '#client/data/directory.ts'
import type { SavedSearch } from '#client/data/searches.ts'
import { spanOf } from '#client/directory/free-weeks.ts'
import { useValueName } from '#client/directory/value-name.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'

const kinds = ['country', 'region', 'subject', 'language', 'age', 'kind', 'state', 'level'] as const

/** What a saved search looks for, in one line. */
export function useSearchName(regions: readonly { id: string; name: string }[]) {
  const { t, locale } = useMessages()
  const names = { people: useValueName('people', regions), schools: useValueName('schools', regions) }
  return ({ list, wish }: SavedSearch): string => {
    const nameOf = list === 'schools' ? names.schools : names.people
    const filters = kinds.flatMap((kind) =>
      (wish[kind] ?? '')
        .split(',')
        .filter((value) => value !== '')
        .map((value) => (kind === 'age' ? t('searches.age', { age: value }) : nameOf(kind, value))),
    )
    const { from, to } = spanOf(wish['weeks'])
    const weeks = from === '' ? [] : [t('searches.weeks', { from: formatDay(from, locale), to: formatDay(to, locale) })]
    const words = wish['q'] ? [t('searches.words', { words: wish['q'] })] : []
    return [t(`directory.list_${list}`), ...words, ...filters, ...weeks].join(' · ')
  }
}

/** Where the directory looks for the same. */
export const directoryAddress = ({ list, wish }: { list: string; wish: Partial<DirectoryWish> }) =>
  `/network?${new URLSearchParams({ list, ...wish }).toString()}`
