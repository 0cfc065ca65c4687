import type { DirectoryCounts, DirectoryList, DirectoryWish } from '#client/data/directory.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Select } from '#client/ui/select.tsx'
import { useMedia } from '#client/ui/use-media.ts'
import { WeeksFilter } from './weeks-filter.tsx'
import { useValueName } from './value-name.ts'
import styles from './directory.module.css'

type Chosen = Omit<DirectoryWish, 'q'>
type FilterKind = Exclude<keyof Chosen, 'weeks'>

const kindsOf: Record<DirectoryList, readonly FilterKind[]> = {
  people: ['country', 'region', 'subject', 'language', 'age'],
  circles: ['subject', 'language'],
  schools: ['country', 'region', 'level', 'kind'],
  offers: ['country', 'region', 'subject', 'language', 'age', 'kind'],
  projects: ['country', 'region', 'subject', 'language', 'age', 'kind', 'state'],
}

interface FiltersProps {
  list: DirectoryList
  filters: Chosen
  counts: DirectoryCounts | undefined
  onChange: (filters: Chosen) => void
}

/** What is found by kind, with how much each would leave. */
export function Filters({ list, filters, counts, onChange }: FiltersProps) {
  const { t } = useMessages()
  const isNarrow = useMedia('(max-width: 56rem)')
  const count = Object.keys(filters).length
  const fields = (
    <div className={styles.filters}>
      {kindsOf[list].map((kind) => (
        <Filter key={kind} kind={kind} list={list} filters={filters} counts={counts} onChange={onChange} />
      ))}
      {list === 'offers' && <WeeksFilter filters={filters} onChange={onChange} />}
      {count > 0 && (
        <div>
          <Button onPress={() => onChange({})}>{t('directory.clear')}</Button>
        </div>
      )}
    </div>
  )
  if (!isNarrow) return fields
  // Where they would stand before what was found.
  return (
    <details className={styles.fold}>
      <summary>{t('directory.filters', { count })}</summary>
      {fields}
    </details>
  )
}

/** None of them: everything. */
const any = '-'

function Filter({ kind, list, filters, counts, onChange }: FiltersProps & { kind: FilterKind }) {
  const { t } = useMessages()
  const options = useOptions(kind, { list, filters, counts })
  // A region says nothing without its country.
  if (options.length === 0 || (kind === 'region' && filters.country === undefined)) return null
  return (
    <Select
      label={t(`directory.${kind}`)}
      options={[{ id: any, label: t('directory.any') }, ...options]}
      value={filters[kind] ?? any}
      onChange={(value) => onChange(chosen(filters, kind, value))}
    />
  )
}

function chosen(filters: Chosen, kind: FilterKind, value: string): Chosen {
  const { [kind]: _before, region, ...others } = filters
  const kept = kind === 'country' || kind === 'region' || region === undefined ? others : { ...others, region }
  return value === any ? kept : { ...kept, [kind]: value }
}

/** What is there of this kind, with its count; what was chosen stays, found or not. */
function useOptions(kind: FilterKind, { list, filters, counts }: Omit<FiltersProps, 'onChange'>) {
  const { t, locale } = useMessages()
  const nameOf = useValueName(list, counts?.regions ?? [])
  const found = (counts?.counts ?? [])
    .filter((one) => one.kind === kind && (kind !== 'language' || one.value.endsWith('.1')))
    .map(({ value, count }) => ({ id: idOf(kind, value), count }))
  const own = filters[kind]
  const all = own === undefined || found.some(({ id }) => id === own) ? found : [...found, { id: own, count: 0 }]
  const labelOf = (name: string, count: number | null) => {
    if (count === null) return t('directory.optionFew', { name })
    if (counts?.total !== null || !counts.counted) return t('directory.option', { name, count })
    return t('directory.optionShare', { name, share: Math.round((100 * count) / counts.counted) })
  }
  const named = all.map(({ id, count }) => ({ id, name: nameOf(kind, id), count }))
  return sortByName(named, locale, ({ name }) => name).map(({ id, name, count }) => ({
    id,
    label: labelOf(name, count),
  }))
}

/** As it is asked for: a country in capitals, a language without its level. */
function idOf(kind: FilterKind, value: string): string {
  if (kind === 'country') return value.toUpperCase()
  return kind === 'language' ? value.slice(0, -2) : value
}
