import { useState } from 'react'
import { addDays, mondayOf } from '#collab/plan/days.ts'
import { weekNumber } from '#collab/plan/weeks.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import styles from './dossier.module.css'
import { type PartProps, Saved } from './saved.tsx'

const shownWeeks = 110

/** From which week with school to which. */
export function WeeksSaved(part: PartProps) {
  const { t } = useMessages()
  const { weeks } = part.dossier.outline
  const name = useWeekName()
  const options = useWeekOptions(weeks?.from)
  return (
    <Saved
      {...part}
      field="weeks"
      value={weeks}
      make={(value, revision) => ({ field: 'weeks', value, revision })}
      show={(given) => (given ? t('dossier.weeksLine', { from: name(given.from), to: name(given.to) }) : '')}
    >
      {(given, change) => (
        <div className={styles.pair} role="group" aria-label={t('dossier.field_weeks')}>
          <ComboBox
            label={t('dossier.weekFrom')}
            options={options}
            value={given?.from ?? null}
            onChange={(from) => change({ from, to: given && given.to > from ? given.to : from })}
          />
          <ComboBox
            label={t('dossier.weekTo')}
            options={options.filter(({ id }) => given === null || id >= given.from)}
            value={given?.to ?? null}
            onChange={(to) => change({ from: given && given.from < to ? given.from : to, to })}
          />
        </div>
      )}
    </Saved>
  )
}

export function useWeekName() {
  const { t, locale } = useMessages()
  return (monday: string) => t('dossier.week', { number: String(weekNumber(monday)), day: formatDay(monday, locale) })
}

/** From half a year ago, or from the project's own first week, two years on. */
function useWeekOptions(first: string | undefined) {
  const name = useWeekName()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const usual = mondayOf(addDays(today, -26 * 7))
  const begin = first !== undefined && first < usual ? first : usual
  return Array.from({ length: shownWeeks }, (_, at) => addDays(begin, at * 7)).map((id) => ({ id, label: name(id) }))
}
