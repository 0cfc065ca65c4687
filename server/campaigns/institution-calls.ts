import { listCampaignsFor } from '#db/queries/calls.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { checkAll } from './conditions/conditions.ts'
import { knownSchools } from './facts.ts'
import { phaseOf } from './phases.ts'
import { type Rules, rulesOf } from './rulebook.ts'
import { findOwnApplication } from './school-conditions.ts'

type Called = Awaited<ReturnType<typeof listCampaignsFor>>[number]

/**
 * What an institution of teacher education can apply for now, for all of its staff: each call with what stands between it and being
 * handed in, said before anybody writes a word.
 */
export async function showInstitutionCalls(ctx: Ctx) {
  const { schoolId } = requireSchool(ctx, 'school.read')
  const school = await findSchool(ctx.db, schoolId)
  if (school?.kind !== 'institution') throw notFound()
  const called = (await listCampaignsFor(ctx.db, school.countryCode, ctx.now()))
    .map((one) => ({ ...one, rules: rulesOf(one.rulebook.rules) }))
    .filter(({ rules }) => rules.subject === 'institution' && rules.entry === 'apply')
  const calls = []
  for (const one of called) calls.push(await viewCall(ctx, schoolId, one))
  return { schoolId, calls }
}

async function viewCall(ctx: Ctx, schoolId: string, { campaign, rulebook, office, rules }: Called & { rules: Rules }) {
  const { conditions } = rules
  const day = await findDayAt(ctx.db, office.id, ctx.now())
  const [known] = await knownSchools(ctx.db, { schoolId }, { conditions, day })
  const checked = checkAll({ ...(known && { school: known.facts }) }, conditions, day)
  const wordsOf = (question: string) => rules.form.find(({ id }) => id === question)?.words ?? null
  return {
    ...{ id: campaign.id, title: campaign.title, titles: rulebook.titles, office: office.name },
    isExample: rules.isExample,
    phase: phaseOf(campaign, ctx.now()),
    opensAt: campaign.opensAt.toISOString(),
    closesAt: campaign.closesAt.toISOString(),
    isInviting: false,
    /** As of nothing written: what is asked and signed in the application stands among it. */
    missing: checked.flatMap(({ id, condition, answer }) => {
      const asked = condition.is === 'declared' ? wordsOf(condition.question) : null
      return answer.isMet ? [] : [{ id, is: condition.is, ...answer.missing, asked }]
    }),
    application: await findOwnApplication(ctx, { campaignId: campaign.id, schoolId }),
  }
}
