import { useCallback } from 'react'
import type { Clash } from '#collab/plan/clashes.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useBoardSession } from '../board-session.ts'
import type { Plan } from './plan-context.ts'

interface Formats {
  short: Intl.DateTimeFormat
  weekday: Intl.DateTimeFormat
  whole: Intl.DateTimeFormat
  hour: Intl.DateTimeFormat
}

/** Making one takes longer than drawing a card. */
const formats = new Map<string, Formats>()

function formatsOf(locale: string): Formats {
  const region = regionOf(locale)
  const known = formats.get(region)
  if (known !== undefined) return known
  const utc = { timeZone: 'UTC' } as const
  const made = {
    short: new Intl.DateTimeFormat(region, { ...utc, day: 'numeric', month: 'short' }),
    weekday: new Intl.DateTimeFormat(region, { ...utc, weekday: 'short', day: 'numeric', month: 'short' }),
    whole: new Intl.DateTimeFormat(region, { ...utc, weekday: 'long', day: 'numeric', month: 'long' }),
    hour: new Intl.DateTimeFormat(region, { ...utc, hour: 'numeric', minute: '2-digit' }),
  }
  formats.set(region, made)
  return made
}

const atNoon = (day: string) => new Date(`${day}T12:00:00Z`)

export const dayWords = (day: string, locale: string, how: 'short' | 'weekday' | 'whole') =>
  formatsOf(locale)[how].format(atNoon(day))

export const hourWords = (minute: number, locale: string) => formatsOf(locale).hour.format(new Date(minute * 60_000))

const hoursIn = (minutes: number) => Math.round((minutes / 60) * 100) / 100

/** Minutes as hours: 90 is 1.5. */
export function useHours(): (minutes: number) => string {
  const { t } = useMessages()
  return useCallback((minutes) => t('plan.hours', { hours: hoursIn(minutes) }), [t])
}

/** Why something clashes, each in a sentence. */
export function useClashWords({ people }: Pick<Plan, 'people'>): (clash: Clash) => string {
  const { t } = useMessages()
  const { store } = useBoardSession()
  return useCallback(
    (clash) => {
      const other = 'with' in clash ? store.getObject(clash.with)?.text || t('boards.type_session') : ''
      switch (clash.kind) {
        case 'teacher':
          return t('plan.clash_teacher', { name: people.get(clash.userId)?.name ?? t('plan.whoLeft'), other })
        case 'room':
          return t('plan.clash_room', { room: clash.room, other })
        case 'holiday':
          return t('plan.clash_holiday', { school: clash.school, name: clash.name })
        case 'weekend':
          return t('plan.clash_weekend', { school: clash.school })
        case 'exam':
          return t('plan.clash_exam')
      }
    },
    [t, store, people],
  )
}
