import type { OfferDraft } from '#client/data/offers.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useProblem } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import styles from './offers.module.css'
import { clockOf, weekdayIds, weekdayName } from './times.ts'

type Hour = OfferDraft['hours'][number]

interface HoursFieldProps {
  hours: Hour[]
  onChange: (hours: Hour[]) => void
}

const mostHours = 20
const firstHour: Hour = { weekday: 1, startsAt: 9 * 60, minutes: 55 }

/** Lessons that could be held together, by the clock of the own school. */
export function HoursField({ hours, onChange }: HoursFieldProps) {
  const { t } = useMessages()
  const last = hours.at(-1)
  const problem = useProblem('hours')
  const change = (at: number, changed: Partial<Hour>) =>
    onChange(hours.map((hour, each) => (each === at ? { ...hour, ...changed } : hour)))
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('offers.hours')}</legend>
      <Stack>
        <p className={styles.quiet}>{t('offers.hoursHelp')}</p>
        {problem && <p className={styles.problem}>{problem}</p>}
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
            <Button onPress={() => onChange([...hours, last ? nextOf(last) : firstHour])}>{t('offers.addHour')}</Button>
          </div>
        )}
      </Stack>
    </fieldset>
  )
}

/** The next lesson is at the same time on another day. */
const nextOf = (hour: Hour): Hour => ({ ...hour, weekday: (hour.weekday % 5) + 1 })

interface HourProps {
  at: number
  hour: Hour
  onChange: (changed: Partial<Hour>) => void
  onRemove: () => void
}

const days = weekdayIds.map((id) => ({ id: String(id), weekday: id }))

function HourFields({ at, hour, onChange, onRemove }: HourProps) {
  const { t, locale } = useMessages()
  const setClock = (clock: string) => {
    const [hours = Number.NaN, minutes = Number.NaN] = clock.split(':').map(Number)
    if (Number.isFinite(hours * minutes)) onChange({ startsAt: hours * 60 + minutes })
  }
  return (
    <div className={styles.hour} role="group" aria-label={t('offers.hourOf', { number: at + 1 })}>
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
        onChange={setClock}
      />
      <NumberField
        path={`hours.${at}.minutes`}
        label={t('offers.minutes')}
        minValue={15}
        maxValue={240}
        step={5}
        value={hour.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
      <Button variant="quiet" onPress={onRemove}>
        {t('offers.removeHour')}
      </Button>
    </div>
  )
}
