import { randomUUID } from 'node:crypto'
import type { Context, HonoRequest } from 'hono'
import { createMiddleware } from 'hono/factory'
import { deviceCookieIn } from '../auth/device.ts'
import { loginIn, readSession, recallSession } from '../auth/sessions.ts'
import { signInCookiesIn } from '../auth/sign-ins.ts'
import type { AppEnv, Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { loginTurns } from '../paces/login-turns.ts'
import { addressOf } from './address.ts'

/** What asks by itself whether the login still holds, in the statement that writes (`postMessage`). */
const isMessage = ({ method, path }: HonoRequest) =>
  method === 'POST' && /^\/api\/channels\/[^/]+\/messages$/.test(path)

/** Nobody is there to read the answer: what a request waited for need not be begun. */
const isGone = (c: Context<AppEnv>) => c.env?.incoming?.socket.destroyed === true

async function readSessionInTurn(deps: Deps, cookie: string | null, c: Context<AppEnv>) {
  const login = loginIn(deps, cookie)
  if (login === null) return null
  return loginTurns.run(login, () => {
    if (isGone(c)) throw new AppError('too_many', 'too_many')
    return readSession(deps, cookie)
  })
}

/** Gives each request its id, who is signed in, and all that a use case needs. */
export const attachContext = (deps: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const cookie = c.req.header('Cookie') ?? null
    const lookUp = async () => {
      const found = await readSessionInTurn(deps, cookie, c)
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
      signInCookies: signInCookiesIn(deps, cookie),
      ...(recalled && { confirmLogin }),
    })
    c.header('Cache-Control', 'no-store')
    await next()
  })
