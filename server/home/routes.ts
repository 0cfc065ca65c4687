import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { showHome } from './home.ts'

export const homeRoutes = new Hono<AppEnv>().get('/api/me/home', async (c) => c.json(await showHome(c.var.ctx)))
