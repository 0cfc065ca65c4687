import { GraduationCap } from 'lucide-react'
import { type Ref, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
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
import { useNearColumns } from './near-columns.ts'
import { FarCard, PlanCard } from './plan-card.tsx'
import { type Plan, type PlanRow, usePlanHands } from './plan-context.ts'
import styles from './plan-grid.module.css'
import { dayWords, useClashWords } from './words.ts'

/** Above a column: its week or day, and that exams are written in it. */
function SlotHead({ slot }: { slot: Slot }) {
  const { t, locale } = useMessages()
  const { key, week, isExam } = slot
  return (
    <th scope="col" className={cx(styles.slot)} data-exam={isExam || undefined} data-column={key}>
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
    </th>
  )
}

/** When a school has no lessons. With a partner, one line for each. */
function FreeRow({ school, slots }: { school: SchoolDays; slots: readonly Slot[] }) {
  const { t } = useMessages()
  return (
    <tr className={cx(styles.freeRow)}>
      <th scope="row" className={cx(styles.lane)}>
        {t('plan.holidaysOf', { school: school.name })}
      </th>
      {slots.map(({ key, free }) => {
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
  return (id: string) => {
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
  }
}

interface CellProps {
  row: string
  slot: Slot
  ids: readonly string[]
  ownSchoolId: string
  /** Far from the screen its cards are words alone. */
  isNear: boolean
  wordsOf: ReturnType<typeof useCardWords>
}

function Cell({ row, slot, ids, ownSchoolId, isNear, wordsOf }: CellProps) {
  const free = slot.free.get(ownSchoolId)
  return (
    <td
      className={cx(styles.cell)}
      data-free={free === undefined ? undefined : free.isWhole ? 'whole' : 'part'}
      {...{ [dropData.card.group]: cellKey(row, slot.key) }}
    >
      {ids.length > 0 && (
        <ul role="list" className={styles.cards}>
          {ids.map((id) => (
            <li key={id}>{isNear ? <PlanCard id={id} {...wordsOf(id)} /> : <FarCard id={id} />}</li>
          ))}
        </ul>
      )}
    </td>
  )
}

const none: readonly string[] = []

interface RowProps extends TableProps {
  row: PlanRow
  near: ReadonlySet<string> | null
}

function Row({ row, slots, plan, near }: RowProps) {
  const wordsOf = useCardWords(plan)
  return (
    <tr>
      <LaneHead row={row} sum={plan.sums.get(row.lane?.id ?? null)} />
      {slots.map((slot) => (
        <Cell
          key={slot.key}
          row={row.key}
          slot={slot}
          ids={plan.cells.get(cellKey(row.key, slot.key)) ?? none}
          ownSchoolId={plan.calendar.ownSchoolId}
          isNear={near === null || near.has(slot.key)}
          wordsOf={wordsOf}
        />
      ))}
    </tr>
  )
}

interface TableProps {
  plan: Plan
  slots: readonly Slot[]
}

/** Subjects by weeks or days. `near`: the columns whose cards are whole; null: all. */
function PlanTable({ plan, slots, near, ref }: TableProps & Pick<RowProps, 'near'> & { ref?: Ref<HTMLTableElement> }) {
  const { t } = useMessages()
  return (
    <table
      ref={ref}
      className={cx(styles.table)}
      style={near === null ? {} : { width: `calc(var(--lane) + var(--slot) * ${slots.length})` }}
    >
      <caption className="visually-hidden">{t('plan.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className={cx(styles.corner)}>
            {t('plan.subjects')}
          </th>
          {slots.map((slot) => (
            <SlotHead key={slot.key} slot={slot} />
          ))}
        </tr>
      </thead>
      <tbody>
        {plan.calendar.schools.map((school) => (
          <FreeRow key={school.id} school={school} slots={slots} />
        ))}
        {plan.rows.map((row) => (
          <Row key={row.key} row={row} slots={slots} plan={plan} near={near} />
        ))}
      </tbody>
    </table>
  )
}

/** The same on a sheet of paper, whole. */
export const PaperTable = (props: TableProps) => <PlanTable {...props} near={null} />

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
function useTodayInSight(table: RefObject<HTMLTableElement | null>, { slots, calendar, scale }: Plan) {
  const here = slots.findLast(({ key }) => key !== '' && key <= calendar.today)?.key
  useLayoutEffect(() => {
    const heads = [...(table.current?.querySelectorAll('[data-column]') ?? [])]
    const head = heads.find((one) => one.getAttribute('data-column') === here)
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
  useTodayInSight(table, plan)
  const near = useNearColumns(
    table,
    plan.slots.map(({ key }) => key),
  )
  return (
    <div ref={surface} className={cx(styles.surface)} role="group" aria-label={t('plan.caption')} data-wall-surface>
      <PlanTable ref={table} plan={plan} slots={plan.slots} near={near} />
    </div>
  )
}
