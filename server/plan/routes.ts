import { Hono } from 'hono'
import * as z from 'zod'
import { withoutControls } from '#collab/documents/controls.ts'
import { longestIcs } from '../kit/calendar-file.ts'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { line } from '../kit/text.ts'
import { cleansControls, validate } from '../kit/validate.ts'
import { calendarFile } from './calendar.ts'
import { makeCalendarKey, removeCalendarKey, showCalendarKey } from './calendar-key.ts'
import { makePlan, showPlan } from './plan.ts'
import { proposeLessons } from './timetable.ts'

/** Names of the subjects that a new plan begins with. */
const make = z.strictObject({ lanes: z.array(line(60)).max(20).default([]) })
/** Longer ones are answered in words by the reader. */
const timetable = z.strictObject({
  ics: z
    .string()
    .max(longestIcs + 1)
    .transform(withoutControls),
})
const nothing = z.strictObject({})
const key = z.strictObject({ key: z.string().min(20).max(100) })

export const planRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/plan', validate('param', projectParam), async (c) =>
    c.json(await showPlan(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/plan', validate('param', projectParam), validate('json', make), async (c) =>
    c.json(await makePlan(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').lanes)),
  )
  .post(
    '/api/projects/:projectId/plan/timetable',
    validate('param', projectParam),
    validate('json', timetable, cleansControls),
    async (c) => c.json(await proposeLessons(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').ics)),
  )
  .get('/api/me/calendar', async (c) => c.json(await showCalendarKey(c.var.ctx)))
  .post('/api/me/calendar', validate('json', nothing), async (c) => c.json(await makeCalendarKey(c.var.ctx)))
  .delete('/api/me/calendar', async (c) => {
    await removeCalendarKey(c.var.ctx)
    return c.body(null, 204)
  })
  .get('/api/me/calendar.ics', validate('query', key), async (c) => {
    const text = await calendarFile(c.var.ctx, c.req.valid('query').key)
    c.header('Content-Type', 'text/calendar; charset=utf-8')
    return c.body(text)
  })
