import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const setupRoutes = new Hono<AppEnv>()
