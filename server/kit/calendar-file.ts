import ICAL from 'ical.js'
import { AppError } from './errors.ts'

/*
 * Events of a calendar file. What the library makes of the text is looked at and never let run: no recurrence is expanded
 * by it, so that a rule of seconds or a day that never comes costs nothing.
 */

/** In characters. A country's ten years of school holidays and feasts are some hundred thousand. */
export const longestIcs = 1_000_000
const longestLine = 2_000

type Property = [name: string, parameters: unknown, type: string, value: unknown]
export interface CalendarEvent {
  properties: Property[]
}

export const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isProperty = (value: unknown): value is Property =>
  isList(value) && typeof value[0] === 'string' && typeof value[2] === 'string'

/** Events of a calendar as the library gives it: nested lists of name, properties and parts. */
function eventsIn(parsed: unknown): CalendarEvent[] {
  if (!isList(parsed)) return []
  // Several calendars in one file come as a list of them.
  if (isList(parsed[0])) return parsed.flatMap(eventsIn)
  const parts = isList(parsed[2]) ? parsed[2] : []
  return parts.filter(isList).flatMap(([name, properties]) => {
    if (name !== 'vevent' || !isList(properties)) return []
    return [{ properties: properties.filter(isProperty) }]
  })
}

export const valueOf = ({ properties }: CalendarEvent, name: string) => properties.find(([key]) => key === name)

/** The lines that are read, whole. The rest may be as long and as odd as it likes: the library does not see it. */
export function wantedLines(text: string, wanted: RegExp): string[] {
  if (text.length > longestIcs) throw new AppError('too_large', 'ics_too_large')
  const lines = text
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => wanted.test(line))
  if (lines.some((line) => line.length > longestLine)) throw new AppError('invalid', 'ics_malformed')
  return lines
}

export function parseEvents(lines: readonly string[]): CalendarEvent[] {
  try {
    return eventsIn(ICAL.parse(lines.join('\r\n')))
  } catch {
    throw new AppError('invalid', 'ics_malformed')
  }
}
