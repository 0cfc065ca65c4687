import { findPasskey, listAuthenticators, updatePasskeyUsed } from '#db/queries/authenticators.ts'
import { findCredentials } from '#db/queries/credentials.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { deleteSignIn, type SignInRow, updateSignInChallenge } from '#db/queries/sign-ins.ts'
import { findUser } from '#db/queries/users.ts'
import { enterStaff } from '../auth/auth.ts'
import { sourceOf } from '../auth/device.ts'
import { attempt, type Source } from '../auth/guessing.ts'
import { noteRefusal } from '../auth/refusals.ts'
import { beginSignIn, requireSignIn, signInOver } from '../auth/sign-ins.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { readSignIn, type SignInResponse, signInOptions } from './passkeys.ts'
import { acceptRecoveryCode } from './recovery-codes.ts'
import { acceptTotpCode } from './totp.ts'

/* The second step of a sign-in, and the passkey that is all of one. */

type Given = { code: string } | { recoveryCode: string } | { passkey: SignInResponse }

/** A slip is no alarm; this many in an hour are told to whose account it is. */
const tellingRefusals = 3

export interface Person {
  userId: string
  schoolId: string
  kind: 'staff' | 'pupil'
  email: string
}

const kindOf = (given: Given) => {
  if ('passkey' in given) return 'passkey'
  return 'code' in given ? 'totp' : 'recovery_code'
}

/** Whose password was right in this browser. Who was suspended meanwhile begins anew, and hears nothing of it. */
async function requirePerson(ctx: Ctx, { userId }: SignInRow): Promise<Person> {
  const user = userId === null ? null : await findUser(ctx.db, userId)
  const known = user && !user.suspendedAt ? await findCredentials(ctx.db, user.id) : null
  if (!user || !known) throw signInOver()
  return { userId: user.id, schoolId: user.schoolId, kind: user.kind, email: known.email }
}

/** What a browser needs for a passkey of whose password was right. */
export async function askPasskeyAsSecondStep(ctx: Ctx) {
  const signIn = await requireSignIn(ctx, 'afterPassword')
  const { userId } = await requirePerson(ctx, signIn)
  const options = await signInOptions(ctx, await listAuthenticators(ctx.db, userId))
  await updateSignInChallenge(ctx.db, signIn.id, options.challenge)
  return { options }
}

/** Takes the second step: then the person is signed in, and what they had begun is over. */
export async function takeSecondStep(ctx: Ctx, given: Given) {
  const signIn = await requireSignIn(ctx, 'afterPassword')
  const person = await requirePerson(ctx, signIn)
  const second = kindOf(given)
  const isRight = () => isRightStep(ctx, person.userId, { given, challenge: signIn.challenge })
  await trySecondStep(ctx, person, { kind: second, source: sourceOf(ctx, person.email), isRight })
  if (!(await deleteSignIn(ctx.db, signIn.id))) throw signInOver()
  return enterStaff(ctx, person, { way: 'password', second, isSharedDevice: signIn.isSharedDevice })
}

interface Try {
  kind: string
  source: Source
  isRight: () => Promise<boolean>
}

/** Slowed as passwords are, each kind by itself. Throws `second_step_wrong`. */
export async function trySecondStep(ctx: Ctx, person: Person, { kind, source, isRight }: Try): Promise<void> {
  const found = await attempt(ctx, { way: 'second_step', account: `${kind} ${person.email}`, source }, async () => {
    if (await isRight()) return true
    await tellRefusal(ctx, person)
    return null
  })
  if (!found) throw new AppError('unauthenticated', 'second_step_wrong')
}

async function tellRefusal(ctx: Ctx, { userId, schoolId, email }: Person): Promise<void> {
  const known = { userId, schoolId }
  const times = await noteRefusal(ctx, { way: 'second_step', key: email, known })
  if (times === null || times < tellingRefusals) return
  await insertNotices(ctx.db, [{ userId, projectId: null, kind: 'second_step_refused', at: ctx.now(), actorId: null }])
  await ringEverywhere(ctx, userId)
}

async function isRightStep(
  ctx: Ctx,
  userId: string,
  { given, challenge }: { given: Given; challenge: string | null },
): Promise<boolean> {
  if ('code' in given) return acceptTotpCode(ctx, userId, given.code)
  if ('recoveryCode' in given) return acceptRecoveryCode(ctx, userId, given.recoveryCode)
  const found = await findPasskey(ctx.db, given.passkey.id)
  if (challenge === null || found?.userId !== userId) return false
  return acceptPasskey(ctx, given.passkey, { passkey: found.passkey, challenge, isVerified: false })
}

async function acceptPasskey(ctx: Ctx, response: SignInResponse, asked: Parameters<typeof readSignIn>[2]) {
  const counter = await readSignIn(ctx, response, asked)
  if (counter === null) return false
  await updatePasskeyUsed(ctx.db, asked.passkey.id, { counter, at: ctx.now() })
  return true
}

/** What a browser needs to sign in with whatever passkey its owner chooses. Their own device: on a shared one it is not offered. */
export async function askPasskey(ctx: Ctx) {
  const options = await signInOptions(ctx, 'any')
  const { challenge } = options
  return { options, cookie: await beginSignIn(ctx, { userId: null, isSharedDevice: false, challenge }) }
}

/** A passkey is the whole sign-in: something one has, and a PIN, finger or face. A challenge is good for one answer. */
export async function signInWithPasskey(ctx: Ctx, response: SignInResponse) {
  const signIn = await requireSignIn(ctx, 'byPasskey')
  const { challenge, isSharedDevice } = signIn
  if (signIn.userId !== null || challenge === null || !(await deleteSignIn(ctx.db, signIn.id))) throw signInOver()
  const found = await findPasskey(ctx.db, response.id)
  const isRight =
    found !== null &&
    found.suspendedAt === null &&
    (await acceptPasskey(ctx, response, { passkey: found.passkey, challenge, isVerified: true }))
  if (!isRight) throw new AppError('unauthenticated', 'passkey_unknown')
  return enterStaff(ctx, found, { way: 'passkey', isSharedDevice })
}
