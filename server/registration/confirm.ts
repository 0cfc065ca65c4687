import type { Tx } from '#db/client.ts'
import { insertAudits } from '#db/queries/audit.ts'
import { findFindable } from '#db/queries/findable-schools.ts'
import {
  deleteRegistration,
  findRegistrationByToken,
  findSignUpOffice,
  insertNewcomer,
  lockSignUpOffice,
} from '#db/queries/registrations.ts'
import { updateSchool } from '#db/queries/schools.ts'
import { lockSchoolAdmins } from '#db/queries/users.ts'
import { registerSchool, registerStaff } from '../auth/accounts.ts'
import { openSession } from '../auth/auth.ts'
import { checkPassword, hashPassword } from '../auth/passwords.ts'
import { hashToken } from '../invitations/links.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import type { Said } from './input.ts'
import { askForWord } from './deciders.ts'
import { saidIn } from './register.ts'
import { closedHere, countryOf, type Meant, meantNow } from './schools.ts'

/* Behind the link in the mail: the account is made, and waits for the word of somebody who knows the person. */

const expired = () => new AppError('not_found', 'link_expired')

async function findOpen(ctx: Ctx, db: Ctx['db'] | Tx, token: string): Promise<Said> {
  const row = await findRegistrationByToken(db, hashToken(token))
  const said = row && row.expiresAt > ctx.now() ? saidIn(ctx.settings, row) : null
  if (said === null) throw expired()
  return said
}

const nameOf = ({ school }: Meant) => ({ name: school.name, town: school.town })

/** What was said, to be read once more before the account is made. */
export async function lookAtRegistration(ctx: Ctx, token: string) {
  const { displayName, email, post, school } = await findOpen(ctx, ctx.db, token)
  const meant = await meantNow(ctx.db, school, ctx.now())
  return { registration: { displayName, email, post, school: nameOf(meant) } }
}

export async function confirmRegistration(ctx: Ctx, { token, password }: { token: string; password: string }) {
  const said = await findOpen(ctx, ctx.db, token)
  const meant = await meantNow(ctx.db, said.school, ctx.now())
  if (!(await findSignUpOffice(ctx.db, countryOf(meant)))) throw closedHere()
  checkPassword(password, { email: said.email, schoolName: meant.school.name, path: 'password' })
  const passwordHash = await hashPassword(password)
  const { userId, rings } = await ctx.db.transaction(async (tx) => {
    // In a country one after another: who told us of the same school comes to it.
    const office = await lockSignUpOffice(tx, countryOf(meant))
    if (!office) throw closedHere()
    if (!(await deleteRegistration(tx, hashToken(token)))) throw expired()
    return comeIn(ctx, tx, { said, passwordHash, officeId: office.id })
  })
  for (const ringing of rings) await ringEverywhere(ctx, ringing)
  return openSession(ctx, { userId, kind: 'staff' }, true)
}

interface Coming {
  said: Said
  passwordHash: string
  officeId: string
}

/** Makes the account. The caller holds the office, or nobody else is here. */
export async function comeIn(ctx: Ctx, tx: Tx, { said, passwordHash, officeId }: Coming) {
  const { email, displayName, locale, post } = said
  const at = ctx.now()
  const meant = await meantNow(tx, said.school, at)
  // Also of who told us of the same school as another newcomer, who may be refused.
  const bringsSchool = meant.kind === 'new' || (await findFindable(tx, meant.school.id)) === null
  const schoolId = meant.kind === 'known' ? meant.school.id : await makeSchool(tx, meant, { locale, at })
  // Before whoever waits, as those do who decide about them.
  const admins = await lockSchoolAdmins(tx, schoolId)
  const staff = {
    schoolId,
    displayName,
    email,
    passwordHash,
    locale,
    isSchoolAdmin: false,
    waitingSince: at,
    post: null,
  }
  const userId = await registerStaff(tx, staff, at)
  await insertNewcomer(tx, { userId, post, bringsSchool, createdAt: at })
  const proof = 'new' in said.school ? said.school.new.proof : ''
  const newcomer = { id: userId, schoolId }
  const { rings, lines } = await askForWord(ctx, tx, { newcomer, admins, officeId, proof, bringsSchool })
  const line = { at, actorId: userId, schoolId, targetId: userId, action: 'staff.registered', detail: { post } }
  await insertAudits(tx, [...lines, line])
  return { userId, rings }
}

interface Made {
  locale: Said['locale']
  at: Date
}

async function makeSchool(tx: Tx, { school }: Extract<Meant, { kind: 'new' }>, { locale, at }: Made): Promise<string> {
  const { kind, name, town, country: countryCode, region, code } = school
  const brought = { name, town, countryCode, locale, ...(region !== undefined && { region }) }
  const schoolId = await registerSchool(tx, brought, { createdAt: at, path: 'school.new', mayAddRegion: false, kind })
  if (code !== undefined) await updateSchool(tx, schoolId, { nationalCode: code })
  return schoolId
}
