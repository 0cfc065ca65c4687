import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const documentRoutes = new Hono<AppEnv>()
