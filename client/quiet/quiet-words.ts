import { useMessages } from '#client/locales/messages.tsx'
import { formatAtSchool } from './clock.ts'
import type { Quiet } from '../data/quiet.ts'

/** Why a school is quiet and until when, by its own clock: "Quiet hours until Monday 7:00". */
export function useQuietWords() {
  const { t, locale } = useMessages()
  return ({ reason, holiday, until }: Quiet, timeZone: string) => {
    const when = formatAtSchool(until, timeZone, locale)
    if (reason === 'holiday') return t('quiet.now_holiday', { name: holiday ?? '', when })
    return t(reason === 'night' ? 'quiet.now_night' : 'quiet.now_weekend', { when })
  }
}
