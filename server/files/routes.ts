import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const fileRoutes = new Hono<AppEnv>()
