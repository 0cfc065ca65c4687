import { formatShortDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { type CellPlace, GridCell } from './grid.tsx'
import type { Place } from './place.ts'
import { type MapGroup, seenIn, type SkillLine } from './skills.ts'

/** So many days of lessons are said in a cell; all of them beside it. */
const mostDays = 3

export function SessionsCell({ line, ...cell }: CellPlace & { line: SkillLine }) {
  const { t, locale } = useMessages()
  const { sessions, words } = line
  const days = sessions
    .slice(0, mostDays)
    .map(({ date }) => (date === null ? t('judgements.noDay') : formatShortDay(date, locale)))
  const more = sessions.length - days.length
  return (
    <GridCell {...cell} about={`${words}, ${t('judgements.inSessions')}: `}>
      {sessions.length === 0 ? (
        <Badge tone="warn">{t('judgements.inNone')}</Badge>
      ) : (
        [...days, ...(more > 0 ? [`+${more}`] : [])].join(', ')
      )}
    </GridCell>
  )
}

interface GroupCellProps extends CellPlace {
  place: Place
  line: SkillLine
  group: MapGroup
}

export function GroupCell({ place, line, group, ...cell }: GroupCellProps) {
  const { t } = useMessages()
  const inLine = seenIn(place, line)
  const seen = group.pupils.filter(({ userId }) => inLine.has(userId)).length
  return (
    <GridCell {...cell} about={`${line.words}, ${group.name}: `}>
      {seen === 0 ? (
        <Badge tone="warn">{t('judgements.gap')}</Badge>
      ) : (
        t('judgements.seenOf', { seen, all: group.pupils.length })
      )}
    </GridCell>
  )
}
