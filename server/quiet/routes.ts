import { Hono } from 'hono'
import * as z from 'zod'
import { day, moment } from '../kit/dates.ts'
import { line } from '../kit/text.ts'
import { withoutControls } from '#collab/documents/controls.ts'
import { longestIcs } from '../kit/calendar-file.ts'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { cleansControls, validate } from '../kit/validate.ts'
import { endException, exceptProject, exceptSchool, showProjectQuiet } from './exceptions.ts'
import { addHolidays, checkIcs, editHoliday, removeHoliday, showCalendar } from './holidays.ts'
import { longestHolidayDays, mostHolidays } from './ics.ts'

const dayMs = 24 * 60 * 60_000
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

const holiday = z
  .strictObject({ from: day, to: day, name: line(80) })
  .refine(({ from, to }) => daysBetween(from, to) >= 0, { path: ['to'], error: 'date_order' })
  .refine(({ from, to }) => daysBetween(from, to) < longestHolidayDays, { path: ['to'], error: 'holiday_long' })
const holidays = z.strictObject({ holidays: z.array(holiday).min(1).max(mostHolidays) })
/** Longer ones are answered in words by the reader. */
const calendarFile = z.strictObject({
  ics: z
    .string()
    .max(longestIcs + 1)
    .transform(withoutControls),
})
const exception = z.strictObject({
  until: moment.transform((text) => new Date(text)),
  reason: line(200, 3),
})
const holidayParam = validate('param', z.strictObject({ holidayId: z.uuid().toLowerCase() }))

export const quietRoutes = new Hono<AppEnv>()
  .get('/api/school/calendar', async (c) => c.json(await showCalendar(c.var.ctx)))
  .post('/api/school/calendar/check', validate('json', calendarFile, cleansControls), async (c) =>
    c.json(await checkIcs(c.var.ctx, c.req.valid('json').ics)),
  )
  .post('/api/school/holidays', validate('json', holidays), async (c) =>
    c.json(await addHolidays(c.var.ctx, c.req.valid('json').holidays), 201),
  )
  .put('/api/school/holidays/:holidayId', holidayParam, validate('json', holiday), async (c) =>
    c.json(await editHoliday(c.var.ctx, c.req.valid('param').holidayId, c.req.valid('json'))),
  )
  .delete('/api/school/holidays/:holidayId', holidayParam, async (c) =>
    c.json(await removeHoliday(c.var.ctx, c.req.valid('param').holidayId)),
  )
  .post('/api/school/quiet-exceptions', validate('json', exception), async (c) =>
    c.json(await exceptSchool(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/api/projects/:projectId/quiet', validate('param', projectParam), async (c) =>
    c.json(await showProjectQuiet(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post(
    '/api/projects/:projectId/quiet-exceptions',
    validate('param', projectParam),
    validate('json', exception),
    async (c) => c.json(await exceptProject(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .delete(
    '/api/quiet-exceptions/:exceptionId',
    validate('param', z.strictObject({ exceptionId: z.uuid().toLowerCase() })),
    async (c) => {
      await endException(c.var.ctx, c.req.valid('param').exceptionId)
      return c.body(null, 204)
    },
  )
