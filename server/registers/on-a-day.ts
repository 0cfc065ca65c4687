import { findMembership, listRegionHistory } from '#db/queries/countries.ts'
import { findSchool } from '#db/queries/schools.ts'
import { listSchoolTerms } from '#db/queries/terms.ts'
import { posts } from '#db/schema/values.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { notFound } from '../kit/errors.ts'
import { termsOn } from '../terms/posts.ts'
import { regionOn } from './places.ts'

/**
 * What a school of the office's country was on a day, today where none is asked for: in which region, what its country was to
 * the programme, who was its head, and how many were registered with which post. Of the staff it names the head alone.
 */
export async function showSchoolOn(
  ctx: Ctx,
  { officeId, schoolId }: Record<'officeId' | 'schoolId', string>,
  asked: string | undefined,
) {
  const { office, day } = await requireOffice(ctx, officeId, 'schools.edit')
  const school = await findSchool(ctx.db, schoolId)
  const isTheirs = school && (office.countryCode === null || office.countryCode === school.countryCode)
  if (!isTheirs || school.kind === 'office') throw notFound()
  const on = asked ?? day
  const { countryCode } = school
  const held = termsOn(await listSchoolTerms(ctx.db, schoolId), on)
  const history = await listRegionHistory(ctx.db, countryCode)
  const regionId = history.regions.find(({ name }) => name === school.region)?.id ?? null
  return {
    on,
    school: { id: school.id, name: school.name, town: school.town, countryCode },
    region: regionOn(history, { ...school, regionId }, on)?.name ?? null,
    membership: await findMembership(ctx.db, countryCode, noonOf(on)),
    head: held.find(({ post }) => post === 'head')?.displayName ?? null,
    registered: posts.map((post) => ({ post, count: held.filter((term) => term.post === post).length })),
  }
}
