import { insertAudit } from '#db/queries/audit.ts'
import { findCard, updateCardUsed } from '#db/queries/cards.ts'
import { findCredentials, findCredentialsByEmail, updatePasswordHash } from '#db/queries/credentials.ts'
import { hasAnyUser, listProjectIdsOf, updateUser, type UserChanges } from '#db/queries/users.ts'
import { type Ctx, requireAccount, type SessionUser } from '../context.ts'
import { AppError } from '../errors.ts'
import { readCard } from './cards.ts'
import { attempt } from './limits.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'
import { viewSession } from './session-view.ts'
import { endAllSessions, endOtherSessions, endSession, startSession } from './sessions.ts'

type Way = 'password' | 'card'
interface SignedIn {
  userId: string
  schoolId: string
  kind: SessionUser['kind']
}

/** Opens a login for a person who has proved who they are. Gives the view and the cookie to set. */
export async function openSession(
  ctx: Ctx,
  person: { userId: string; kind: SignedIn['kind'] },
  isSharedDevice: boolean,
) {
  const { id, cookie } = await startSession(ctx, { ...person, isSharedDevice })
  return { user: await viewSession(ctx, id), cookie }
}

export async function whoAmI(ctx: Ctx) {
  const user = ctx.sessionId ? await viewSession(ctx, ctx.sessionId) : null
  const setupNeeded = user === null && !(await hasAnyUser(ctx.db))
  return { user, setupNeeded, serverVersion: ctx.settings.version }
}

export async function signInWithPassword(
  ctx: Ctx,
  input: { email: string; password: string; isSharedDevice?: boolean | undefined },
) {
  const email = input.email.trim().toLowerCase()
  const found = await attempt('account', email, async () => {
    const known = await findCredentialsByEmail(ctx.db, email)
    const isRight = await isPassword(known?.passwordHash ?? null, input.password)
    if (isRight && known && !known.suspendedAt) return known
    // For an unknown address too: the answer must take as long.
    await noteFailure(ctx, 'password', known)
    return null
  })
  if (!found) throw new AppError('unauthenticated', 'wrong_password')
  await noteSuccess(ctx, 'password', found)
  return openSession(ctx, { userId: found.userId, kind: found.kind }, input.isSharedDevice ?? true)
}

export async function signInWithCard(ctx: Ctx, input: { card: string; isSharedDevice?: boolean | undefined }) {
  const { hash, prefix } = readCard(ctx.settings, input.card)
  const found = await attempt('card', prefix, async () => {
    const card = await findCard(ctx.db, hash)
    if (!card) await noteFailure(ctx, 'card', null)
    return card
  })
  if (!found) throw new AppError('unauthenticated', 'card_unknown')
  await updateCardUsed(ctx.db, found.id, ctx.now())
  await noteSuccess(ctx, 'card', { ...found, kind: 'pupil' })
  return openSession(ctx, { userId: found.userId, kind: 'pupil' }, input.isSharedDevice ?? true)
}

function noteSuccess(ctx: Ctx, way: Way, { userId, schoolId }: SignedIn) {
  const line = {
    at: ctx.now(),
    actorId: userId,
    schoolId,
    action: 'session.started',
    targetId: userId,
    detail: { way },
  }
  return ctx.db.transaction((tx) => insertAudit(tx, line))
}

function noteFailure(ctx: Ctx, way: Way, known: { userId: string; schoolId: string } | null) {
  const whose = { schoolId: known?.schoolId ?? null, targetId: known?.userId ?? null }
  const line = { at: ctx.now(), actorId: null, ...whose, action: 'session.refused', detail: { way } }
  return ctx.db.transaction((tx) => insertAudit(tx, line))
}

/** Ends this login, or every login of the person; their sockets close with it. Nobody signed in is signed out already. */
export async function signOut(ctx: Ctx, scope: 'this' | 'all'): Promise<void> {
  if (!ctx.user || !ctx.sessionId) return
  const { id: userId, schoolId } = ctx.user
  const line = { at: ctx.now(), actorId: userId, schoolId, targetId: userId, detail: { scope } }
  await ctx.db.transaction((tx) => insertAudit(tx, { ...line, action: 'session.ended' }))
  await (scope === 'all' ? endAllSessions(ctx, userId) : endSession(ctx, ctx.sessionId))
}

/** Own settings. What another member sees of me (name, shape) is told to my projects. */
export async function changeMe(ctx: Ctx, changes: Pick<UserChanges, 'locale' | 'theme' | 'shape' | 'displayName'>) {
  const user = requireAccount(ctx)
  // Who waits is confirmed under the name that the administrator read.
  if (changes.displayName !== undefined && (user.kind !== 'staff' || user.isWaiting)) throw new AppError('forbidden')
  await updateUser(ctx.db, user.id, changes)
  if (changes.displayName !== undefined || changes.shape !== undefined) await tellProjects(ctx, user.id)
  return { user: await viewSession(ctx, ctx.sessionId ?? '') }
}

/** Shape is drawn by the relay, names by the people's view: both are looked at again. */
export async function tellProjects(ctx: Ctx, userId: string): Promise<void> {
  const projectIds = await listProjectIdsOf(ctx.db, userId)
  for (const projectId of projectIds) ctx.rooms.notice({ projectId }, { topic: 'people', userId })
}

/** A new password puts every other login of the person out. */
export async function changePassword(ctx: Ctx, input: { current: string; next: string }): Promise<void> {
  const user = requireAccount(ctx)
  const known = await findCredentials(ctx.db, user.id)
  if (!known) throw new AppError('forbidden')
  const isRight = await attempt('account', known.email, async () =>
    (await isPassword(known.passwordHash, input.current)) ? true : null,
  )
  if (!isRight) throw new AppError('unauthenticated', 'wrong_password')
  checkPassword(input.next, { ...known, path: 'next' })
  const passwordHash = await hashPassword(input.next)
  await ctx.db.transaction(async (tx) => {
    await updatePasswordHash(tx, user.id, passwordHash, ctx.now())
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: 'password.changed' })
  })
  await endOtherSessions(ctx, user.id, ctx.sessionId ?? '')
}
