import { ArrowDownUp, Check, Filter } from 'lucide-react'
import { Suspense } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Details } from '#client/ui/details.tsx'
import { soon } from '#client/ui/later.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { hasFilters, type Sorting, sortings } from './arrange.ts'
import type { FilterProps } from './filter-fields.tsx'
import styles from './filters.module.css'

const FilterFields = soon(() => import('./filter-fields.tsx').then((module) => module.FilterFields))

/** Whose cards and which; for this screen alone. */
export function FilterButton(props: FilterProps) {
  const { t } = useMessages()
  const isOn = hasFilters(props.filters)
  const summary = (
    <span className={cx(styles.summary)} data-on={isOn || undefined}>
      <Filter aria-hidden size="1.1em" />
      {t('boards.filter_open')}
      {isOn && <Check aria-hidden size="1em" />}
    </span>
  )
  return (
    <Details title={t('boards.filter_title')} summary={summary}>
      <Suspense fallback={null}>
        <FilterFields {...props} />
      </Suspense>
    </Details>
  )
}

interface SortProps {
  sorting: Sorting
  onSorting: (sorting: Sorting) => void
  hasVotes: boolean
}

export function SortMenu({ sorting, onSorting, hasVotes }: SortProps) {
  const { t } = useMessages()
  const offered = sortings.filter((one) => one !== 'votes' || hasVotes)
  const trigger = (
    <Button variant="quiet" icon={ArrowDownUp}>
      {t(`boards.sort_${sorting}`)}
    </Button>
  )
  return (
    <Menu
      label={t('boards.sort_title')}
      trigger={trigger}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[sorting]}
      onSelectionChange={(keys) => {
        const chosen = offered.find((one) => keys !== 'all' && keys.has(one))
        if (chosen !== undefined) onSorting(chosen)
      }}
    >
      {offered.map((one) => (
        <MenuItem key={one} id={one}>
          {t(`boards.sort_${one}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
