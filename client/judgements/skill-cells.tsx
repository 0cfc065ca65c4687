import type { ReactNode } from 'react'
import { formatShortDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import type { At } from './grid-keys.ts'
import styles from './judgements.module.css'
import type { Place } from './place.ts'
import { type MapGroup, seenIn, type SkillLine } from './skills.ts'

interface CellProps {
  at: At
  isHere: boolean
  onCome: (at: At) => void
  onOpen: () => void
}

/** A cell to come to by arrows. Its row is said, since one comes to it from anywhere. */
function Cell({ at, isHere, onCome, onOpen, about, children }: CellProps & { about: string; children: ReactNode }) {
  return (
    <td role="gridcell">
      <button
        type="button"
        className={styles.cell}
        data-at={`${at.row} ${at.column}`}
        tabIndex={isHere ? 0 : -1}
        aria-current={isHere || undefined}
        onFocus={() => onCome(at)}
        onClick={onOpen}
      >
        <span className="visually-hidden">{`${about}: `}</span>
        {children}
      </button>
    </td>
  )
}

/** So many days of lessons are said in a cell; all of them beside it. */
const mostDays = 3

export function SessionsCell({ line, ...cell }: CellProps & { line: SkillLine }) {
  const { t, locale } = useMessages()
  const { sessions, words } = line
  const days = sessions
    .slice(0, mostDays)
    .map(({ date }) => (date === null ? t('judgements.noDay') : formatShortDay(date, locale)))
  const more = sessions.length - days.length
  return (
    <Cell {...cell} about={`${words}, ${t('judgements.inSessions')}`}>
      {sessions.length === 0 ? (
        <Badge tone="warn">{t('judgements.inNone')}</Badge>
      ) : (
        [...days, ...(more > 0 ? [`+${more}`] : [])].join(', ')
      )}
    </Cell>
  )
}

interface GroupCellProps extends CellProps {
  place: Place
  line: SkillLine
  group: MapGroup
}

export function GroupCell({ place, line, group, ...cell }: GroupCellProps) {
  const { t } = useMessages()
  const inLine = seenIn(place, line)
  const seen = group.pupils.filter(({ userId }) => inLine.has(userId)).length
  return (
    <Cell {...cell} about={`${line.words}, ${group.name}`}>
      {seen === 0 ? (
        <Badge tone="warn">{t('judgements.gap')}</Badge>
      ) : (
        t('judgements.seenOf', { seen, all: group.pupils.length })
      )}
    </Cell>
  )
}
