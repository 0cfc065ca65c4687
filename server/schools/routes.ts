import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const schoolRoutes = new Hono<AppEnv>()
