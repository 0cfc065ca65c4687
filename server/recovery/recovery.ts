import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { hasAuthenticator } from '#db/queries/authenticators.ts'
import { findCredentials, updatePasswordHash } from '#db/queries/credentials.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { deleteRecovery, deleteRecoveryOf, findRecoveryByToken, upsertRecovery } from '#db/queries/recoveries.ts'
import { findUser, lockSchoolAdmins } from '#db/queries/users.ts'
import { mayAdminister, requireSchool } from '../access/grants.ts'
import { openSession } from '../auth/auth.ts'
import { checkPassword, hashPassword } from '../auth/passwords.ts'
import { endAllSessions } from '../auth/sessions.ts'
import { askSecondStep } from '../auth/sign-ins.ts'
import { removeSecondStep } from '../authenticators/removal.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { hashToken, newLink } from '../invitations/links.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { isColleague } from '../schools/schools.ts'

/*
 * A forgotten password. By hand: an administrator makes a link for a colleague, whoever keeps the server makes one for
 * the last administrator; it works once, for a day, and only while its maker is an administrator of that school. By mail:
 * `by-mail.ts`. What a link does is one and the same.
 */

const recoveryMs = 24 * 60 * 60 * 1000

interface LinkFor {
  userId: string
  schoolId: string
  /** Null for who keeps the server. */
  createdBy: string | null
}

/** Stores a new link in the place of an earlier one, with its line in the chain. Gives what is shown once. */
export async function storeRecovery(
  { settings, now }: Pick<Deps, 'settings' | 'now'>,
  tx: Tx,
  { userId, schoolId, createdBy }: LinkFor,
) {
  const { url, tokenHash } = newLink(settings, '/recover')
  const at = now()
  const expiresAt = new Date(at.getTime() + recoveryMs)
  await upsertRecovery(tx, { userId, tokenHash, createdBy, createdAt: at, expiresAt })
  await insertNotices(tx, [{ userId, projectId: null, kind: 'recovery_made', at, actorId: createdBy }])
  await insertAudit(tx, { at, actorId: createdBy, schoolId, targetId: userId, action: 'recovery.created' })
  return { url, expiresAt: expiresAt.toISOString() }
}

/** A link for a colleague of the own school who cannot sign in. One's own password is changed by who knows it. */
export async function makeRecovery(ctx: Ctx, userId: string) {
  const actor = requireSchool(ctx, 'school.administer')
  if (userId === actor.id) throw new AppError('conflict', 'recovery_of_oneself')
  const recovery = await ctx.db.transaction(async (tx) => {
    if (!(await lockSchoolAdmins(tx, actor.schoolId)).includes(actor.id)) throw new AppError('forbidden')
    const person = await findUser(tx, userId)
    if (!person || !isColleague(actor, person)) throw notFound()
    if (person.suspendedAt) throw new AppError('conflict', 'recovery_of_suspended')
    if (!(await findCredentials(tx, userId))) throw notFound()
    return storeRecovery(ctx, tx, { userId, schoolId: person.schoolId, createdBy: actor.id })
  })
  await ringEverywhere(ctx, userId)
  return { recovery }
}

const expired = () => new AppError('not_found', 'link_expired')

async function findOpen(ctx: Ctx, db: Ctx['db'] | Tx, token: string) {
  const found = await findRecoveryByToken(db, hashToken(token))
  if (!found || found.expiresAt <= ctx.now() || found.suspendedAt) throw expired()
  const { createdBy, school } = found
  if (createdBy !== null && !mayAdminister(await findUser(db, createdBy), school.id)) throw expired()
  return found
}

/** Made by who keeps the server. */
const isOfKeeper = ({ createdBy, isByMail }: { createdBy: string | null; isByMail: boolean }) =>
  createdBy === null && !isByMail

/** Whose password it is, before a new one is set. */
export async function lookAtRecovery(ctx: Ctx, token: string) {
  const { displayName, email, school, expiresAt, userId, ...link } = await findOpen(ctx, ctx.db, token)
  const endsSecondStep = isOfKeeper(link) && (await hasAuthenticator(ctx.db, userId))
  return { recovery: { displayName, email, school: school.name, expiresAt: expiresAt.toISOString(), endsSecondStep } }
}

/**
 * Sets the new password; every earlier login is over, and the person is signed in here, or asked for their second step: a link
 * stands for the password alone. That of who keeps the server takes the second step away, for whoever has lost it.
 */
export async function recover(ctx: Ctx, { token, password }: { token: string; password: string }) {
  const { email, school, userId, ...link } = await findOpen(ctx, ctx.db, token)
  const endsSecondStep = isOfKeeper(link)
  checkPassword(password, { email, schoolName: school.name, path: 'password' })
  const passwordHash = await hashPassword(password)
  await ctx.db.transaction(async (tx) => {
    // Whoever takes a right away holds these and then takes the links: asked once more behind them.
    await lockSchoolAdmins(tx, school.id)
    await findOpen(ctx, tx, token)
    if (!(await deleteRecovery(tx, hashToken(token)))) throw expired()
    // One that came another way is of no use any more.
    await deleteRecoveryOf(tx, userId)
    await updatePasswordHash(tx, userId, passwordHash, ctx.now())
    const line = { at: ctx.now(), actorId: userId, schoolId: school.id, targetId: userId }
    if (endsSecondStep) await removeSecondStep(tx, line)
    await insertAudit(tx, { ...line, action: 'recovery.used' })
  })
  await endAllSessions(ctx, userId)
  const secondStep = await askSecondStep(ctx, userId, true)
  if (secondStep) return { user: null, ...secondStep }
  return { ...(await openSession(ctx, { userId, kind: 'staff' }, true)), kinds: null }
}
