import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ObjectType } from '#collab/documents/board-model.ts'
import { objectTypes } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { cx } from '#client/ui/cx.ts'
import { Select } from '#client/ui/select.tsx'
import { useBoardSession, useMeta, useObjectIds } from '../board-session.ts'
import { useAuthors } from '../parts/author.tsx'
import { wordsOfObject } from '../parts/object-name.ts'
import { AddMenu } from './add-menu.tsx'
import { Bin } from './bin.tsx'
import { NewsMenu } from './board-news.tsx'
import { type ListFocus, ListFocusContext } from './list-focus.ts'
import { ListRow } from './list-row.tsx'
import styles from './list-view.module.css'
import { idsInOrder, type ListFilters, rowForKey, rowForLetters, type RowFacts } from './outline.ts'
import { focusRow, Roving, RovingContext } from './roving.ts'
import { Together } from './together.tsx'
import { useRows } from './use-rows.ts'

const everything = 'all'
/** Letters typed one soon after the other are one beginning. */
const typedMs = 600

function useFilterOptions() {
  const { t, locale } = useMessages()
  const { store } = useBoardSession()
  const authors = useAuthors()
  const there = store.getObjects().filter((one) => !one.isRemoved)
  const named = [...new Set(there.map(({ author }) => author))].flatMap((author) => {
    const { name } = authors(author)
    return name === '' ? [] : [{ id: author, label: name }]
  })
  const types = objectTypes.filter((type) => there.some((one) => one.type === type))
  const all = { id: everything, label: t('boards.filter_all') }
  return {
    authors: [all, ...sortByName(named, locale, ({ label }) => label)],
    types: [all, ...types.map((type) => ({ id: type, label: t(`boards.type_${type}`) }))],
  }
}

function Filters({ filters, onFilters }: { filters: ListFilters; onFilters: (filters: ListFilters) => void }) {
  const { t } = useMessages()
  const { authors, types } = useFilterOptions()
  const typeOf = (id: string): ObjectType | null => objectTypes.find((type) => type === id) ?? null
  return (
    <div className={styles.filters}>
      <Select
        label={t('boards.filter_author')}
        options={authors}
        value={filters.author ?? everything}
        onChange={(id) => onFilters({ ...filters, author: id === everything ? null : id })}
      />
      <Select
        label={t('boards.filter_kind')}
        options={types}
        value={filters.type ?? everything}
        onChange={(id) => onFilters({ ...filters, type: typeOf(id) })}
      />
    </div>
  )
}

/** Arrows, Home, End, and the first letters of what one looks for. */
function useListKeys(roving: Roving, rows: readonly RowFacts[], list: React.RefObject<HTMLUListElement | null>) {
  const { store } = useBoardSession()
  const typed = useRef({ letters: '', at: 0 })
  return useCallback(
    (event: React.KeyboardEvent) => {
      const isOnRow = event.target instanceof HTMLElement && event.target.dataset['listRow'] !== undefined
      if (!isOnRow || event.ctrlKey || event.metaKey || event.altKey) return
      const ids = idsInOrder(rows)
      const { active } = roving.get()
      let next = rowForKey(ids, active, event.key)
      if (next === null && event.key.length === 1 && event.key !== ' ') {
        const isSoon = event.timeStamp - typed.current.at < typedMs
        typed.current = { letters: (isSoon ? typed.current.letters : '') + event.key, at: event.timeStamp }
        const wordsOf = (id: string) => {
          const object = store.getObject(id)
          return object === undefined ? '' : wordsOfObject(object)
        }
        next = rowForLetters(ids, active, typed.current.letters, wordsOf)
      }
      if (next === null) return
      event.preventDefault()
      roving.set({ active: next })
      focusRow(list.current, next)
    },
    [roving, rows, list, store],
  )
}

const noFilters: ListFilters = { author: null, type: null }

/**
 * Everything on the board in reading order, and everything that can be done with it: as good a way as the canvas and the
 * wall, for those who cannot see or point.
 */
export function ListView() {
  const { t } = useMessages()
  const { can } = useBoardSession()
  const { needsApproval } = useMeta()
  const [filters, setFilters] = useState(noFilters)
  const rows = useRows(filters)
  const count = useObjectIds().length
  const [roving] = useState(() => new Roving())
  const list = useRef<HTMLUListElement>(null)
  const latest = useRef(rows)
  const onKeyDown = useListKeys(roving, rows, list)
  const focus = useMemo<ListFocus>(
    () => ({
      toRow: (id) => focusRow(list.current, id),
      to(id, isEditing = false) {
        roving.set({ active: id, open: isEditing ? id : null, isEditing })
        if (!isEditing) focusRow(list.current, id)
      },
      toNeighbour(id) {
        const ids = idsInOrder(latest.current)
        const at = ids.indexOf(id)
        const next = ids[at + 1] ?? ids[at - 1] ?? null
        roving.set({ active: next, open: null })
        if (next !== null) focusRow(list.current, next)
      },
    }),
    [roving],
  )
  useLayoutEffect(() => {
    latest.current = rows
    // Tab always comes to some row.
    const ids = idsInOrder(rows)
    const { active } = roving.get()
    if (active === null || !ids.includes(active)) roving.set({ active: ids[0] ?? null })
  }, [rows, roving])
  const mayMake = can.write && (can.moderate || !needsApproval)
  return (
    <RovingContext value={roving}>
      <ListFocusContext value={focus}>
        <section className={cx(styles.view)} aria-labelledby="list-heading">
          <header className={styles.head}>
            <h2 id="list-heading">{t('boards.list_heading', { count })}</h2>
            <div className={styles.actions}>
              {mayMake && <AddMenu />}
              <NewsMenu />
              <Bin />
            </div>
            {count > 0 && <Filters filters={filters} onFilters={setFilters} />}
          </header>
          <Together />
          {count === 0 && <p className={styles.nothing}>{t('boards.list_empty')}</p>}
          {count > 0 && rows.length === 0 && <p className={styles.nothing}>{t('boards.filter_nothing')}</p>}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of its buttons */}
          <ul ref={list} role="list" className={cx(styles.list)} onKeyDown={onKeyDown}>
            {rows.map((facts) => (
              <ListRow key={facts.id} facts={facts} />
            ))}
          </ul>
        </section>
      </ListFocusContext>
    </RovingContext>
  )
}
