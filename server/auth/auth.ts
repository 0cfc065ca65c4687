import { insertAudit } from '#db/queries/audit.ts'
import { findCard, updateCardUsed } from '#db/queries/cards.ts'
import { findCredentials, findCredentialsByEmail, updatePasswordHash } from '#db/queries/credentials.ts'
import { hasSignUp } from '#db/queries/registrations.ts'
import { deleteRecoveryOf } from '#db/queries/recoveries.ts'
import { hasAnyUser, listProjectIdsOf, updateUser, type UserChanges } from '#db/queries/users.ts'
import type { AuthenticatorKind } from '#db/schema/values.ts'
import { type Ctx, requireAccount, type SessionUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { readCard } from './cards.ts'
import { deviceCookie, sourceOf } from './device.ts'
import { type Attempt, attempt, type DoorWay } from './guessing.ts'
import { checkPassword, hashPassword, isPassword } from './passwords.ts'
import { puzzleFor, type Solution } from './puzzle.ts'
import { noteRefusal } from './refusals.ts'
import { viewSession } from './session-view.ts'
import { endAllSessions, endOtherSessions, endSession, startSession } from './sessions.ts'
import { askSecondStep } from './sign-ins.ts'

/** What comes with a password or a card. */
interface Brought {
  isSharedDevice?: boolean | undefined
  solution?: Solution | undefined
}

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
  const { version, sendsMail = false } = ctx.settings
  /** Whether teachers may come by themselves, somewhere: asked by who is at the door. */
  const hasSignUpHere = user === null && sendsMail && (await hasSignUp(ctx.db))
  return { user, setupNeeded, serverVersion: version, sendsMail, hasSignUp: hasSignUpHere }
}

export async function signInWithPassword(ctx: Ctx, input: { email: string; password: string } & Brought) {
  const email = input.email.trim().toLowerCase()
  const source = sourceOf(ctx, email)
  const look = async () => {
    const known = await findCredentialsByEmail(ctx.db, email)
    const isRight = await isPassword(known?.passwordHash ?? null, input.password, source.id)
    if (isRight && known && !known.suspendedAt) return known
    await noteRefusal(ctx, { way: 'password', key: email, known })
    return null
  }
  const found = await attemptAtDoor(ctx, { way: 'password', account: email, source }, look, input.solution)
  if (!found) throw new AppError('unauthenticated', 'wrong_password')
  const isSharedDevice = input.isSharedDevice ?? true
  const secondStep = await askSecondStep(ctx, found.userId, isSharedDevice)
  if (secondStep) return { user: null, ...secondStep, deviceCookie: null }
  return { ...(await enterStaff(ctx, { ...found, email }, { way: 'password', isSharedDevice })), kinds: null }
}

interface Proved {
  way: 'password' | 'passkey'
  /** What was given besides the password. */
  second?: AuthenticatorKind | 'recovery_code'
  isSharedDevice: boolean
}

/** A member of staff has proved who they are, by all that is asked of them. */
export async function enterStaff(ctx: Ctx, person: SignedIn & { email: string }, proved: Proved) {
  const { isSharedDevice, ...detail } = proved
  const { userId, kind, email } = person
  await noteSuccess(ctx, detail, person)
  const session = await openSession(ctx, { userId, kind }, isSharedDevice)
  const here = { userId, way: 'password' as const, ownEmail: isSharedDevice ? null : email }
  return { ...session, deviceCookie: deviceCookie(ctx, here) }
}

/** As `attempt`, and who would be refused may do a sum instead. */
const attemptAtDoor = <Found>(ctx: Ctx, asked: Attempt, look: () => Promise<Found | null>, solution?: Solution) =>
  attempt(ctx, asked, look, puzzleFor(ctx, asked, solution))

export async function signInWithCard(ctx: Ctx, input: { card: string } & Brought) {
  const card = readCard(ctx.settings, input.card)
  const source = sourceOf(ctx, null)
  const look = async () => {
    const known = await findCard(ctx.db, card.hash)
    if (!known) await noteRefusal(ctx, { way: 'card', key: source.id, known: null })
    return known
  }
  // Nobody guesses 128 bits: a card that is scanned opens whatever others do.
  const found = await (card.kind === 'secret'
    ? look()
    : attemptAtDoor(ctx, { way: 'card', account: card.prefix, source }, look, input.solution))
  if (!found) throw new AppError('unauthenticated', 'card_unknown')
  await updateCardUsed(ctx.db, found.id, ctx.now())
  await noteSuccess(ctx, { way: 'card' }, { ...found, kind: 'pupil' })
  const session = await openSession(ctx, { userId: found.userId, kind: 'pupil' }, input.isSharedDevice ?? true)
  const here = { userId: found.userId, way: 'card' as const, ownEmail: null }
  return { ...session, kinds: null, deviceCookie: deviceCookie(ctx, here) }
}

type How = { way: DoorWay } | Omit<Proved, 'isSharedDevice'>

function noteSuccess(ctx: Ctx, detail: How, { userId, schoolId }: SignedIn) {
  const line = {
    at: ctx.now(),
    actorId: userId,
    schoolId,
    action: 'session.started',
    targetId: userId,
    detail: { ...detail },
  }
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

/** Whoever is signed in here gives their password once more. Gives what is known of the account. */
export async function proveOwnPassword(ctx: Ctx, userId: string, password: string) {
  const known = await findCredentials(ctx.db, userId)
  if (!known) throw new AppError('forbidden')
  // Only this person's own failures here slow it down: they are signed in.
  const source = { id: `self ${userId}`, isDevice: true, isOwn: true }
  const isRight = await attempt(ctx, { way: 'password', account: known.email, source }, async () =>
    (await isPassword(known.passwordHash, password, userId)) ? true : null,
  )
  if (!isRight) throw new AppError('unauthenticated', 'wrong_password')
  return known
}

/** A new password puts every other login of the person out. */
export async function changePassword(ctx: Ctx, input: { current: string; next: string }): Promise<void> {
  const user = requireAccount(ctx)
  const known = await proveOwnPassword(ctx, user.id, input.current)
  checkPassword(input.next, { ...known, path: 'next' })
  const passwordHash = await hashPassword(input.next)
  await ctx.db.transaction(async (tx) => {
    // Who has their password needs no way round it. Before the password, as in `recover`.
    await deleteRecoveryOf(tx, user.id)
    await updatePasswordHash(tx, user.id, passwordHash, ctx.now())
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: 'password.changed' })
  })
  await endOtherSessions(ctx, user.id, ctx.sessionId ?? '')
}
