import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const versionRoutes = new Hono<AppEnv>()
