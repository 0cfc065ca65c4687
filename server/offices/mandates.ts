import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listRegionsOf } from '#db/queries/countries.ts'
import { listMandateInvitations } from '#db/queries/invitations.ts'
import { findMandate, listOfficeMandates, updateMandateEnd } from '#db/queries/offices.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { findUser, listStaff } from '#db/queries/users.ts'
import type { MandatePost } from '#db/schema/values.ts'
import { covers, mayNameAt, requireNaming, requireOffice } from '../access/offices.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { giveMandate } from '../mandates/give.ts'
import { holdsOn } from '../terms/posts.ts'
import { sendInvitation, storeInvitation } from './invite.ts'

/* Who is what at an office: given from a day on, ended and never changed, and to be asked for any day. */

/** As far as the asker's own region goes. Who judges applications is for those who decide alone. */
async function requireSight(ctx: Ctx, officeId: string) {
  const { id } = requireUser(ctx)
  const mayName = await mayNameAt(ctx.db, { id, suspendedAt: null, waitingSince: null }, officeId, ctx.now())
  if (mayName) return { ...(await requireNaming(ctx, officeId)), reach: 'all' as const, mayName, maySeeAssessors: true }
  const grant = await requireOffice(ctx, officeId, 'office.read')
  return { ...grant, mayName, maySeeAssessors: grant.may('approval.decide') }
}

/** Who was what on a day; without one, today. */
export async function showMandates(ctx: Ctx, officeId: string, asked: string | undefined) {
  const { office, day, reach, mayName, maySeeAssessors } = await requireSight(ctx, officeId)
  const on = asked ?? day
  const all = await listOfficeMandates(ctx.db, officeId)
  const seen = all.filter(({ post, regionId }) => {
    if (post === 'assessor' && !maySeeAssessors) return false
    return regionId === null || covers(reach, regionId)
  })
  const { schoolId: id, name, countryCode, allowsSignUp, address, email, openedOn } = office
  return {
    on,
    office: { id, name, countryCode, allowsSignUp, address, email, openedOn },
    mandates: seen.filter((one) => holdsOn(one, on)).map(viewMandate),
    ...(mayName ? await forNaming(ctx, officeId, countryCode) : { staff: [], regions: [], invitations: [] }),
    can: { edit: mayName },
  }
}

type MandateView = Awaited<ReturnType<typeof listOfficeMandates>>[number]

const viewMandate = ({ id, userId, displayName, school, post, regionId, region, fromDate, toDate }: MandateView) => ({
  id,
  person: { id: userId, displayName, school },
  post,
  region: regionId === null ? null : { id: regionId, name: region ?? '' },
  from: fromDate,
  to: toDate,
})

/** Whom one may name, for which regions, and who is invited already. */
async function forNaming(ctx: Ctx, officeId: string, countryCode: string | null) {
  const staff = await listStaff(ctx.db, officeId)
  const invitations = await listMandateInvitations(ctx.db, officeId, ctx.now())
  return {
    staff: staff.filter(({ suspendedAt }) => suspendedAt === null).map(({ id, displayName }) => ({ id, displayName })),
    regions: countryCode === null ? [] : await listRegionsOf(ctx.db, countryCode),
    invitations: invitations.map(({ expiresAt, ...one }) => ({ ...one, expiresAt: expiresAt.toISOString() })),
  }
}

interface NewMandate {
  post: MandatePost
  regionId?: string | undefined
}

/** Gives a mandate to somebody of the office's own staff, from a day that has come. */
export async function nameStaff(
  ctx: Ctx,
  officeId: string,
  { userId, from, post, regionId }: NewMandate & { userId: string; from: string },
) {
  await requireNaming(ctx, officeId)
  await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, officeId)
    const { user, day } = await requireNaming(ctx, officeId, tx)
    const person = await findUser(tx, userId)
    if (person?.schoolId !== officeId || person.waitingSince !== null) throw notFound()
    if (from > day) throw invalidField('from', 'date_ahead')
    const given = { officeId, userId, post, regionId: regionId ?? null, from, givenBy: user.id }
    await insertAudit(tx, await giveMandate(ctx, tx, given))
  })
  return { invitation: null }
}

/** Invites whoever has an address: of the office, of a school of the country, or nobody yet. */
export async function inviteToMandate(
  ctx: Ctx,
  officeId: string,
  { email, post, regionId }: NewMandate & { email: string },
) {
  const { user } = await requireNaming(ctx, officeId)
  const invitation = await ctx.db.transaction(async (tx) => {
    const wanted = { officeId, post, regionId: regionId ?? null, email }
    const stored = await storeInvitation(ctx, tx, user, wanted)
    await insertAudit(tx, stored.line)
    return stored.invitation
  })
  await sendInvitation(ctx, email)
  return { invitation }
}

/** Ends a mandate: `to` is the first day without it. On its own first day: it was a mistake. An office keeps one director. */
export async function endMandate(
  ctx: Ctx,
  { officeId, mandateId }: Record<'officeId' | 'mandateId', string>,
  to: string,
) {
  await requireNaming(ctx, officeId)
  await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, officeId)
    const { user, day } = await requireNaming(ctx, officeId, tx)
    const mandate = await findMandate(tx, mandateId)
    if (mandate?.officeId !== officeId) throw notFound()
    if (mandate.toDate !== null) throw new AppError('conflict', 'mandate_over')
    if (to > day) throw invalidField('to', 'date_ahead')
    if (to < mandate.fromDate) throw invalidField('to', 'date_order')
    if (mandate.post === 'director') await requireAnotherDirector(tx, { officeId, mandateId })
    await updateMandateEnd(tx, mandateId, to)
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId, about: [mandate.userId, user.id] }
    const detail = { post: mandate.post, since: to }
    await insertAudit(tx, { ...line, targetId: mandate.userId, action: 'mandate.ended', detail })
  })
}

async function requireAnotherDirector(tx: Tx, { officeId, mandateId }: Record<'officeId' | 'mandateId', string>) {
  const all = await listOfficeMandates(tx, officeId)
  const isOther = ({ id, post, toDate, isSuspended }: MandateView) =>
    id !== mandateId && post === 'director' && toDate === null && !isSuspended
  if (!all.some(isOther)) throw new AppError('conflict', 'last_director')
}
