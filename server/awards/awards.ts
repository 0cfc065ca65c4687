import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type AwardFound,
  findAward,
  findAwardByCode,
  listAwardsAround,
  listAwardsOf,
  listAwardYears,
  withdrawAwards,
} from '#db/queries/awards.ts'
import { requireSchool } from '../access/grants.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { awardState } from '../kit/award-state.ts'
import { dayOf } from '../kit/dates.ts'
import { AppError, notFound } from '../kit/errors.ts'
import type { GivenAsked } from './input.ts'

/* What was recognised, for those whom it is of and for the office that gave it. */

const viewAward = ({ award, titles }: AwardFound, day: string) => ({
  ...{ id: award.id, scheme: award.scheme, titles, shown: award.shown, place: award.place, code: award.code },
  ...{ awardedOn: award.awardedOn, validUntil: award.validUntil, projectId: award.projectId, schoolId: award.schoolId },
  state: awardState(award, day),
})

export async function listAwards(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const day = dayOf(ctx.now())
  return { awards: (await listAwardsAround(ctx.db, user)).map((one) => viewAward(one, day)) }
}

/** One more is asked for than is shown: whether there are more. */
export async function listGiven(ctx: Ctx, officeId: string, { year, scheme, find, from, limit }: GivenAsked) {
  const { may, day } = await requireOffice(ctx, officeId, 'award.read')
  const asked = { year: year ?? null, scheme: scheme ?? null, find, from, limit: limit + 1 }
  const rows = await listAwardsOf(ctx.db, officeId, asked)
  return {
    awards: rows.slice(0, limit).map((one) => ({ ...viewAward(one, day), withdrawnWhy: one.award.withdrawnWhy })),
    nextFrom: rows.length > limit ? from + limit : null,
    years: await listAwardYears(ctx.db, officeId),
    can: { withdraw: may('award.give') },
  }
}

/** To whoever may not read it, it is not there: its own people, its school, its project's, and its office. */
export async function requireAward(ctx: Ctx, awardId: string): Promise<AwardFound> {
  const user = requireSchool(ctx, 'school.read')
  const around = await listAwardsAround(ctx.db, user)
  const own = around.find(({ award }) => award.id === awardId)
  if (own) return own
  const found = await findAward(ctx.db, awardId)
  if (!found || found.officeId === null) throw notFound()
  await requireOffice(ctx, found.officeId, 'award.read')
  return found
}

async function requireGiven(ctx: Ctx, awardId: string, tx?: Tx) {
  requireSchool(ctx, 'school.read')
  const found = await findAward(tx ?? ctx.db, awardId)
  if (!found || found.officeId === null) throw notFound()
  const { user } = await requireOffice(ctx, found.officeId, 'award.give', tx)
  return { user, officeId: found.officeId }
}

/** With what was given along with it. Its certificate says so from now on. */
export async function withdrawAward(ctx: Ctx, awardId: string, reason: string): Promise<void> {
  await requireGiven(ctx, awardId)
  await ctx.db.transaction(async (tx) => {
    const { user, officeId } = await requireGiven(ctx, awardId, tx)
    const at = ctx.now()
    // Of two who withdraw it at once the second finds that it is.
    if (!(await withdrawAwards(tx, awardId, at, reason))) throw new AppError('conflict', 'award_withdrawn')
    await insertAudit(tx, { at, actorId: user.id, schoolId: officeId, targetId: awardId, action: 'award.withdrawn' })
  })
}

/** As `give.ts` makes them; nothing else is looked for. */
const isCode = (text: string) => /^[A-Z0-9]{12,32}$/.test(text)

/** What everybody may know who has the code, in whatever letters it was copied. */
export async function verify(ctx: Ctx, text: string) {
  const code = text.toUpperCase()
  const found = isCode(code) ? await findAwardByCode(ctx.db, code) : null
  return found && { ...found, state: awardState(found.award, dayOf(ctx.now())) }
}
