import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { profileDraft } from './input.ts'
import { saveProfile, showProfile } from './profiles.ts'

export const profileRoutes = new Hono<AppEnv>()
  .get('/api/me/profile', async (c) => c.json(await showProfile(c.var.ctx)))
  .put('/api/me/profile', validate('json', profileDraft), async (c) =>
    c.json(await saveProfile(c.var.ctx, c.req.valid('json'))),
  )
