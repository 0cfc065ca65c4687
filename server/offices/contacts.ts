import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findRegionById, listRegionsOf } from '#db/queries/countries.ts'
import { listOfficeMandates } from '#db/queries/offices.ts'
import {
  type ContactRow,
  deleteRegionContact,
  insertRegionContact,
  listCountryContacts,
  lockRegionContact,
  updateRegionContact,
} from '#db/queries/region-contacts.ts'
import type { contactKinds } from '#db/schema/values.ts'
import { covers, requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { invalidField, notFound } from '../kit/errors.ts'
import { holdsOn } from '../terms/posts.ts'

/* Whom one finds in the regions of a country besides its correspondents: kept by its office, dated. */

export const viewContact = ({ fromDate, toDate, regionId: _, ...contact }: ContactRow) => ({
  ...contact,
  from: fromDate,
  to: toDate,
})

/** The regions that somebody's mandate reaches, with who is to be found there on a day. */
export async function showRegions(ctx: Ctx, officeId: string, asked: string | undefined) {
  const { office, day, reach, may } = await requireOffice(ctx, officeId, 'office.read')
  const on = asked ?? day
  const { countryCode } = office
  const regions = countryCode === null ? [] : await listRegionsOf(ctx.db, countryCode, noonOf(on))
  const contacts = countryCode === null ? [] : await listCountryContacts(ctx.db, countryCode)
  const mandates = (await listOfficeMandates(ctx.db, officeId)).filter((one) => holdsOn(one, on))
  return {
    on,
    regions: regions
      .filter(({ id }) => covers(reach, id))
      .map(({ id, name }) => ({
        id,
        name,
        correspondents: mandates
          .filter(({ post, regionId }) => post === 'correspondent' && regionId === id)
          .map(({ userId, displayName }) => ({ id: userId, displayName })),
        contacts: contacts.filter((one) => one.regionId === id && holdsOn(one, on)).map(viewContact),
      })),
    can: { edit: may('office.edit') },
  }
}

interface ContactInput {
  kind: (typeof contactKinds)[number]
  name: string
  salutation: string
  address: string
  email: string | null
  from: string
  to: string | null
}

interface Changing {
  officeId: string
  contactId: string
}

/** What a use case changes of a contact, by who may edit the office, with its line. */
async function edit(
  ctx: Ctx,
  officeId: string,
  change: (tx: Tx, countryCode: string) => Promise<{ id: string; action: string; detail: Record<string, string> }>,
): Promise<string> {
  const { user, office } = await requireOffice(ctx, officeId, 'office.edit')
  const { countryCode } = office
  if (countryCode === null) throw notFound()
  return ctx.db.transaction(async (tx) => {
    const { id, action, detail } = await change(tx, countryCode)
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId, about: [user.id], targetId: id }
    await insertAudit(tx, { ...line, action, detail })
    return id
  })
}

const requireOrder = (from: string, to: string | null) => {
  if (to !== null && to < from) throw invalidField('to', 'date_order')
}

const rowOf = ({ from, to, ...contact }: ContactInput) => ({ ...contact, fromDate: from, toDate: to })

export async function addContact(
  ctx: Ctx,
  officeId: string,
  { regionId, ...input }: ContactInput & { regionId: string },
) {
  requireOrder(input.from, input.to)
  const id = await edit(ctx, officeId, async (tx, countryCode) => {
    const region = await findRegionById(tx, regionId)
    if (region?.countryCode !== countryCode) throw invalidField('regionId', 'region_unknown')
    const madeId = await insertRegionContact(tx, { ...rowOf(input), regionId })
    return { id: madeId, action: 'contact.added', detail: { kind: input.kind, region: region.name } }
  })
  return { contact: { id } }
}

/** Mends what is said of a contact, or ends it: `to` is the first day on which it does not hold. */
export async function changeContact(ctx: Ctx, { officeId, contactId }: Changing, input: ContactInput): Promise<void> {
  requireOrder(input.from, input.to)
  await edit(ctx, officeId, async (tx, countryCode) => {
    const contact = await lockRegionContact(tx, countryCode, contactId)
    if (!contact) throw notFound()
    await updateRegionContact(tx, contactId, rowOf(input))
    return { id: contactId, action: 'contact.changed', detail: { kind: input.kind } }
  })
}

/** Takes away one that was never right; one that is over is ended. */
export async function removeContact(ctx: Ctx, { officeId, contactId }: Changing): Promise<void> {
  await edit(ctx, officeId, async (tx, countryCode) => {
    const contact = await lockRegionContact(tx, countryCode, contactId)
    if (!contact) throw notFound()
    await deleteRegionContact(tx, contactId)
    return { id: contactId, action: 'contact.removed', detail: { kind: contact.kind } }
  })
}
