import * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { insertAudit, insertAudits } from '#db/queries/audit.ts'
import { listCountries, listRegions } from '#db/queries/countries.ts'
import { deleteSettingByHash, findSetting, upsertSetting } from '#db/queries/settings.ts'
import { hasAnyUser } from '#db/queries/users.ts'
import { seedReference } from '#db/seed/reference.ts'
import { type NewSchoolInput, registerSchool, registerStaff } from '../auth/accounts.ts'
import { openSession } from '../auth/auth.ts'
import { checkPassword, hashPassword } from '../auth/passwords.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { AppError } from '../kit/errors.ts'
import { hashToken, newLink } from '../invitations/links.ts'
import { giveMandate } from '../mandates/give.ts'
import { openOffice } from '../offices/open.ts'

/*
 * A fresh installation has no account (C43). Whoever reads the server's output gets a link that makes the first one:
 * once, within half an hour (R4).
 */

const setupKey = 'setup_token'
const setupMs = 30 * 60_000
const storedToken = z.object({ hash: z.string(), expiresAt: z.iso.datetime() })

/** A new link for a house without people; earlier ones stop working. Null where somebody is here already. */
export async function issueSetupLink(deps: Deps): Promise<string | null> {
  if (await hasAnyUser(deps.db)) return null
  // The first school is in a country.
  await seedReference(deps.db)
  const { url, tokenHash } = newLink(deps.settings, '/setup')
  const expiresAt = new Date(deps.now().getTime() + setupMs).toISOString()
  await upsertSetting(deps.db, setupKey, { hash: tokenHash, expiresAt })
  return url
}

interface SetupInput {
  token: string
  kind: 'school' | 'country' | 'europe'
  school: NewSchoolInput
  person: { displayName: string; email: string; password: string }
}

/** The first school or office and its administrator, who is signed in; of an office also its director. Throws `setup_done` or `link_expired`. */
export async function setUp(ctx: Ctx, { token, kind, school, person }: SetupInput) {
  const hash = hashToken(token)
  await requireOpenLink(ctx, hash)
  checkPassword(person.password, { email: person.email, schoolName: school.name, path: 'person.password' })
  const passwordHash = await hashPassword(person.password)
  const userId = await ctx.db.transaction(async (tx) => {
    // Whoever takes the token away is the one it lets in; a second one waits here and finds it gone.
    const isMine = await deleteSettingByHash(tx, setupKey, hash)
    if (await hasAnyUser(tx)) throw new AppError('conflict', 'setup_done')
    if (!isMine) throw new AppError('not_found', 'link_expired')
    return kind === 'school'
      ? beginSchool(ctx, tx, { school, person, passwordHash })
      : beginOffice(ctx, tx, { scope: kind, school, person, passwordHash })
  })
  return openSession(ctx, { userId, kind: 'staff' }, true)
}

interface First extends Pick<SetupInput, 'school' | 'person'> {
  passwordHash: string
}

const firstOf = ({ school, person: { displayName, email }, passwordHash }: First) => ({
  ...{ displayName, email, passwordHash, isSchoolAdmin: true },
  locale: school.locale ?? ('en' as const),
})

async function beginSchool(ctx: Ctx, tx: Tx, first: First): Promise<string> {
  const at = ctx.now()
  const schoolId = await registerSchool(tx, first.school, { createdAt: at, path: 'school', mayAddRegion: true })
  const userId = await registerStaff(tx, { ...firstOf(first), schoolId, post: 'teacher' }, at)
  const line = { at, actorId: userId, schoolId, targetId: schoolId }
  await insertAudit(tx, { ...line, action: 'school.registered', detail: { way: 'setup' } })
  return userId
}

async function beginOffice(ctx: Ctx, tx: Tx, first: First & { scope: 'country' | 'europe' }): Promise<string> {
  const at = ctx.now()
  const { scope, school } = first
  const officeId = await openOffice(tx, school, { scope, at, path: 'school' })
  const userId = await registerStaff(tx, { ...firstOf(first), schoolId: officeId, post: 'office' }, at)
  const director = { officeId, userId, post: 'director' as const, regionId: null, from: null, givenBy: null }
  const given = await giveMandate(ctx, tx, director)
  const line = { at, actorId: userId, schoolId: officeId, targetId: officeId }
  const detail = { way: 'setup', country: scope === 'europe' ? 'europe' : school.countryCode }
  await insertAudits(tx, [{ ...line, action: 'office.opened', detail }, given])
  return userId
}

/** Asked before the work of hashing a password, which is not for strangers. */
async function requireOpenLink(ctx: Ctx, hash: string): Promise<void> {
  // In this order: a token that somebody has just used up is gone together with the empty house.
  const stored = storedToken.safeParse(await findSetting(ctx.db, setupKey))
  if (await hasAnyUser(ctx.db)) throw new AppError('conflict', 'setup_done')
  if (!stored.success || stored.data.hash !== hash || new Date(stored.data.expiresAt) <= ctx.now())
    throw new AppError('not_found', 'link_expired')
}

/** Countries that a school can be in, with the regions we know of; what each was to the programme on a day, else today. */
export async function showCountries(ctx: Ctx, on: string | undefined) {
  const at = on === undefined ? ctx.now() : noonOf(on)
  const [countries, regions] = [await listCountries(ctx.db, at), await listRegions(ctx.db, at)]
  return {
    countries: countries.map((country) => ({
      ...country,
      regions: regions.filter((region) => region.countryCode === country.code).map((region) => region.name),
    })),
  }
}
