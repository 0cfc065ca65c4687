import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import styles from './when.module.css'

const isToday = (date: Date) => date.toDateString() === new Date().toDateString()

interface Formats {
  hour: Intl.DateTimeFormat
  day: Intl.DateTimeFormat
  whole: Intl.DateTimeFormat
  date: Intl.DateTimeFormat
}

/** Making one takes longer than drawing a card. */
const formats = new Map<string, Formats>()

function formatsOf(region: string): Formats {
  const known = formats.get(region)
  if (known !== undefined) return known
  const made = {
    hour: new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit' }),
    day: new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short' }),
    whole: new Intl.DateTimeFormat(region, { dateStyle: 'full', timeStyle: 'short' }),
    date: new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' }),
  }
  formats.set(region, made)
  return made
}

/** The hour of today, the day of any other; the whole of it when asked. Nothing for what was there from the start. */
export function When({ at }: { at: number }) {
  const { locale } = useMessages()
  if (at === 0) return null
  const date = new Date(at)
  const { hour, day, whole } = formatsOf(regionOf(locale))
  return (
    <time dateTime={date.toISOString()} title={whole.format(date)} className={cx(styles.when)}>
      {(isToday(date) ? hour : day).format(date)}
    </time>
  )
}

/** A day as it is said; the same for everybody, wherever their clock stands. */
export const dayWords = (date: string, locale: string): string =>
  formatsOf(regionOf(locale)).date.format(new Date(`${date}T00:00:00Z`))
