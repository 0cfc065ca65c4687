import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findCampaignWithRules } from '#db/queries/calls.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import { listCountries } from '#db/queries/countries.ts'
import {
  countSchoolsIn,
  insertInvited,
  insertInvitedMails,
  insertInvitedNotices,
} from '#db/queries/school-invitations.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireOffice } from '../access/offices.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { checkCondition } from './conditions/conditions.ts'
import type { Condition } from './conditions/parameters.ts'
import { knownSchools } from './facts.ts'
import { phaseOf } from './phases.ts'
import { rulesOf } from './rulebook.ts'

/* That schools which meet the conditions of a campaign are invited to it: each once, all of its staff by bell and by mail. */

type Called = NonNullable<Awaited<ReturnType<typeof findCampaignWithRules>>>

/** Schools now, and people who were told; `before`: schools that were in it already. */
interface Invited {
  schools: number
  people: number
  before: number
}

/** What an application says itself, nobody has said before there is one. */
const isOfSchool = ({ is }: Condition) => is !== 'declared' && is !== 'endorsed'

const isInviting = ({ rulebook }: Called) => {
  const { entry, subject } = rulesOf(rulebook.rules)
  return entry === 'invited' && subject === 'school'
}

/** Which schools of the office meet all conditions on a day. */
async function eligibleSchools(ctx: Ctx, { office, rulebook }: Called): Promise<string[]> {
  const conditions = rulesOf(rulebook.rules).conditions.filter(isOfSchool)
  const day = await findDayAt(ctx.db, office.id, ctx.now())
  const codes =
    office.countryCode === null
      ? (await listCountries(ctx.db, ctx.now())).map(({ code }) => code)
      : [office.countryCode]
  const found = []
  for (const countryCode of codes) found.push(...(await knownSchools(ctx.db, { countryCode }, { conditions, day })))
  return found.flatMap(({ school, facts }) => {
    const isThere = facts.registeredOn !== null && (facts.closedOn === null || facts.closedOn > day)
    const isMet = conditions.every((condition) => checkCondition({ school: facts }, condition, day).isMet)
    return isThere && isMet ? [school.id] : []
  })
}

/** Some hundreds in a statement: none is too long, and none of 18,000 is one round. */
const atOnce = 500

async function invite(ctx: Ctx, tx: Tx, { campaignId, schoolIds, actorId }: Written): Promise<Invited> {
  const at = ctx.now()
  const before = await countSchoolsIn(tx, campaignId)
  const sum = { schools: 0, people: 0, before }
  for (let from = 0; from < schoolIds.length; from += atOnce) {
    const some = schoolIds.slice(from, from + atOnce)
    const applicationIds = await insertInvited(tx, { campaignId, schoolIds: some, at })
    sum.schools += applicationIds.length
    if (applicationIds.length === 0) continue
    sum.people += await insertInvitedNotices(tx, { applicationIds, actorId, at })
    if (ctx.settings.sendsMail) await insertInvitedMails(tx, applicationIds, at)
  }
  return sum
}

interface Written {
  campaignId: string
  schoolIds: readonly string[]
  actorId: string
}

/** To whom the office of the campaign gave no mandate it is not there. */
async function requireInviting(ctx: Ctx, campaignId: string, tx?: Tx) {
  requireUser(ctx)
  const called = await findCampaignWithRules(tx ?? ctx.db, campaignId)
  if (!called) throw notFound()
  const { user } = await requireOffice(ctx, called.office.id, 'campaign.edit', tx)
  const phase = phaseOf(called.campaign, ctx.now())
  if (!isInviting(called)) throw new AppError('conflict', 'campaign_invites_nobody')
  if (phase !== 'open' && phase !== 'coming') throw new AppError('conflict', 'campaign_not_open_now')
  return { called, user }
}

/** Invites all that meet the conditions today and were not invited before: again and again, each once. */
export async function inviteSchools(ctx: Ctx, campaignId: string): Promise<{ invited: Invited }> {
  const { called } = await requireInviting(ctx, campaignId)
  // What is long to read is read before anything is held.
  const schoolIds = await eligibleSchools(ctx, called)
  return ctx.db.transaction(async (tx) => {
    await lockCampaign(tx, campaignId)
    const { user } = await requireInviting(ctx, campaignId, tx)
    const invited = await invite(ctx, tx, { campaignId, schoolIds, actorId: user.id })
    const line = { at: ctx.now(), actorId: user.id, schoolId: called.office.id, targetId: campaignId }
    const { schools, people } = invited
    if (schools > 0) await insertAudit(tx, { ...line, action: 'campaign.invited', detail: { schools, people } })
    return { invited }
  })
}

/** The same where its rules invite, for who has just opened it; null where one applies without. */
export async function inviteWhereAsked(ctx: Ctx, campaignId: string): Promise<Invited | null> {
  const called = await findCampaignWithRules(ctx.db, campaignId)
  return called && isInviting(called) ? (await inviteSchools(ctx, campaignId)).invited : null
}
