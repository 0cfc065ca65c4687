import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const invitationRoutes = new Hono<AppEnv>()
