import { GraduationCap } from 'lucide-react'
import { memo, type Ref, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { SchoolDays } from '#collab/plan/weeks.ts'
import { documentHref } from '#client/data/kinds.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { cx } from '#client/ui/cx.ts'
import { useBoardSession } from '../board-session.ts'
import { beginDrag, dropData, keepStill } from '../wall/pointer-drag.ts'
import { cellKey, type Slot } from './arrange.ts'
import { moveAmongCards, keepOneStop } from './card-focus.ts'
import { LaneHead } from './lane-head.tsx'
import { type Drawn, useNearColumns } from './near-columns.ts'
import { FarCard, PlanCard } from './plan-card.tsx'
import { type Plan, type PlanRow, usePlanHands } from './plan-context.ts'
import styles from './plan-grid.module.css'
import { dayWords, useClashWords } from './words.ts'

/** Above a column: its week or day, and that exams are written in it. */
const SlotHead = memo(function SlotHead({ slot, isLater }: { slot: Slot; isLater: boolean }) {
  const { key, isExam } = slot
  return (
    <th scope="col" className={cx(styles.slot)} data-exam={isExam || undefined} data-column={key}>
      {!isLater && <SlotWords slot={slot} />}
    </th>
  )
})

function SlotWords({ slot: { key, week, isExam } }: { slot: Slot }) {
  const { t, locale } = useMessages()
  return (
    <>
      {key === '' && t('plan.noDay')}
      {key !== '' && week === null && dayWords(key, locale, 'weekday')}
      {week !== null && (
        <>
          <span className={styles.number}>{t('plan.week', { number: week.number })}</span>
          {t('plan.span', { from: dayWords(week.monday, locale, 'short'), to: dayWords(week.sunday, locale, 'short') })}
        </>
      )}
      {isExam && (
        <span className={styles.exam}>
          <Icon of={GraduationCap} size="s" />
          {t('boards.type_exam')}
        </span>
      )}
    </>
  )
}

/** A column, or how many side by side of which nothing is drawn yet. */
type Stretch = Slot | number

/** What nobody sees at first is one cell in each row: of a year there are hundreds, and all of them would be laid out. */
function stretchesOf(slots: readonly Slot[], drawn: TableProps['drawn']): Stretch[] {
  const found: Stretch[] = []
  for (const slot of slots) {
    const last = found.at(-1)
    if (drawn === null || drawn(slot.key) !== 'later') found.push(slot)
    else if (typeof last === 'number') found.splice(-1, 1, last + 1)
    else found.push(1)
  }
  return found
}

const Later = ({ columns }: { columns: number }) => (
  <td colSpan={columns} className={cx(styles.cell)}>
    {null}
  </td>
)

/** When a school has no lessons. With a partner, one line for each. */
function FreeRow({ school, stretches }: { school: SchoolDays; stretches: readonly Stretch[] }) {
  const { t } = useMessages()
  return (
    <tr className={cx(styles.freeRow)}>
      <th scope="row" className={cx(styles.lane)}>
        {t('plan.holidaysOf', { school: school.name })}
      </th>
      {stretches.map((stretch, at) => {
        if (typeof stretch === 'number') return <Later key={`later ${at}`} columns={stretch} />
        const { key, free } = stretch
        const own = free.get(school.id)
        return (
          <td
            key={key}
            className={cx(styles.free)}
            data-free={own === undefined ? undefined : own.isWhole ? 'whole' : 'part'}
          >
            {own === undefined ? '' : own.words || t('plan.noLessons')}
          </td>
        )
      })}
    </tr>
  )
}

function useCardWords({ people, clashes, documents }: Plan) {
  const { store } = useBoardSession()
  const { t } = useMessages()
  const clashWords = useClashWords({ people })
  return useCallback(
    (id: string) => {
      const object = store.getObject(id)
      const lane = object?.parent == null ? undefined : store.getObject(object.parent)
      const linked = documents.get(object?.documentId ?? '')
      return {
        who: object?.people.map((userId) => people.get(userId)?.name ?? t('plan.whoLeft')).join(', ') ?? '',
        clash: clashes.get(id)?.map(clashWords).join(' ') ?? '',
        colour: lane?.colour ?? 0,
        href: linked === undefined ? '' : documentHref(linked),
        linked: linked?.title ?? '',
      }
    },
    [store, people, clashes, documents, clashWords, t],
  )
}

interface CellProps {
  row: string
  slot: Slot
  ids: readonly string[]
  ownSchoolId: string
  drawn: Drawn
  wordsOf: ReturnType<typeof useCardWords>
}

/** Drawn again only where something of it changed: of a year there are some hundred. */
const Cell = memo(function Cell({ row, slot, ids, ownSchoolId, drawn, wordsOf }: CellProps) {
  const free = slot.free.get(ownSchoolId)
  return (
    <td
      className={cx(styles.cell)}
      data-free={free === undefined ? undefined : free.isWhole ? 'whole' : 'part'}
      {...{ [dropData.card.group]: cellKey(row, slot.key) }}
    >
      {drawn !== 'later' && ids.length > 0 && (
        <ul role="list" className={styles.cards}>
          {ids.map((id) => (
            <li key={id}>{drawn === 'whole' ? <PlanCard id={id} {...wordsOf(id)} /> : <FarCard id={id} />}</li>
          ))}
        </ul>
      )}
    </td>
  )
})

const none: readonly string[] = []

interface RowProps extends Pick<TableProps, 'plan' | 'drawn'> {
  row: PlanRow
  stretches: readonly Stretch[]
  wordsOf: ReturnType<typeof useCardWords>
}

function Row({ row, stretches, plan, drawn, wordsOf }: RowProps) {
  return (
    <tr>
      <LaneHead row={row} sum={plan.sums.get(row.lane?.id ?? null)} />
      {stretches.map((stretch, at) =>
        typeof stretch === 'number' ? (
          <Later key={`later ${at}`} columns={stretch} />
        ) : (
          <Cell
            key={stretch.key}
            row={row.key}
            slot={stretch}
            ids={plan.cells.get(cellKey(row.key, stretch.key)) ?? none}
            ownSchoolId={plan.calendar.ownSchoolId}
            drawn={drawn === null ? 'whole' : drawn(stretch.key)}
            wordsOf={wordsOf}
          />
        ),
      )}
    </tr>
  )
}

interface PaperProps {
  plan: Plan
  slots: readonly Slot[]
}

interface TableProps extends PaperProps {
  /** How the cards of a column are drawn; null: all of them whole. */
  drawn: ((key: string) => Drawn) | null
}

/** Subjects by weeks or days. */
function PlanTable({ plan, slots, drawn, ref }: TableProps & { ref?: Ref<HTMLTableElement> }) {
  const { t } = useMessages()
  const wordsOf = useCardWords(plan)
  const stretches = stretchesOf(slots, drawn)
  return (
    <table
      ref={ref}
      className={cx(styles.table)}
      style={drawn === null ? {} : { width: `calc(var(--lane) + var(--slot) * ${slots.length})` }}
    >
      <caption className="visually-hidden">{t('plan.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className={cx(styles.corner)}>
            {t('plan.subjects')}
          </th>
          {slots.map((slot) => (
            <SlotHead key={slot.key} slot={slot} isLater={drawn?.(slot.key) === 'later'} />
          ))}
        </tr>
      </thead>
      <tbody>
        {plan.calendar.schools.map((school) => (
          <FreeRow key={school.id} school={school} stretches={stretches} />
        ))}
        {plan.rows.map((row) => (
          <Row key={row.key} {...{ row, stretches, plan, drawn, wordsOf }} />
        ))}
      </tbody>
    </table>
  )
}

/** The same on a sheet of paper, whole. */
export const PaperTable = (props: PaperProps) => <PlanTable {...props} drawn={null} />

/** What is dragged in it, and how one goes about in it by key: one Tab stop, arrows from card to card. */
function useSurface(canWrite: boolean) {
  const surface = useRef<HTMLDivElement>(null)
  const hands = usePlanHands()
  useEffect(() => {
    const element = surface.current
    if (element === null) return undefined
    const stop = new AbortController()
    const { signal } = stop
    keepStill(element, signal)
    keepOneStop(element, signal)
    element.addEventListener('keydown', moveAmongCards, { signal })
    const onPress = (event: PointerEvent) => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-plan-card]') : null
      const id = card?.dataset['planCard']
      if (card === null || id === undefined || !canWrite) return
      const onDrop = ({ group }: { group: string }) => {
        const [row = '', slot = ''] = group.split('|')
        hands.place(id, row, slot)
      }
      const isHeld = event.pointerType !== 'mouse'
      beginDrag(event, { ...{ what: 'card', id, element: card, surface: element, flow: 'column', isHeld }, onDrop })
    }
    element.addEventListener('pointerdown', onPress, { signal })
    return () => stop.abort()
  }, [hands, canWrite])
  return surface
}

/** Opened for what comes: the week of today stands beside the subjects, and what was lies before it. */
function useTodayInSight(table: RefObject<HTMLTableElement | null>, here: number, scale: Plan['scale']) {
  useLayoutEffect(() => {
    const head = table.current?.querySelectorAll('[data-column]').item(here)
    head?.scrollIntoView({ block: 'nearest', inline: 'start' })
    // oxlint-disable-next-line react/exhaustive-deps -- at first, and where days take the place of weeks; never under somebody's hands
  }, [table, scale])
}

/** The table on the screen. */
export function PlanGrid({ plan }: { plan: Plan }) {
  const { can } = useBoardSession()
  const surface = useSurface(can.write)
  const { t } = useMessages()
  const table = useRef<HTMLTableElement>(null)
  const { slots, scale, calendar } = plan
  const here = slots.findLastIndex(({ key }) => key !== '' && key <= calendar.today)
  useTodayInSight(table, here, scale)
  const drawn = useNearColumns({ table, keys: slots.map(({ key }) => key), here })
  return (
    <div ref={surface} className={cx(styles.surface)} role="group" aria-label={t('plan.caption')} data-wall-surface>
      <PlanTable {...{ plan, slots, drawn }} ref={table} />
    </div>
  )
}
