import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import {
  type ApplicationRow,
  insertEvaluation,
  listAssessors,
  listEvaluationsOf,
  listHandedIn,
  listNear,
  lockApplication,
} from '#db/queries/evaluations.ts'
import { requireJudging } from '../access/evaluations.ts'
import { phaseOf } from '../campaigns/phases.ts'
import { rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { readersLacking, readingsOf } from './readings.ts'

/* Who reads what: of those who are near to nothing of it, whoever reads its language and has the least before them. */

type Assessor = Awaited<ReturnType<typeof listAssessors>>[number]

const mostReaders = 9

/** The language that an application is written in, whatever the region: `pt-BR` is `pt`. */
const base = (language: string) => language.split('-')[0] ?? language

/** Reads it well enough to judge: B2. */
const readsWell = 4
const reads = ({ locale, schoolLocale, languages }: Assessor, language: string): boolean =>
  [locale, schoolLocale].some((one) => one !== null && base(one) === base(language)) ||
  (languages ?? []).some(({ code, level }) => base(code) === base(language) && level >= readsWell)

/** Who comes next: who reads the language, then who has least, then by id, so that the same facts give the same list. */
function inOrder(assessors: readonly Assessor[], language: string): Assessor[] {
  const rank = (one: Assessor) => (reads(one, language) ? 0 : 1)
  return assessors.toSorted(
    (one, other) => rank(one) - rank(other) || one.load - other.load || one.id.localeCompare(other.id),
  )
}

/** Gives it to so many more readers, as far as there are any. Gives how many it could not be given to. */
export async function giveTo(
  tx: Tx,
  application: ApplicationRow,
  { officeId, day, more, at }: { officeId: string; day: string; more: number; at: Date },
): Promise<number> {
  const had = (await listEvaluationsOf(tx, [application.id])).filter(({ round }) => round === application.round)
  const assessors = await listAssessors(tx, officeId, day)
  const ids = assessors.map(({ id }) => id)
  const near = new Set((await listNear(tx, [application.id], ids)).map(({ userId }) => userId))
  const isFar = ({ id }: Assessor) => !near.has(id) && had.every(({ assessorId }) => assessorId !== id)
  const able = inOrder(assessors.filter(isFar), application.language)
  const last = Math.max(0, ...had.map(({ reader }) => reader))
  const chosen = able.slice(0, Math.max(0, Math.min(more, mostReaders - last)))
  for (const [index, { id: assessorId }] of chosen.entries())
    await insertEvaluation(tx, {
      ...{ applicationId: application.id, round: application.round, reader: last + index + 1 },
      ...{ assessorId, offeredAt: at },
    })
  return more - chosen.length
}

/** Fills up the readers of all that is handed in: again it does only what is still to be done. */
export async function assignReaders(ctx: Ctx, campaignId: string) {
  await requireJudging(ctx, campaignId, 'application.decide')
  return ctx.db.transaction(async (tx) => {
    await lockCampaign(tx, campaignId)
    const { campaign, rulebook, user, day } = await requireJudging(ctx, campaignId, 'application.decide', tx)
    const phase = phaseOf(campaign, ctx.now())
    if (phase !== 'judging' && phase !== 'published') throw new AppError('conflict', 'judging_not_now')
    const rules = rulesOf(rulebook.rules)
    const waiting = (await listHandedIn(tx, campaignId)).filter(({ application }) => application.state === 'submitted')
    const lacking: { applicationId: string; title: string; readers: number }[] = []
    let given = 0
    for (const { application, title } of waiting) {
      await lockApplication(tx, application.id)
      const more = readersLacking(rules, (await readingsOf(tx, rules, [application])).get(application.id) ?? [])
      const missing = await giveTo(tx, application, { officeId: campaign.officeId, day, more, at: ctx.now() })
      given += more - missing
      if (missing > 0) lacking.push({ applicationId: application.id, title, readers: missing })
    }
    const line = { at: ctx.now(), actorId: user.id, schoolId: campaign.officeId, targetId: campaignId }
    if (given > 0) await insertAudit(tx, { ...line, action: 'campaign.assigned', detail: { readings: given } })
    return { given, lacking }
  })
}
