import { insertAudit, insertAudits } from '#db/queries/audit.ts'
import {
  endMandatesAt,
  findOfficeOf,
  listMandatesOn,
  listOpenOffices,
  type OfficeView,
  updateOffice,
} from '#db/queries/offices.ts'
import type { Tx } from '#db/client.ts'
import { updateMessageReportsOffice } from '#db/queries/message-reports.ts'
import { noteListedOf } from '#db/queries/profiles.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { reachInOffice } from '../access/office-rules.ts'
import { requireNaming, requireOffice } from '../access/offices.ts'
import type { NewSchoolInput } from '../auth/accounts.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { sendInvitation, storeInvitation } from './invite.ts'
import { openOffice } from './open.ts'

/* Offices of countries, opened by that of Europe. None is ever taken away: it is closed from a day on. */

/** The offices where somebody has a mandate today; for the director of Europe all that are open. */
export async function listOffices(ctx: Ctx) {
  const user = requireUser(ctx)
  const seen = await Promise.all((await listOpenOffices(ctx.db)).map((office) => standing(ctx, user.id, office)))
  const mayOpen = seen.some(({ office, can }) => office.countryCode === null && can.edit)
  return { offices: seen.filter(({ can }) => mayOpen || can.read), can: { open: mayOpen } }
}

async function standing(ctx: Ctx, userId: string, office: OfficeView) {
  const day = await findDayAt(ctx.db, office.id, ctx.now())
  const mandates = await listMandatesOn(ctx.db, { userId, officeId: office.id, day })
  const may = (action: Parameters<typeof reachInOffice>[1]) => reachInOffice(mandates, action).length > 0
  return {
    office: viewOffice(office),
    posts: [...new Set(mandates.map(({ post }) => post))],
    can: {
      read: may('office.read'),
      edit: may('office.edit'),
      decide: may('approval.decide'),
      editSchools: may('schools.edit'),
      // That of Europe has no regions.
      write: office.countryCode !== null && may('circular.send'),
      editNews: may('news.edit'),
      featureCircles: may('circle.feature'),
      readRadar: may('radar.read'),
      readLetters: office.countryCode !== null && may('letter.read'),
    },
  }
}

const viewOffice = ({ locale: _, timeZone: __, ...office }: OfficeView) => office

/** The way by which offices are opened: the mandate of the director of Europe. */
async function requireEurope(ctx: Ctx) {
  requireUser(ctx)
  const europe = await findOfficeOf(ctx.db, null)
  if (!europe) throw notFound()
  return requireOffice(ctx, europe.id, 'office.edit')
}

/** Opens the office of a country and invites its director. */
export async function openCountry(ctx: Ctx, { office: input, email }: { office: NewSchoolInput; email: string }) {
  const { user, office: europe } = await requireEurope(ctx)
  const made = await ctx.db.transaction(async (tx) => {
    // Two of Europe who open the same office at once: one waits, and finds it open.
    await lockSchool(tx, europe.schoolId)
    const officeId = await openOffice(tx, input, { scope: 'country', at: ctx.now(), path: 'office' })
    const wanted = { officeId, post: 'director' as const, regionId: null, email }
    const { line, invitation } = await storeInvitation(ctx, tx, user, wanted)
    const opened = { ...line, targetId: officeId, action: 'office.opened', detail: { country: input.countryCode } }
    await insertAudits(tx, [opened, line])
    return { id: officeId, invitation }
  })
  await sendInvitation(ctx, email)
  const { invitation, id } = made
  return { office: { id, name: input.name, town: input.town, countryCode: input.countryCode }, invitation }
}

interface OfficeChanges {
  allowsSignUp?: boolean
  address?: string
  email?: string | null
  /** The first day on which it is closed. */
  closedOn?: string
}

/** The teachers of its country are in no list any more; what they reported is read by the office of Europe. */
async function handOver(tx: Tx, officeId: string, countryCode: string): Promise<void> {
  await noteListedOf(tx, countryCode)
  const europe = await findOfficeOf(tx, null)
  if (europe) await updateMessageReportsOffice(tx, officeId, europe.id)
}

/** Changes what is said of an office, or closes it for good: what goes on there ends with it. */
export async function changeOffice(ctx: Ctx, officeId: string, changes: OfficeChanges) {
  await requireNaming(ctx, officeId)
  await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, officeId)
    const { user, office, day } = await requireNaming(ctx, officeId, tx)
    const { closedOn } = changes
    if (closedOn !== undefined) {
      if (office.countryCode === null) throw new AppError('conflict', 'office_of_europe')
      if (closedOn > day) throw invalidField('closedOn', 'date_ahead')
      if (closedOn < office.openedOn) throw invalidField('closedOn', 'date_order')
      await endMandatesAt(tx, officeId, closedOn)
    }
    await updateOffice(tx, officeId, changes)
    if (closedOn !== undefined && office.countryCode !== null) await handOver(tx, officeId, office.countryCode)
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId, about: [user.id], targetId: officeId }
    const action = closedOn === undefined ? 'office.changed' : 'office.closed'
    await insertAudit(tx, { ...line, action, detail: { fields: Object.keys(changes).join(' ') } })
  })
}
