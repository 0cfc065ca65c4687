import { useEffect, useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useProblem } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { type Hour, lesson, nextHour } from './hours.ts'
import styles from './offers.module.css'
import { clockOf, minutesOf, weekdayIds, weekdayName } from './times.ts'

interface HoursFieldProps {
  hours: Hour[]
  onChange: (hours: Hour[]) => void
}

const mostHours = 20

/** Lessons that could be held together, by the clock of the own school. */
export function HoursField({ hours, onChange }: HoursFieldProps) {
  const { t } = useMessages()
  const problem = useProblem('hours')
  const { box, follow } = useFollowsRows(hours.length)
  const change = (at: number, changed: Partial<Hour>) =>
    onChange(hours.map((hour, each) => (each === at ? { ...hour, ...changed } : hour)))
  const add = () => {
    follow()
    onChange([...hours, nextHour(hours)])
  }
  return (
    <fieldset ref={box} className={styles.fieldset}>
      <legend>{t('offers.hours')}</legend>
      <Stack>
        <p className={styles.quiet}>{t('offers.hoursHelp')}</p>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        {hours.map((hour, at) => (
          <HourFields
            // Rows have no other name than their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            at={at}
            hour={hour}
            onChange={(changed) => change(at, changed)}
            onRemove={() => onChange(hours.filter((_hour, each) => each !== at))}
          />
        ))}
        {hours.length < mostHours && (
          <div>
            <Button onPress={add}>{t('offers.addHour')}</Button>
          </div>
        )}
      </Stack>
    </fieldset>
  )
}

/** The keyboard goes to a lesson that was added, and stays at the place of one that was taken away. */
function useFollowsRows(count: number) {
  const box = useRef<HTMLFieldSetElement>(null)
  const isAdded = useRef(false)
  useKeptFocus(box)
  useEffect(() => {
    if (!isAdded.current) return
    isAdded.current = false
    box.current?.querySelector<HTMLElement>(`[data-part="${count - 1}"] button`)?.focus()
  }, [count])
  return { box, follow: () => (isAdded.current = true) }
}

interface HourProps {
  at: number
  hour: Hour
  onChange: (changed: Partial<Hour>) => void
  onRemove: () => void
}

const days = weekdayIds.map((id) => ({ id: String(id), weekday: id }))

function HourFields({ at, hour, onChange, onRemove }: HourProps) {
  const { t, locale } = useMessages()
  const name = t('offers.hourOf', { number: at + 1 })
  return (
    <div className={styles.hour} role="group" aria-label={name} data-part={at}>
      <Select
        path={`hours.${at}.weekday`}
        label={t('offers.weekday')}
        options={days.map(({ id, weekday }) => ({ id, label: weekdayName(weekday, locale) }))}
        value={String(hour.weekday)}
        onChange={(id) => onChange({ weekday: Number(id) })}
      />
      <TextField
        path={`hours.${at}.startsAt`}
        label={t('offers.startsAt')}
        type="time"
        value={clockOf(hour.startsAt)}
        onChange={(clock) => onChange({ startsAt: minutesOf(clock) })}
      />
      <NumberField
        path={`hours.${at}.minutes`}
        label={t('offers.minutes')}
        minValue={lesson.shortest}
        maxValue={lesson.longest}
        value={hour.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
      <Button variant="quiet" aria-label={`${t('offers.removeHour')}: ${name}`} onPress={onRemove}>
        {t('offers.removeHour')}
      </Button>
    </div>
  )
}
