import ICAL from 'ical.js'
import { addDays } from '#collab/plan/days.ts'

/* Calendars as files that others subscribe to. */

export interface CalendarEvent {
  id: string
  summary: string
  description: string
  location: string
  day: string
  /** From when to when; null: the whole day. */
  moments: readonly [from: Date, to: Date] | null
  url?: string
}

interface Calendar {
  name: string
  /** What of Préau wrote it. */
  about: 'Plan' | 'News'
  events: readonly CalendarEvent[]
  now: Date
}

export function writeCalendar({ name, about, events, now }: Calendar): string {
  const calendar = new ICAL.Component(['vcalendar', [], []])
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', `-//Préau//${about}//EN`)
  calendar.addPropertyWithValue('x-wr-calname', name)
  for (const event of events) calendar.addSubcomponent(componentOf(event, now))
  return `${calendar.toString()}\r\n`
}

function componentOf({ id, summary, description, location, day, moments, url }: CalendarEvent, now: Date) {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', `${id}@preau`)
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(now, true))
  const [from, to] =
    moments === null
      ? [ICAL.Time.fromDateString(day), ICAL.Time.fromDateString(addDays(day, 1))]
      : moments.map((moment) => ICAL.Time.fromJSDate(moment, true))
  if (from !== undefined && to !== undefined) {
    event.addPropertyWithValue('dtstart', from)
    event.addPropertyWithValue('dtend', to)
  }
  event.addPropertyWithValue('summary', summary)
  event.addPropertyWithValue('description', description)
  if (location !== '') event.addPropertyWithValue('location', location)
  if (url !== undefined) event.addPropertyWithValue('url', url)
  return event
}
