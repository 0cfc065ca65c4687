import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const projectRoutes = new Hono<AppEnv>()
