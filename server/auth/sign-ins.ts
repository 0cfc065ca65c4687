import { createHash, randomBytes } from 'node:crypto'
import { listAuthenticators } from '#db/queries/authenticators.ts'
import { findSignIn, insertSignIn, type SignInRow } from '#db/queries/sign-ins.ts'
import type { AuthenticatorKind } from '#db/schema/values.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

/*
 * A sign-in on its way: the password was right and the second step is to come, or a passkey is to say who it is. The browser
 * has its secret in a cookie that opens nothing else; it is good once and for some minutes.
 */

const lifetimeMs = 10 * 60_000
const secretShape = /^[A-Za-z0-9_-]{43}$/

/** Each has a cookie of its own: what is offered quietly must not take the place of what a password began. */
const names = { afterPassword: 'sign-in', byPasskey: 'passkey' } as const
type Kind = keyof typeof names
type SignInCookies = Record<Kind, string | null>

type Where = Pick<Deps, 'settings'>
const isSecure = ({ settings }: Where) => settings.publicUrl.protocol === 'https:'
const cookieName = (deps: Where, kind: Kind) => `${isSecure(deps) ? '__Host-' : ''}${names[kind]}`
const idOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** The secrets of a request's cookies, not yet looked at. */
export function signInCookiesIn(deps: Where, cookieHeader: string | null): SignInCookies {
  const parts = (cookieHeader ?? '').split(';').map((part) => part.trim())
  const valueOf = (kind: Kind) => {
    const name = `${cookieName(deps, kind)}=`
    return parts.find((part) => part.startsWith(name))?.slice(name.length) ?? null
  }
  return { afterPassword: valueOf('afterPassword'), byPasskey: valueOf('byPasskey') }
}

type Begun = Pick<SignInRow, 'userId' | 'isSharedDevice' | 'challenge'>

/** Begins one in this browser; gives the cookie to set. */
export async function beginSignIn(ctx: Ctx, begun: Begun): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await insertSignIn(ctx.db, { ...begun, id: idOf(secret), expiresAt: new Date(ctx.now().getTime() + lifetimeMs) })
  const attributes = `HttpOnly; Max-Age=${lifetimeMs / 1_000}; Path=/; SameSite=Strict${isSecure(ctx) ? '; Secure' : ''}`
  return `${cookieName(ctx, begun.userId === null ? 'byPasskey' : 'afterPassword')}=${secret}; ${attributes}`
}

export const signInOver = () => new AppError('unauthenticated', 'sign_in_over')

/** The one that this browser has begun. Throws where there is none, or it is over. */
export async function requireSignIn(ctx: Ctx, kind: Kind): Promise<SignInRow> {
  const secret = ctx.signInCookies?.[kind] ?? ''
  const found = secretShape.test(secret) ? await findSignIn(ctx.db, idOf(secret), ctx.now()) : null
  if (!found) throw signInOver()
  return found
}

interface SecondStep {
  kinds: AuthenticatorKind[]
  cookie: string
}

/** What has to follow a password that was right; null for who brings nothing else. */
export async function askSecondStep(ctx: Ctx, userId: string, isSharedDevice: boolean): Promise<SecondStep | null> {
  const kinds = new Set((await listAuthenticators(ctx.db, userId)).map(({ kind }) => kind))
  if (kinds.size === 0) return null
  return { kinds: [...kinds], cookie: await beginSignIn(ctx, { userId, isSharedDevice, challenge: null }) }
}
