import { CalendarPlus, ChevronLeft, ChevronRight, FileUp, Plus, Printer } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { cx } from '#client/ui/cx.ts'
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx'
import { addDays } from '#collab/plan/days.ts'
import { weekNumber } from '#collab/plan/weeks.ts'
import { useBoardSession } from '../board-session.ts'
import { UndoButtons } from '../parts/undo.tsx'
import { factsOf } from '../things/register.ts'
import type { Scale } from './arrange.ts'
import { type PlanThing, usePlanHands } from './plan-context.ts'
import bar from '../parts/bar.module.css'
import styles from './plan-face.module.css'
import { dayWords } from './words.ts'

const papers = ['a4', 'a3'] as const
export type Paper = (typeof papers)[number]

const kinds: readonly PlanThing[] = ['session', 'task', 'step', 'exam']

interface ToolbarProps {
  scale: Scale
  onScale: (scale: Scale) => void
  monday: string
  onMonday: (monday: string) => void
  onAddLane: () => void
  onTimetable: () => void
  onPrint: (paper: Paper) => void
}

function WeekChoice({ monday, onMonday }: Pick<ToolbarProps, 'monday' | 'onMonday'>) {
  const { t, locale } = useMessages()
  return (
    <span className={styles.week}>
      <IconButton label={t('plan.weekBefore')} icon={ChevronLeft} onPress={() => onMonday(addDays(monday, -7))} />
      <span role="status">
        {t('plan.week', { number: weekNumber(monday) })}, {dayWords(monday, locale, 'short')}
      </span>
      <IconButton label={t('plan.weekAfter')} icon={ChevronRight} onPress={() => onMonday(addDays(monday, 7))} />
    </span>
  )
}

function AddMenu({ onTimetable }: Pick<ToolbarProps, 'onTimetable'>) {
  const { t } = useMessages()
  const hands = usePlanHands()
  return (
    <Menu
      label={t('plan.add')}
      trigger={
        <Button variant="primary" icon={CalendarPlus}>
          {t('plan.add')}
        </Button>
      }
      placement="bottom start"
    >
      {kinds.map((type) => (
        <MenuItem key={type} icon={factsOf({ type }).icon} onAction={() => hands.add(type)}>
          {t(`plan.add_${type}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={FileUp} onAction={onTimetable}>
        {t('plan.fromTimetable')}
      </MenuItem>
    </Menu>
  )
}

/** Over the plan: what is added, what is shown of it, and paper. */
export function PlanToolbar({ scale, onScale, monday, onMonday, onAddLane, onTimetable, onPrint }: ToolbarProps) {
  const { t } = useMessages()
  const { can } = useBoardSession()
  return (
    <div className={cx(bar.bar)} role="toolbar" aria-label={t('plan.tools')} data-print="no">
      {can.write && <AddMenu onTimetable={onTimetable} />}
      {can.write && (
        <Button variant="quiet" icon={Plus} onPress={onAddLane}>
          {t('plan.addLane')}
        </Button>
      )}
      <UndoButtons />
      <SegmentedControl
        label={t('plan.scale')}
        options={[
          { id: 'weeks', label: t('plan.scale_weeks') },
          { id: 'days', label: t('plan.scale_days') },
        ]}
        value={scale}
        onChange={onScale}
      />
      {scale === 'days' && <WeekChoice monday={monday} onMonday={onMonday} />}
      <Menu
        label={t('plan.print')}
        trigger={
          <Button variant="quiet" icon={Printer}>
            {t('plan.print')}
          </Button>
        }
      >
        {papers.map((paper) => (
          <MenuItem key={paper} onAction={() => onPrint(paper)}>
            {t(`plan.print_${paper}`)}
          </MenuItem>
        ))}
      </Menu>
    </div>
  )
}
