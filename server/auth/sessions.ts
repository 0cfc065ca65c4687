import { createHash, randomBytes } from 'node:crypto'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import {
  deleteExpiredSessions,
  deleteOtherSessions,
  deleteSession,
  deleteSessionsOf,
  findSessionWithUser,
  insertSession,
  listSessionsOf,
  updateSessionExpiry,
} from '#db/queries/sessions.ts'
import { deleteExpiredSignIns, deleteSignInsOf } from '#db/queries/sign-ins.ts'
import type { Deps, SessionUser } from '../kit/context.ts'
import { recallLogin, rememberLogin } from './recalled.ts'
import { noteSeen } from './seen.ts'

/*
 * Logins. Lucia lives here and nowhere else. The cookie holds a 256-bit secret; the table, the context and the relay
 * know only its SHA-256, which is the id of the session (R5).
 */

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, SessionUser>
    DatabaseSessionAttributes: SessionAttributes
    DatabaseUserAttributes: SessionUser
    UserId: string
  }
}

interface SessionAttributes {
  endsAt: Date
  isSharedDevice: boolean
}

type Kind = SessionUser['kind']
type FoundSession = NonNullable<Awaited<ReturnType<typeof findSessionWithUser>>>

const minuteMs = 60_000
/** R5: a classroom computer is left in the middle of a lesson; a teacher's day is longer. */
export const sessionLimits = {
  pupil: { idleMs: 20 * minuteMs, absoluteMs: 4 * 60 * minuteMs },
  staff: { idleMs: 60 * minuteMs, absoluteMs: 12 * 60 * minuteMs },
} as const satisfies Record<Kind, { idleMs: number; absoluteMs: number }>

/** Use moves the idle limit at most this often: one write a minute and person, not one a request. */
const slideStepMs = minuteMs

const secretShape = /^[A-Za-z0-9_-]{43}$/

const idOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

const isSecure = (deps: Deps) => deps.settings.publicUrl.protocol === 'https:'

/** `__Host-` needs TLS; a school's plain address in the LAN still has to work. */
const cookieName = (deps: Deps) => (isSecure(deps) ? '__Host-session' : 'session')

/**
 * Lucia asks the real clock: times are shifted so that what it compares is the clock of the process. How far is asked each
 * time, since the real one goes on meanwhile: kept for later, it would lengthen a login by what passed.
 */
function adapterFor(deps: Deps, found: FoundSession | null, slides: boolean): Adapter {
  const skewMs = () => Date.now() - deps.now().getTime()
  const shift = (time: Date, ms: number) => new Date(time.getTime() + ms)
  const toLucia = (row: FoundSession['session']) => ({
    id: row.id,
    userId: row.userId,
    expiresAt: shift(row.expiresAt, skewMs()),
    attributes: { endsAt: row.endsAt, isSharedDevice: row.isSharedDevice },
  })
  return {
    async getSessionAndUser() {
      if (!found) return [null, null]
      return [toLucia(found.session), found.user && { id: found.user.id, attributes: found.user }]
    },
    async getUserSessions(userId) {
      const rows = await listSessionsOf(deps.db, userId)
      return rows.map(toLucia)
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const createdAt = deps.now()
      await insertSession(deps.db, {
        id: idOf(id),
        userId,
        expiresAt: shift(expiresAt, -skewMs()),
        createdAt,
        ...attributes,
      })
    },
    async updateSessionExpiration(id, expiresAt) {
      if (slides) await updateSessionExpiry(deps.db, id, shift(expiresAt, -skewMs()))
    },
    deleteSession: (id) => deleteSession(deps.db, id),
    deleteUserSessions: (userId) => deleteSessionsOf(deps.db, userId),
    deleteExpiredSessions: () => deleteExpiredSessions(deps.db, deps.now()),
  }
}

function luciaFor(deps: Deps, kind: Kind, found: FoundSession | null = null, slides = false) {
  return new Lucia<SessionAttributes, SessionUser>(adapterFor(deps, found, slides), {
    sessionExpiresIn: new TimeSpan(sessionLimits[kind].idleMs, 'ms'),
    sessionCookie: { name: cookieName(deps), attributes: { secure: isSecure(deps), sameSite: 'lax', path: '/' } },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  })
}

/** On a shared device the cookie goes with the browser; on an own one it lives as long as the login may lie idle. */
function cookieFor(deps: Deps, kind: Kind, secret: string, isSharedDevice: boolean): string {
  const cookie = luciaFor(deps, kind).createSessionCookie(secret)
  if (isSharedDevice) delete cookie.attributes.maxAge
  return cookie.serialize()
}

/** The cookie that takes the cookie away. */
export const blankCookie = (deps: Deps): string => luciaFor(deps, 'pupil').createBlankSessionCookie().serialize()

function secretFrom(deps: Deps, cookieHeader: string | null): string | null {
  const name = `${cookieName(deps)}=`
  const pair = cookieHeader?.split(';').find((part) => part.trim().startsWith(name))
  const secret = pair?.trim().slice(name.length) ?? ''
  return secretShape.test(secret) ? secret : null
}

/** The id of the login that a request says it is of; whether there is one nobody has looked at. */
export function loginIn(deps: Deps, cookieHeader: string | null): string | null {
  const secret = secretFrom(deps, cookieHeader)
  return secret && idOf(secret)
}

type FindLogin = (sessionId: string) => Promise<FoundSession | null>

async function validate(deps: Deps, cookieHeader: string | null, slides: boolean, find?: FindLogin) {
  const secret = secretFrom(deps, cookieHeader)
  if (!secret) return null
  const found = await (find?.(idOf(secret)) ?? findSessionWithUser(deps.db, idOf(secret)))
  if (!found) return null
  const kind = found.user?.kind ?? 'pupil'
  const { session, user } = await luciaFor(deps, kind, found, slides).validateSession(secret)
  if (!session || !found.user) return null
  return { secret, found: found.session, user: toSessionUser(user), isFresh: session.fresh }
}

const toSessionUser = (user: SessionUser): SessionUser => ({
  id: user.id,
  schoolId: user.schoolId,
  kind: user.kind,
  isSchoolAdmin: user.isSchoolAdmin,
  isWaiting: user.isWaiting,
  displayName: user.displayName,
  pseudonym: user.pseudonym,
  locale: user.locale,
  theme: user.theme,
  shape: user.shape,
})

interface ReadSession {
  /** SHA-256 of the cookie's secret: the id that the relay and the table know. */
  id: string
  user: SessionUser
  renewedCookie: string | null
}

/** Who is signed in, for a request: being here keeps the login alive. Null for no, an ended or a suspended one. */
export async function readSession(deps: Deps, cookieHeader: string | null): Promise<ReadSession | null> {
  const valid = await validate(deps, cookieHeader, true)
  if (!valid) return null
  const { found, user, secret } = valid
  noteSeen(deps, user.id)
  const { idleMs } = sessionLimits[user.kind]
  const expiresAt = new Date(Math.min(deps.now().getTime() + idleMs, found.endsAt.getTime()))
  const isDue = expiresAt.getTime() - found.expiresAt.getTime() >= slideStepMs
  if (isDue && !valid.isFresh) await updateSessionExpiry(deps.db, found.id, expiresAt)
  const isRenewed = isDue && !found.isSharedDevice
  // Who waits is looked up each time: they are in as soon as they are confirmed.
  if (!user.isWaiting) rememberLogin(deps, found.id, user)
  return { id: found.id, user, renewedCookie: isRenewed ? cookieFor(deps, user.kind, secret, false) : null }
}

/** Who was signed in a moment ago, for what looks itself whether that still holds. Null where it must be looked up. */
export function recallSession(deps: Deps, cookieHeader: string | null): Pick<ReadSession, 'id' | 'user'> | null {
  const secret = secretFrom(deps, cookieHeader)
  const recalled = secret === null ? null : recallLogin(deps, idOf(secret))
  return recalled && { id: recalled.sessionId, user: recalled.user }
}

/**
 * The same for the socket's door and its timers: an open socket alone keeps no login alive. `find` may gather what a whole
 * class asks for.
 */
export async function sessionFromCookie(deps: Deps, cookieHeader: string | null, find?: FindLogin) {
  const valid = await validate(deps, cookieHeader, false, find)
  return valid ? { id: valid.found.id, user: valid.user, expiresAt: valid.found.expiresAt } : null
}

/** A new login: always a new secret, and the one the browser had before is over (session fixation, C49). */
export async function startSession(
  deps: Deps & { sessionId?: string | null },
  person: { userId: string; kind: Kind; isSharedDevice: boolean },
): Promise<{ id: string; cookie: string }> {
  if (deps.sessionId) await endSession(deps, deps.sessionId)
  const secret = randomBytes(32).toString('base64url')
  const endsAt = new Date(deps.now().getTime() + sessionLimits[person.kind].absoluteMs)
  const attributes = { endsAt, isSharedDevice: person.isSharedDevice }
  await luciaFor(deps, person.kind).createSession(person.userId, attributes, { sessionId: secret })
  return { id: idOf(secret), cookie: cookieFor(deps, person.kind, secret, person.isSharedDevice) }
}

/** Ends one login and its sockets. */
export async function endSession(deps: Deps, sessionId: string): Promise<void> {
  await luciaFor(deps, 'pupil').invalidateSession(sessionId)
  await deps.rooms.recheck({ sessionIds: [sessionId] })
}

/** Ends every login of a person and their sockets, and what they have begun. Call it after COMMIT. */
export async function endAllSessions(deps: Deps, userId: string): Promise<void> {
  await luciaFor(deps, 'pupil').invalidateUserSessions(userId)
  await deleteSignInsOf(deps.db, userId)
  await deps.rooms.recheck({ userIds: [userId] })
}

/** After a change of password: whoever else was in is out. */
export async function endOtherSessions(deps: Deps, userId: string, keptId: string): Promise<void> {
  const sessionIds = await deleteOtherSessions(deps.db, userId, keptId)
  await deleteSignInsOf(deps.db, userId)
  if (sessionIds.length > 0) await deps.rooms.recheck({ sessionIds })
}

/** Forgets the logins that are over, and sign-ins that nobody ended; on a timer. */
export async function sweepSessions(deps: Deps): Promise<void> {
  await luciaFor(deps, 'pupil').deleteExpiredSessions()
  await deleteExpiredSignIns(deps.db, deps.now())
}
