import { randomBytes } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listApplicationPeople } from '#db/queries/applications.ts'
import { insertAward, readShown } from '#db/queries/awards.ts'
import { lockCampaign, updateCampaign } from '#db/queries/campaigns.ts'
import {
  type ApplicationRow,
  type DecisionRow,
  listDecisions,
  listHandedIn,
  updateApplicationState,
} from '#db/queries/evaluations.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireJudging } from '../access/evaluations.ts'
import { classOf } from '../campaigns/classes.ts'
import { phaseOf } from '../campaigns/phases.ts'
import { requireNoneReturned } from '../campaigns/returned.ts'
import { rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { noteApplication } from '../notices/applications.ts'
import { ringAll } from '../notices/ring.ts'

/* What was decided takes effect: awards are made, with what is given along with them, and what may be applied for again reopens. */

type Judging = Awaited<ReturnType<typeof requireJudging>>

/** By chance, so that nobody comes from one certificate to the next: 100 bits, without letters that look alike. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const newCode = () => [...randomBytes(20)].map((byte) => letters[byte % letters.length]).join('')

/** So many years later, on the same day; of 29 February the day after. */
function yearsAfter(day: string, years: number | null): string | null {
  if (years === null) return null
  const then = new Date(`${day}T00:00:00Z`)
  then.setUTCFullYear(then.getUTCFullYear() + years)
  return then.toISOString().slice(0, 10)
}

async function give(tx: Tx, { campaign, rulebook, user, day }: Judging, application: ApplicationRow, by: DecisionRow) {
  const rules = rulesOf(rulebook.rules)
  const { shown, places, ages } = await readShown(tx, application)
  const [only] = places.length === 1 ? places : []
  const countries = new Set(places.map(({ countryCode }) => countryCode))
  const row = {
    ...{ campaignId: campaign.id, applicationId: application.id, shown, place: by.place, points: by.points },
    ageClass: classOf(rules, ages),
    ...{ userId: application.userId, projectId: application.projectId, schoolId: only?.id ?? null },
    regionId: only?.regionId ?? null,
    countryCode: countries.size === 1 ? (places[0]?.countryCode ?? null) : null,
    ...{ awardedOn: day, validUntil: yearsAfter(day, rules.validYears), givenBy: user.id },
  }
  const parentId = await insertAward(tx, { ...row, scheme: rulebook.scheme, code: newCode() })
  if (parentId === null) return
  for (const scheme of rules.derives)
    await insertAward(tx, {
      ...{ ...row, scheme, parentId, points: null, place: null, code: newCode() },
      // What is the pupils' names nobody: the school writes the name in by hand.
      shown: scheme === 'pupil_label' ? { ...shown, people: [] } : shown,
    })
}

/** What the last decision of each says. An appeal counts after what it was about. Gives for whom it rings. */
export async function settle(
  tx: Tx,
  judging: Judging,
  { all, at }: { all: readonly ApplicationRow[]; at: Date },
): Promise<string[]> {
  const ids = all.map(({ id }) => id)
  const made = await listDecisions(tx, ids)
  const people = await listApplicationPeople(tx, ids)
  const rings: string[] = []
  for (const application of all) {
    const last = made.findLast(
      ({ applicationId, round }) => applicationId === application.id && round === application.round,
    )
    if (last?.outcome === 'awarded') await give(tx, judging, application, last)
    if (last?.outcome === 'second')
      await updateApplicationState(tx, application.id, {
        ...{ state: 'draft', round: 2, reopened: Object.keys(last.feedback) },
      })
    const userIds = people.flatMap((one) => (one.applicationId === application.id && isAuthor(one) ? [one.userId] : []))
    const rung = { applicationId: application.id, kind: 'application_decided' as const, actorId: null, userIds, at }
    rings.push(...(await noteApplication(tx, rung)))
  }
  return rings
}

const isAuthor = ({ part, confirmedAt }: { part: string; confirmedAt: Date | null }) =>
  part === 'author' && confirmedAt !== null

/** All at once, and nothing while somebody still waits for theirs. */
export async function publish(ctx: Ctx, campaignId: string) {
  await requireJudging(ctx, campaignId, 'award.give')
  const { decided, rings } = await ctx.db.transaction(async (tx) => {
    await lockCampaign(tx, campaignId)
    const judging = await requireJudging(ctx, campaignId, 'award.give', tx)
    const { campaign, user } = judging
    if (phaseOf(campaign, ctx.now()) !== 'judging') throw new AppError('conflict', 'judging_not_now')
    const all = (await listHandedIn(tx, campaignId)).map(({ application }) => application)
    if (all.some(({ state }) => state !== 'decided')) throw new AppError('conflict', 'campaign_undecided')
    const at = ctx.now()
    await requireNoneReturned(tx, campaignId, at)
    const day = await findDayAt(tx, campaign.officeId, at)
    const told = await settle(tx, { ...judging, day }, { all, at })
    await updateCampaign(tx, campaignId, { state: 'published', publishedAt: at })
    const line = { at, actorId: user.id, schoolId: campaign.officeId, targetId: campaignId }
    await insertAudit(tx, { ...line, action: 'campaign.published', detail: { decided: all.length } })
    return { decided: all.length, rings: told }
  })
  await ringAll(ctx, rings)
  return { decided }
}
