import * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type AuthenticatorRow,
  countRecoveryCodes,
  deleteAuthenticator,
  deleteRecoveryCodesOf,
  hasAuthenticator,
  insertAuthenticator,
  listAuthenticators,
} from '#db/queries/authenticators.ts'
import { findCredentials } from '#db/queries/credentials.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { hasMandateOn } from '#db/queries/offices.ts'
import { findSignedIn, lockUser } from '#db/queries/users.ts'
import { proveOwnPassword } from '../auth/auth.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { seal, unseal } from '../kit/seal.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { type RegistrationResponse, readRegistration, registrationOptions } from './passkeys.ts'
import { replaceRecoveryCodes } from './recovery-codes.ts'
import { type Person, trySecondStep } from './second-step.ts'
import { newTotp, sealSecret, stepOf, acceptTotpCode } from './totp.ts'

/*
 * What a member of staff brings besides their password, as they look after it themselves. Nothing is added or taken away
 * without the password, or a code of the app, once more: an open screen alone changes nobody's way in.
 */

/** More is a mistake, or a script. */
const most = 10
/** A phone is looked for, an app is installed. */
const draftMs = 30 * 60_000

type Proof = { password: string } | { code: string }

/** Staff alone: pupils sign in with cards. */
function requireStaff(ctx: Ctx): SessionUser {
  const user = requireUser(ctx)
  if (user.kind !== 'staff') throw new AppError('forbidden')
  return user
}

const view = ({ id, kind, name, createdAt, lastUsedAt }: AuthenticatorRow) => ({
  id,
  kind,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

export async function showAuthenticators(ctx: Ctx) {
  const user = requireStaff(ctx)
  const rows = await listAuthenticators(ctx.db, user.id)
  const day = ctx.now().toISOString().slice(0, 10)
  return {
    authenticators: rows.map(view),
    recoveryCodesLeft: await countRecoveryCodes(ctx.db, user.id),
    /** A post at an office of today waits for one. */
    isNeeded: ctx.settings.needsSecondStep === true && rows.length === 0 && (await hasMandateOn(ctx.db, user.id, day)),
  }
}

/** Who is signed in gives their password once more, or a code. */
async function prove(ctx: Ctx, user: SessionUser, proof: Proof): Promise<Person> {
  const person = (email: string) => ({ userId: user.id, schoolId: user.schoolId, kind: user.kind, email })
  if ('password' in proof) return person((await proveOwnPassword(ctx, user.id, proof.password)).email)
  const known = await findCredentials(ctx.db, user.id)
  if (!known) throw new AppError('forbidden')
  const source = { id: `self ${user.id}`, isDevice: true, isOwn: true }
  const isRight = () => acceptTotpCode(ctx, user.id, proof.code)
  await trySecondStep(ctx, person(known.email), { kind: 'totp', source, isRight })
  return person(known.email)
}

const draftShape = z.object({ kind: z.enum(['totp', 'passkey']), value: z.string(), until: z.number() })
type Draft = z.infer<typeof draftShape>

const boundTo = (ctx: Ctx, user: SessionUser) => ({
  purpose: 'preau authenticator draft',
  owner: `${user.id} ${ctx.sessionId ?? ''}`,
})

/** What is begun and not yet kept goes to the browser, sealed: to this login, and for a while. */
const newDraft = (ctx: Ctx, user: SessionUser, kind: Draft['kind'], value: string) =>
  seal(ctx.settings, boundTo(ctx, user), JSON.stringify({ kind, value, until: ctx.now().getTime() + draftMs }))

function openDraft(ctx: Ctx, user: SessionUser, kind: Draft['kind'], sealed: string): string {
  const text = unseal(ctx.settings, boundTo(ctx, user), sealed)
  const draft = text === null ? null : draftShape.parse(JSON.parse(text))
  if (draft?.kind !== kind || draft.until <= ctx.now().getTime()) throw new AppError('conflict', 'second_step_too_late')
  return draft.value
}

/** Room for one more. The person is held, so that two at once are counted. */
async function requireRoom(ctx: Ctx, tx: Tx | Ctx['db'], userId: string, kind: Draft['kind']) {
  const rows = await listAuthenticators(tx, userId)
  if (rows.length >= most) throw new AppError('conflict', 'second_step_full')
  if (kind === 'totp' && rows.some((row) => row.kind === 'totp')) throw new AppError('conflict', 'totp_there')
  return rows
}

/** A new secret for an app; nothing is kept until a code of it comes back. */
export async function beginTotp(ctx: Ctx, proof: Proof) {
  const user = requireStaff(ctx)
  await requireRoom(ctx, ctx.db, user.id, 'totp')
  const { email } = await prove(ctx, user, proof)
  const { secret, uri } = newTotp(email)
  return { secret, uri, draft: newDraft(ctx, user, 'totp', secret) }
}

export async function confirmTotp(ctx: Ctx, { draft, code, name }: { draft: string; code: string; name: string }) {
  const user = requireStaff(ctx)
  const secret = openDraft(ctx, user, 'totp', draft)
  // Who is here has the secret: there is nothing to guess.
  const lastStep = stepOf(secret, code, ctx.now())
  if (lastStep === null) throw new AppError('invalid', 'code_wrong')
  return add(ctx, user, { kind: 'totp', name, sealed: sealSecret(ctx.settings, user.id, secret), lastStep })
}

/** What a browser needs to make a passkey. On a device that others use it would let them in. */
export async function beginPasskey(ctx: Ctx, proof: Proof) {
  const user = requireStaff(ctx)
  const here = await findSignedIn(ctx.db, ctx.sessionId ?? '', ctx.now())
  if (here?.isSharedDevice !== false) throw new AppError('conflict', 'passkey_on_shared')
  const existing = await requireRoom(ctx, ctx.db, user.id, 'passkey')
  const { email } = await prove(ctx, user, proof)
  const options = await registrationOptions(ctx, { ...user, email }, existing)
  return { options, draft: newDraft(ctx, user, 'passkey', options.challenge) }
}

export async function confirmPasskey(
  ctx: Ctx,
  { draft, name, response }: { draft: string; name: string; response: RegistrationResponse },
) {
  const user = requireStaff(ctx)
  const kept = await readRegistration(ctx, response, openDraft(ctx, user, 'passkey', draft))
  return add(ctx, user, { kind: 'passkey', name, ...kept })
}

type New = Omit<Parameters<typeof insertAuthenticator>[1], 'userId' | 'createdAt'>

/** Keeps one. With the first come codes for who loses it, shown this once. */
async function add(ctx: Ctx, { id: userId, schoolId }: SessionUser, made: New) {
  const at = ctx.now()
  const recoveryCodes = await ctx.db.transaction(async (tx) => {
    await lockUser(tx, userId)
    const before = await requireRoom(ctx, tx, userId, made.kind)
    if (!(await insertAuthenticator(tx, { ...made, userId, createdAt: at })))
      throw new AppError('conflict', 'passkey_there')
    const codes = before.length === 0 ? await replaceRecoveryCodes(ctx.settings, tx, userId) : null
    await insertNotices(tx, [{ userId, projectId: null, kind: 'second_step_added', at, actorId: userId }])
    const line = { at, actorId: userId, schoolId, targetId: userId, detail: { kind: made.kind } }
    await insertAudit(tx, { ...line, action: 'second_step.added' })
    return codes
  })
  await ringEverywhere(ctx, userId)
  return { recoveryCodes }
}

/** Takes one away; with the last go the recovery codes. */
export async function removeAuthenticator(ctx: Ctx, id: string, proof: Proof): Promise<void> {
  const user = requireStaff(ctx)
  const rows = await listAuthenticators(ctx.db, user.id)
  if (!rows.some((row) => row.id === id)) throw notFound()
  await prove(ctx, user, proof)
  await ctx.db.transaction(async (tx) => {
    await lockUser(tx, user.id)
    const gone = await deleteAuthenticator(tx, user.id, id)
    if (!gone) throw notFound()
    if (!(await hasAuthenticator(tx, user.id))) await deleteRecoveryCodesOf(tx, user.id)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: 'second_step.removed', detail: { kind: gone.kind } })
  })
}

/** New codes; those there were open nothing any more. */
export async function renewRecoveryCodes(ctx: Ctx, proof: Proof) {
  const user = requireStaff(ctx)
  if (!(await hasAuthenticator(ctx.db, user.id))) throw new AppError('conflict', 'second_step_none')
  await prove(ctx, user, proof)
  const recoveryCodes = await ctx.db.transaction(async (tx) => {
    await lockUser(tx, user.id)
    const codes = await replaceRecoveryCodes(ctx.settings, tx, user.id)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: 'recovery_codes.made' })
    return codes
  })
  return { recoveryCodes }
}
