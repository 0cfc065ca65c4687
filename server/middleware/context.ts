import { randomUUID } from 'node:crypto'
import type { HonoRequest } from 'hono'
import { createMiddleware } from 'hono/factory'
import { deviceCookieIn } from '../auth/device.ts'
import { readSession, recallSession } from '../auth/sessions.ts'
import type { AppEnv, Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { addressOf } from './address.ts'

/** What asks by itself whether the login still holds, in the statement that writes (`postMessage`). */
const isMessage = ({ method, path }: HonoRequest) =>
  method === 'POST' && /^\/api\/channels\/[^/]+\/messages$/.test(path)

/** Gives each request its id, who is signed in, and all that a use case needs. */
export const attachContext = (deps: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const cookie = c.req.header('Cookie') ?? null
    const lookUp = async () => {
      const found = await readSession(deps, cookie)
      if (found?.renewedCookie) c.header('Set-Cookie', found.renewedCookie, { append: true })
      return found
    }
    const confirmLogin = async () => {
      if ((await lookUp()) === null) throw new AppError('unauthenticated', 'session_missing')
    }
    const recalled = isMessage(c.req) ? recallSession(deps, cookie) : null
    const session = recalled ?? (await lookUp())
    const who = { user: session?.user ?? null, sessionId: session?.id ?? null }
    c.set('ctx', {
      ...deps,
      ...who,
      requestId: randomUUID(),
      address: addressOf(c, deps.settings),
      deviceCookie: deviceCookieIn(deps, cookie),
      ...(recalled && { confirmLogin }),
    })
    c.header('Cache-Control', 'no-store')
    await next()
  })
