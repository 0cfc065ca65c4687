import type { FoundMatch } from '#client/data/offers.ts'
import { formatShortDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import styles from './offers.module.css'
import { clockOf, weekdayIds, weekdayName } from './times.ts'

type Calendar = FoundMatch['calendar']

/** Both calendars side by side: a table to the ear, a strip of squares with a letter to the eye. */
export function WeeksTable({ weeks, other }: { weeks: Calendar['weeks']; other: string }) {
  const { t, locale } = useMessages()
  const rows = [
    { id: 'own', name: t('offers.ownSchool') },
    { id: 'other', name: other },
  ] as const
  return (
    <div className={styles.scroller} role="region" aria-label={t('offers.calendars')} tabIndex={0}>
      <table className={styles.weeks}>
        <caption>{t('offers.calendars')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('offers.school')}</th>
            {weeks.map(({ monday }) => (
              <th key={monday} scope="col">
                <span>{formatShortDay(monday, locale)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              {weeks.map((week) => (
                <td
                  key={week.monday}
                  data-mark={week[id]}
                  data-both={week.own === 'lessons' && week.other === 'lessons'}
                >
                  <span className="visually-hidden">{t(`offers.mark_${week[id]}`)}</span>
                  <span aria-hidden>{signs[week[id]]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet} aria-hidden>
        {t('offers.legend', { lessons: signs.lessons, holiday: signs.holiday })}
      </p>
    </div>
  )
}

/** Not told by colour alone. */
const signs = { lessons: '●', holiday: '–', outside: '' }

/** Lesson hours of both in one week, by the own clock. */
export function Hours({ calendar: { hours, timeZones }, other }: { calendar: Calendar; other: string }) {
  const { t, locale } = useMessages()
  if (hours.own.length === 0 && hours.other.length === 0) return null
  const spansOn = (side: 'own' | 'other', weekday: number) =>
    hours[side]
      .filter((hour) => hour.weekday === weekday)
      .toSorted((a, b) => a.startsAt - b.startsAt)
      .map(({ startsAt, minutes }) => `${clockOf(startsAt)}–${clockOf(startsAt + minutes)}`)
      .join(', ')
  const days = weekdayIds.filter((day) => spansOn('own', day) !== '' || spansOn('other', day) !== '')
  return (
    <table className={styles.hours}>
      <caption>{t('offers.hoursTable', { zone: timeZones.own, day: formatShortDay(hours.monday, locale) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('offers.weekday')}</th>
          <th scope="col">{t('offers.ownSchool')}</th>
          <th scope="col">
            <bdi>{other}</bdi>
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day}>
            <th scope="row">{weekdayName(day, locale)}</th>
            <td>{spansOn('own', day) || t('offers.nothing')}</td>
            <td>{spansOn('other', day) || t('offers.nothing')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
