import { Columns3, X } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import type { Option } from '#client/ui/options.tsx'
import { useMeta } from '../board-session.ts'
import { UndoButtons } from '../parts/undo.tsx'
import { type Filters, noFilters, type Sorting } from './arrange.ts'
import { FilterButton, SortMenu } from './filters.tsx'
import type { WallLayout } from './hand.ts'
import { useAddColumn, useCanMake } from './use-add.ts'
import { SearchField } from '#client/ui/search-field.tsx'
import bar from '../parts/bar.module.css'
import styles from './wall-toolbar.module.css'

/** Always in sight: with many columns the end of them is far away. It opens with its name. */
function AddColumn() {
  const { t } = useMessages()
  const addColumn = useAddColumn()
  if (!useCanMake()) return null
  return (
    <Button variant="quiet" icon={Columns3} onPress={() => addColumn()}>
      {t('boards.wall_addColumn')}
    </Button>
  )
}

interface ToolbarProps {
  layout: WallLayout
  sorting: Sorting
  onSorting: (sorting: Sorting) => void
  filters: Filters
  onFilters: (filters: Filters) => void
  authors: readonly string[]
  groups: readonly { id: string; name: string }[]
  /** How many are shown of how many, where some are not. */
  count: { shown: number; all: number } | null
}

/** Order, filters, undo: for this screen alone. */
export function WallToolbar({ layout, sorting, onSorting, filters, onFilters, authors, groups, count }: ToolbarProps) {
  const { t } = useMessages()
  const { tally } = useMeta()
  const groupOptions: Option[] = groups.map(({ id, name }) => ({ id, label: name }))
  return (
    <div className={cx(bar.bar)} role="toolbar" aria-label={t('boards.wall_tools')} data-print="no">
      <UndoButtons />
      {layout === 'columns' && <AddColumn />}
      <SearchField
        label={t('boards.find_wall')}
        value={filters.words ?? ''}
        onChange={(words) => onFilters({ ...filters, words: words === '' ? null : words })}
        className={styles.search}
      />
      <SortMenu sorting={sorting} onSorting={onSorting} hasVotes={tally.size > 0} />
      <FilterButton filters={filters} onFilters={onFilters} authors={authors} groups={groupOptions} />
      {count !== null && (
        <>
          <span role="status" className={styles.count}>
            {t('boards.filter_count', count)}
          </span>
          <Button variant="quiet" icon={X} onPress={() => onFilters(noFilters)}>
            {t('boards.filter_clear')}
          </Button>
        </>
      )}
    </div>
  )
}
