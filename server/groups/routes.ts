import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const groupRoutes = new Hono<AppEnv>()
