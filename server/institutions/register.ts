import type { DbOrTx, Tx } from '#db/client.ts'
import { insertAudits } from '#db/queries/audit.ts'
import { findInstitution, listInstitutions } from '#db/queries/institutions.ts'
import { insertInvitation, revokeAdminLinks } from '#db/queries/invitations.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { lockSchoolAdmins } from '#db/queries/users.ts'
import { requireOffice } from '../access/offices.ts'
import { registerSchool } from '../auth/accounts.ts'
import { newInvitationLink } from '../invitations/links.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'

/* Institutions that train teachers, as their country's office has them: it lets them in, and admits them by their letter. */

async function requireInstitutions(ctx: Ctx, officeId: string, db: DbOrTx = ctx.db) {
  const { user, office } = await requireOffice(ctx, officeId, 'schools.edit', db)
  // That of Europe has no institutions of its own.
  if (office.countryCode === null) throw notFound()
  return { user, countryCode: office.countryCode }
}

export async function showInstitutions(ctx: Ctx, officeId: string) {
  const { countryCode } = await requireInstitutions(ctx, officeId)
  return { institutions: await listInstitutions(ctx.db, countryCode) }
}

interface NewInstitution {
  name: string
  town: string
  region?: string | undefined
}

/** Makes the institution, and the link by which whoever looks after it comes in. */
export async function registerInstitution(ctx: Ctx, officeId: string, input: NewInstitution) {
  return ctx.db.transaction(async (tx) => {
    const { user, countryCode } = await requireInstitutions(ctx, officeId, tx)
    const registration = {
      createdAt: ctx.now(),
      path: 'institution',
      mayAddRegion: false,
      kind: 'institution' as const,
    }
    const id = await registerSchool(tx, { ...input, countryCode }, registration)
    const { line, invitation } = await inviteFirst(ctx, tx, user, id)
    const made = { at: line.at, actorId: user.id, schoolId: officeId, about: [user.id], targetId: id }
    await insertAudits(tx, [{ ...made, action: 'institution.registered', detail: { name: input.name } }, line])
    return { institution: { id }, invitation }
  })
}

/** Another link, where the first went astray: that one opens no more, whoever holds it. Once somebody looks after the institution, they invite. */
export async function inviteToInstitution(ctx: Ctx, { officeId, schoolId }: Record<'officeId' | 'schoolId', string>) {
  return ctx.db.transaction(async (tx) => {
    const { user, countryCode } = await requireInstitutions(ctx, officeId, tx)
    await lockSchool(tx, schoolId)
    if (!(await findInstitution(tx, countryCode, schoolId))) throw notFound()
    if ((await lockSchoolAdmins(tx, schoolId)).length > 0) throw new AppError('conflict', 'institution_has_admin')
    const stray = await revokeAdminLinks(tx, schoolId, ctx.now())
    const { line, invitation } = await inviteFirst(ctx, tx, user, schoolId)
    const { to: _, ...detail } = line.detail
    const revoked = stray.map((targetId) => ({ ...line, targetId, action: 'invitation.revoked', detail }))
    await insertAudits(tx, [...revoked, line])
    return { invitation }
  })
}

async function inviteFirst(ctx: Ctx, tx: Tx, { id: createdBy, schoolId: own }: SessionUser, schoolId: string) {
  const { url, ...stored } = newInvitationLink(ctx.settings, ctx.now())
  const target = { schoolId, projectId: null, role: 'admin' as const, audience: 'colleague' as const, createdBy }
  const id = await insertInvitation(tx, { ...target, ...stored })
  const line = { at: ctx.now(), actorId: createdBy, schoolId: own, about: [createdBy], targetId: id }
  return {
    line: { ...line, action: 'invitation.created', detail: { to: 'school', role: 'admin' } },
    invitation: { url, expiresAt: stored.expiresAt.toISOString() },
  }
}
