import { randomUUID } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { readSession } from '../auth/sessions.ts'
import type { AppEnv, Deps } from '../context.ts'

/** Gives each request its id, who is signed in, and all that a use case needs. */
export const attachContext = (deps: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const session = await readSession(deps, c.req.header('Cookie') ?? null)
    c.set('ctx', { ...deps, user: session?.user ?? null, sessionId: session?.id ?? null, requestId: randomUUID() })
    if (session?.renewedCookie) c.header('Set-Cookie', session.renewedCookie, { append: true })
    c.header('Cache-Control', 'no-store')
    await next()
  })
