import * as z from 'zod'
import { insertAudit } from '#db/queries/audit.ts'
import { listCountries, listRegions } from '#db/queries/countries.ts'
import { deleteSettingByHash, findSetting, upsertSetting } from '#db/queries/settings.ts'
import { hasAnyUser } from '#db/queries/users.ts'
import { seedReference } from '#db/seed/reference.ts'
import { type NewSchoolInput, registerSchool, registerStaff } from '../auth/accounts.ts'
import { openSession } from '../auth/auth.ts'
import { checkPassword, hashPassword } from '../auth/passwords.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { hashToken, newLink } from '../invitations/links.ts'

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
  school: NewSchoolInput
  person: { displayName: string; email: string; password: string }
}

/** The first school and its administrator, who is signed in. Throws `setup_done` or `link_expired`. */
export async function setUp(ctx: Ctx, { token, school, person }: SetupInput) {
  const hash = hashToken(token)
  await requireOpenLink(ctx, hash)
  checkPassword(person.password, { email: person.email, schoolName: school.name, path: 'person.password' })
  const passwordHash = await hashPassword(person.password)
  const now = ctx.now()
  const userId = await ctx.db.transaction(async (tx) => {
    // Whoever takes the token away is the one it lets in; a second one waits here and finds it gone.
    const isMine = await deleteSettingByHash(tx, setupKey, hash)
    if (await hasAnyUser(tx)) throw new AppError('conflict', 'setup_done')
    if (!isMine) throw new AppError('not_found', 'link_expired')
    const locale = school.locale ?? 'en'
    const schoolId = await registerSchool(tx, school, { createdAt: now, path: 'school', mayAddRegion: true })
    const { displayName, email } = person
    const staff = { schoolId, displayName, email, passwordHash, isSchoolAdmin: true, locale, post: 'teacher' as const }
    const madeId = await registerStaff(tx, staff, now)
    const line = { at: now, actorId: madeId, schoolId, targetId: schoolId }
    await insertAudit(tx, { ...line, action: 'school.registered', detail: { way: 'setup' } })
    return madeId
  })
  return openSession(ctx, { userId, kind: 'staff' }, true)
}

/** Asked before the work of hashing a password, which is not for strangers. */
async function requireOpenLink(ctx: Ctx, hash: string): Promise<void> {
  // In this order: a token that somebody has just used up is gone together with the empty house.
  const stored = storedToken.safeParse(await findSetting(ctx.db, setupKey))
  if (await hasAnyUser(ctx.db)) throw new AppError('conflict', 'setup_done')
  if (!stored.success || stored.data.hash !== hash || new Date(stored.data.expiresAt) <= ctx.now())
    throw new AppError('not_found', 'link_expired')
}

/** Countries that a school can be in, with the regions we know of. */
export async function showCountries(ctx: Ctx) {
  const [countries, regions] = [await listCountries(ctx.db, ctx.now()), await listRegions(ctx.db, ctx.now())]
  return {
    countries: countries.map((country) => ({
      ...country,
      regions: regions.filter((region) => region.countryCode === country.code).map((region) => region.name),
    })),
  }
}
