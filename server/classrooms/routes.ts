import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'

export const classroomRoutes = new Hono<AppEnv>()
