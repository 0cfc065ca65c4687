import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const peopleRoutes = new Hono<AppEnv>()
