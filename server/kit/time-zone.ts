import * as z from 'zod'

/** Aliases count: what the runtime can compute with is a time zone. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** IANA. */
export const timeZone = z.string().max(60).refine(isTimeZone, 'time_zone_unknown')
