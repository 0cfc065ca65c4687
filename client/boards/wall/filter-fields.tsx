import { useMemo } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { Button } from '#client/ui/button.tsx'
import type { Option } from '#client/ui/options.tsx'
import { Select } from '#client/ui/select.tsx'
import { useBoardSession } from '../board-session.ts'
import { useAuthors } from '../parts/author.tsx'
import { contentKinds, type Filters, hasFilters, noFilters } from './arrange.ts'
import styles from './filters.module.css'

const everything = 'all'

export interface FilterProps {
  filters: Filters
  onFilters: (filters: Filters) => void
  /** Authors of what is on the wall. */
  authors: readonly string[]
  groups: readonly Option[]
}

/** Groups and schools of those who have something here; one alone is no choice. */
function useChoices(authors: readonly string[]) {
  const { locale } = useMessages()
  const { people } = useBoardSession()
  const viewOf = useAuthors()
  return useMemo(() => {
    const named = authors.flatMap((author) => {
      const { name } = viewOf(author)
      return name === '' ? [] : [{ id: author, label: name }]
    })
    const persons = authors.flatMap((author) => people.get(author) ?? [])
    const schools = new Map(persons.map(({ school }) => [school.id, school.name]))
    return {
      authors: sortByName(named, locale, ({ label }) => label),
      groupIds: new Set(persons.flatMap(({ groupId }) => (groupId === null ? [] : [groupId]))),
      schools: sortByName(
        [...schools].map(([id, label]) => ({ id, label })),
        locale,
        ({ label }) => label,
      ),
    }
  }, [authors, people, viewOf, locale])
}

/** Whose cards and which; for this screen alone. */
export function FilterFields({ filters, onFilters, authors, groups }: FilterProps) {
  const { t } = useMessages()
  const choices = useChoices(authors)
  const all = { id: everything, label: t('boards.filter_all') }
  const pick = (key: 'author' | 'groupId' | 'schoolId', options: readonly Option[], label: string) =>
    options.length > 1 || filters[key] !== null ? (
      <Select
        label={label}
        options={[all, ...options]}
        value={filters[key] ?? everything}
        onChange={(id) => onFilters({ ...filters, [key]: id === everything ? null : id })}
      />
    ) : null
  const kinds = contentKinds.map((id) => ({ id, label: t(`boards.filter_kind_${id}`) }))
  return (
    <div className={styles.fields}>
      {pick('author', choices.authors, t('boards.filter_author'))}
      {pick(
        'groupId',
        groups.filter(({ id }) => choices.groupIds.has(id)),
        t('boards.filter_group'),
      )}
      {pick('schoolId', choices.schools, t('boards.filter_school'))}
      <Select
        label={t('boards.filter_kind')}
        options={[all, ...kinds]}
        value={filters.kind ?? everything}
        onChange={(id) => onFilters({ ...filters, kind: contentKinds.find((kind) => kind === id) ?? null })}
      />
      <Button isDisabled={!hasFilters(filters)} onPress={() => onFilters(noFilters)}>
        {t('boards.filter_clear')}
      </Button>
    </div>
  )
}
