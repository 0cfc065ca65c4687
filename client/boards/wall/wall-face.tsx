import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { isContainer } from '#collab/documents/things/register.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { peopleQuery } from '#client/data/people.ts'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { EmptyState } from '#client/ui/states.tsx'
import { type BoardSession, useBoardSession, useMeta } from '../board-session.ts'
import type { BoardStore } from '../board-store.ts'
import { useAuthors } from '../parts/author.tsx'
import { firstWords } from '../parts/markdown.ts'
import { useUndoKeys } from '../parts/undo.tsx'
import { dayWords } from '../parts/when.tsx'
import {
  arrange,
  contentKindOf,
  type Filters,
  hasFilters,
  inColumns,
  inDays,
  isTile,
  noFilters,
  type Sorting,
} from './arrange.ts'
import { Columns } from './columns.tsx'
import { Grid } from './grid.tsx'
import { WallContext, type WallGroup, type WallLayout } from './hand.ts'
import { keepStill } from './pointer-drag.ts'
import { Timeline } from './timeline.tsx'
import { useAddCard, useCanMake } from './use-add.ts'
import { useBring } from './use-bring.tsx'
import { useWallMoves } from './use-wall-moves.ts'
import styles from './wall-face.module.css'
import { WallToolbar } from './wall-toolbar.tsx'

const ListView = lazy(() => import('../list/list-view.tsx').then(({ ListView: view }) => ({ default: view })))

/** What of an object the filters look at, and whether it is a card at all. */
const kindSign = (object: BoardObject | undefined) =>
  object === undefined ? '' : `${isTile(object)} ${contentKindOf(object)}`

/** Changes with everything that may arrange the cards anew: letters do not, unless they make a card of what was none. */
function useRevision(store: BoardStore): number {
  const revision = useRef(0)
  const [subscribe] = useState(() => (listener: () => void) => {
    const signs = new Map(store.getObjects().map((object) => [object.id, kindSign(object)]))
    const renew = () => {
      revision.current += 1
      listener()
    }
    const stop = store.subscribe(renew)
    const stopWatching = store.watch(({ ids }) => {
      const changed = ids.filter((id) => signs.get(id) !== kindSign(store.getObject(id)))
      for (const id of changed) signs.set(id, kindSign(store.getObject(id)))
      if (changed.length > 0) renew()
    })
    return () => {
      stop()
      stopWatching()
    }
  })
  return useSyncExternalStore(subscribe, () => revision.current)
}

function useArranged(session: BoardSession, sorting: Sorting, filters: Filters) {
  const { store, people } = session
  const { locale } = useMessages()
  const viewOf = useAuthors()
  const revision = useRevision(store)
  return useMemo(() => {
    const objects = store.getObjects()
    const collator = new Intl.Collator(regionOf(locale))
    const cards = arrange(objects, {
      sorting,
      filters,
      people,
      pinned: store.getModeration().pinned,
      tally: store.getMeta().tally,
      reactionCount: (id) => store.getReactions(id).length,
      authorName: (author) => viewOf(author).name,
      compareNames: collator.compare,
    })
    const tiles = objects.filter(isTile)
    return { objects, cards, tiles, authors: [...new Set(tiles.map(({ author }) => author))] }
    // oxlint-disable-next-line react/exhaustive-deps -- what the store holds changes with its revision
  }, [store, people, viewOf, sorting, filters, locale, revision])
}

function useGroups(layout: WallLayout, { objects, cards }: ReturnType<typeof useArranged>) {
  const { t, locale } = useMessages()
  return useMemo(() => {
    const columns = layout === 'columns' ? inColumns(objects, cards) : []
    const days = layout === 'timeline' ? inDays(cards) : []
    const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id)
    const groups: WallGroup[] =
      layout === 'columns'
        ? columns.map(({ column, cards: own }) => ({
            key: column?.id ?? '',
            label:
              column === null ? t('boards.wall_noColumn') : firstWords(column.text, 40) || t('boards.wall_untitled'),
            ids: idsOf(own),
          }))
        : layout === 'timeline'
          ? days.map(({ date, cards: own }) => ({
              key: date,
              label: date === '' ? t('boards.wall_noDate') : dayWords(date, locale),
              ids: idsOf(own),
            }))
          : [{ key: '', label: t('boards.frame_wall'), ids: idsOf(cards) }]
    return { columns, days, groups }
  }, [layout, objects, cards, t, locale])
}

function Empty({ layout }: { layout: WallLayout }) {
  const { t } = useMessages()
  const addCard = useAddCard()
  const canMake = useCanMake()
  if (!canMake) return <EmptyState sentence={t('boards.wall_emptyToRead')} />
  return (
    <EmptyState
      sentence={t(`boards.wall_empty_${layout}`)}
      action={
        <Button variant="primary" size="l" onPress={() => addCard()}>
          {t('boards.wall_addFirst')}
        </Button>
      }
    />
  )
}

/** What scrolls, and what takes things that are dropped or pasted. */
function Surface({ layout, children }: { layout: WallLayout; children: ReactNode }) {
  const surface = useRef<HTMLDivElement>(null)
  const dialog = useBring(surface, layout)
  useEffect(() => {
    const stop = new AbortController()
    if (surface.current !== null) keepStill(surface.current, stop.signal)
    return () => stop.abort()
  }, [])
  return (
    <div ref={surface} className={cx(styles.surface)} data-wall-surface>
      {children}
      {dialog}
    </div>
  )
}

function Arranged({ layout }: { layout: WallLayout }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const [sorting, setSorting] = useState<Sorting>('order')
  const [filters, setFilters] = useState<Filters>(noFilters)
  const groupRows = useQuery(peopleQuery(session.projectId)).data?.groups
  const arranged = useArranged(session, sorting, filters)
  const { columns, days, groups } = useGroups(layout, arranged)
  const wall = useWallMoves({ layout, groups, isSorted: sorting !== 'order' })
  useUndoKeys(session)
  const { cards, tiles, objects } = arranged
  const elsewhere = objects.filter((one) => !one.isRemoved && !isTile(one) && !isContainer(one))
  const isEmpty = tiles.length === 0 && columns.every(({ column }) => column === null)
  const isNothingShown = tiles.length > 0 && cards.length === 0
  return (
    <WallContext value={wall}>
      <section className={cx(styles.wall)} aria-label={t('boards.frame_wall')}>
        <WallToolbar
          {...{ layout, sorting, filters, groups: groupRows ?? [] }}
          authors={arranged.authors}
          count={hasFilters(filters) ? { shown: cards.length, all: tiles.length } : null}
          onSorting={setSorting}
          onFilters={setFilters}
        />
        <Surface layout={layout}>
          {isEmpty && <Empty layout={layout} />}
          {isNothingShown && <p className={styles.nothing}>{t('boards.filter_nothing')}</p>}
          {!isEmpty && layout === 'columns' && <Columns columns={columns} />}
          {!isEmpty && layout === 'grid' && <Grid ids={groups[0]?.ids ?? []} />}
          {!isEmpty && layout === 'timeline' && <Timeline days={days} />}
          {elsewhere.length > 0 && (
            <p className={styles.elsewhere}>{t('boards.wall_elsewhere', { count: elsewhere.length })}</p>
          )}
        </Surface>
      </section>
    </WallContext>
  )
}

/** The cards of a wall, as its teachers have it shown. */
export function WallFace() {
  const { layout } = useMeta()
  if (layout === 'list' || layout === 'canvas' || layout === 'plan') return <ListView />
  return <Arranged layout={layout} />
}
