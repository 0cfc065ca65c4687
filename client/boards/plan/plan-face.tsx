import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { mondayOf } from '#collab/plan/days.ts'
import { documentsQuery } from '#client/data/documents.ts'
import { planQuery, type WholePlan } from '#client/data/plan.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useBoardSession } from '../board-session.ts'
import { useUndoKeys } from '../parts/undo.tsx'
import { ownRows, type Scale } from './arrange.ts'
import { ClashList } from './clash-list.tsx'
import { draftAt, draftOf } from './draft.ts'
import { LaneDialog } from './lane-head.tsx'
import { HandsContext, type Plan, type PlanHands, type PlanThing } from './plan-context.ts'
import styles from './plan-face.module.css'
import { PlanGrid } from './plan-grid.tsx'
import { PlanSheets, usePaper } from './plan-paper.tsx'
import { PlanToolbar } from './plan-toolbar.tsx'
import { TimetableDialog } from './timetable-dialog.tsx'
import { type Opened, ThingDialog } from './thing-dialog.tsx'
import { usePlanHands } from './use-hands.ts'
import { usePlan } from './use-plan.ts'

const types: readonly string[] = ['session', 'task', 'step', 'exam']
const isPlanThing = (type: string): type is PlanThing => types.includes(type)

const noDocuments: Plan['documents'] = new Map()

/** By id, the plan itself left out. */
function useDocuments(projectId: string, planId: string): Plan['documents'] {
  const { data } = useQuery(documentsQuery(projectId))
  return useMemo(() => {
    if (data === undefined) return noDocuments
    return new Map(data.documents.flatMap((row) => (row.id === planId ? [] : [[row.id, row]])))
  }, [data, planId])
}

/** What is open over the plan, and what opens it. */
function useOpened(plan: Plan) {
  const { store, can } = useBoardSession()
  const [opened, setOpened] = useState<Opened | null>(null)
  const edit: PlanHands['edit'] = (id) => {
    const object = store.getObject(id)
    if (object === undefined || !can.write || !isPlanThing(object.type)) return
    setOpened({ id, type: object.type, draft: draftOf(object) })
  }
  const add: PlanHands['add'] = (type, { row, slot } = {}) => {
    const lane = plan.lanes.find(({ id }) => id === row) ?? plan.lanes[0]
    const parent = row === ownRows.none ? null : (lane?.id ?? null)
    setOpened({ id: null, type, draft: draftAt(parent, slot ?? null, plan.calendar.today) })
  }
  return { opened, close: () => setOpened(null), edit, add }
}

function Empty({ onAddLane }: { onAddLane: () => void }) {
  const { t } = useMessages()
  const { can } = useBoardSession()
  if (!can.write) return <EmptyState sentence={t('plan.emptyToRead')} />
  return (
    <EmptyState
      sentence={t('plan.empty')}
      action={
        <Button variant="primary" size="l" onPress={onAddLane}>
          {t('plan.addLane')}
        </Button>
      }
    />
  )
}

function Whole({ calendar }: { calendar: WholePlan }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const [scale, setScale] = useState<Scale>('weeks')
  const [monday, setMonday] = useState(() => mondayOf(calendar.today))
  const [asked, setAsked] = useState<'lane' | 'timetable' | null>(null)
  const documents = useDocuments(session.projectId, session.documentId)
  const plan = usePlan({ calendar, scale, monday, documents })
  const { opened, close, edit, add } = useOpened(plan)
  const hands = usePlanHands({ plan, edit, add })
  const { paper, print } = usePaper()
  useUndoKeys(session)
  const addLane = () => setAsked('lane')
  const isEmpty = plan.lanes.length === 0 && plan.cells.size === 0
  return (
    <HandsContext value={hands}>
      <section className={cx(styles.plan)} aria-label={t('boards.layout_plan')}>
        <PlanToolbar
          {...{ scale, monday }}
          onScale={setScale}
          onMonday={setMonday}
          onAddLane={addLane}
          onTimetable={() => afterMenu(() => setAsked('timetable'))}
          onPrint={print}
        />
        <ClashList plan={plan} />
        {isEmpty ? <Empty onAddLane={addLane} /> : paper === null && <PlanGrid plan={plan} />}
        {paper !== null && <PlanSheets plan={plan} paper={paper} />}
        {opened !== null && <ThingDialog opened={opened} plan={plan} onClose={close} />}
        {asked === 'lane' && <LaneDialog lane={null} onClose={() => setAsked(null)} />}
        {asked === 'timetable' && <TimetableDialog plan={plan} onClose={() => setAsked(null)} />}
      </section>
    </HandsContext>
  )
}

/** A board as the plan of its project: subjects by weeks. */
export function PlanFace() {
  const { projectId } = useBoardSession()
  const { data, error, refetch } = useQuery(planQuery(projectId))
  if (data?.view === 'whole') return <Whole calendar={data} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Skeleton of="cards" count={6} />
}
