import { findRegionById } from '#db/queries/countries.ts'
import { findOfficeOf, listOfficeMandates, type OfficeView } from '#db/queries/offices.ts'
import { listRegionContacts } from '#db/queries/region-contacts.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { holdsOn } from '../terms/posts.ts'
import { viewContact } from './contacts.ts'

/*
 * What everybody may read of an office and its regions, signed in or not. People are named with what they are; the address
 * of a person is nowhere: one writes to the office, or to a contact that the office has published.
 */

/** Of an office, without who judges and who looks on. */
const publicPosts = ['director', 'officer', 'correspondent'] as const
type PublicPost = (typeof publicPosts)[number]
const isPublic = (post: string): post is PublicPost => publicPosts.some((one) => one === post)

/** Who is what at an office today, for everybody. */
export async function publicPeople(ctx: Ctx, office: OfficeView) {
  const day = await findDayAt(ctx.db, office.id, ctx.now())
  const all = await listOfficeMandates(ctx.db, office.id)
  return all.flatMap(({ post, displayName, regionId, region, isSuspended, ...dates }) =>
    isPublic(post) && !isSuspended && holdsOn(dates, day) ? [{ post, displayName, regionId, region }] : [],
  )
}

export const publicOffice = ({ id, name, town, countryCode, address, email }: OfficeView) => ({
  id,
  name,
  town,
  countryCode,
  address,
  email,
})

/** Whom one finds in a region today. Without an open office of its country there is nothing to be found. */
export async function showRegion(ctx: Ctx, regionId: string) {
  const region = await findRegionById(ctx.db, regionId)
  const office = region && (await findOfficeOf(ctx.db, region.countryCode))
  if (!region || !office) throw notFound()
  const day = await findDayAt(ctx.db, office.id, ctx.now())
  const people = await publicPeople(ctx, office)
  const contacts = await listRegionContacts(ctx.db, regionId)
  return {
    region: { id: region.id, name: region.name, countryCode: region.countryCode },
    office: publicOffice(office),
    correspondents: people
      .filter((one) => one.post === 'correspondent' && one.regionId === regionId)
      .map(({ displayName }) => ({ displayName })),
    contacts: contacts.filter((one) => holdsOn(one, day)).map(viewContact),
  }
}
