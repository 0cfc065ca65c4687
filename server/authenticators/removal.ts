import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { deleteAuthenticatorsOf } from '#db/queries/authenticators.ts'
import { findCredentials } from '#db/queries/credentials.ts'
import { findReader, type MailRow, updateMailReader } from '#db/queries/mails.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { findUser, lockSchoolAdmins } from '#db/queries/users.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import type { Letter } from '../mail/carriers.ts'
import { putIntoOutbox } from '../mail/outbox.ts'
import { languageOf, letterWords } from '../mail/words.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { isColleague } from '../schools/schools.ts'

/* The second step of somebody who has lost it, taken away by another. The password stays, and whose it is hears of it. */

interface RemovalLine {
  at: Date
  actorId: string
  schoolId: string
  targetId: string
}

/** Takes all away, with its line in the chain. False where there was nothing. */
export async function removeSecondStep(tx: Tx, line: RemovalLine): Promise<boolean> {
  const count = await deleteAuthenticatorsOf(tx, line.targetId)
  if (count > 0) await insertAudit(tx, { ...line, action: 'second_step.removed', detail: { count } })
  return count > 0
}

/** By an administrator, of a colleague. One's own is taken away on `/me`, by who can give it. */
export async function takeAwaySecondStep(ctx: Ctx, userId: string): Promise<void> {
  const actor = requireSchool(ctx, 'school.administer')
  if (userId === actor.id) throw new AppError('conflict', 'second_step_of_oneself')
  const at = ctx.now()
  const email = await ctx.db.transaction(async (tx) => {
    if (!(await lockSchoolAdmins(tx, actor.schoolId)).includes(actor.id)) throw new AppError('forbidden')
    const person = await findUser(tx, userId)
    if (!person || !isColleague(actor, person)) throw notFound()
    const known = await findCredentials(tx, userId)
    if (!known) throw notFound()
    await insertNotices(tx, [{ userId, projectId: null, kind: 'second_step_removed', at, actorId: actor.id }])
    const line = { at, actorId: actor.id, schoolId: actor.schoolId, targetId: userId }
    if (!(await removeSecondStep(tx, line))) throw new AppError('conflict', 'second_step_none')
    return known.email
  })
  await putIntoOutbox(ctx, 'second_step_removed', email)
  await ringEverywhere(ctx, userId)
}

/** The letter that says so. Null where nobody has the address any more. */
export async function writeSecondStepRemoved({ db, settings }: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = await findReader(db, mail.address)
  if (reader === null) return null
  await db.transaction((tx) => updateMailReader(tx, mail.id, reader.userId))
  const locale = languageOf(reader.locale, reader.school.locale)
  const words = letterWords[locale]
  const { origin } = settings.publicUrl
  return {
    to: mail.address,
    locale,
    subject: words.secondStepRemovedSubject,
    text: words.secondStepRemoved({ name: reader.displayName, school: reader.school.name, origin }),
  }
}
