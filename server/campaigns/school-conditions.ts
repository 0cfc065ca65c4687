import { findApplicationOf, listApplicationPeople } from '#db/queries/applications.ts'
import { listProofNames } from '#db/queries/condition-facts.ts'
import { findOfficeOf } from '#db/queries/offices.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { invalidField, notFound } from '../kit/errors.ts'
import { chooseRulebook } from './choice.ts'
import { checkAll, type CheckedCondition } from './conditions/conditions.ts'
import type { Proof } from './conditions/facts.ts'
import { knownSchools } from './facts.ts'
import type { ConditionsAsked } from './input.ts'
import { phaseOf } from './phases.ts'
import { rulesOf } from './rulebook.ts'

const isNamed = ({ what, id }: Proof) => id !== null && (what === 'person' || what === 'project')

/**
 * Which conditions of a label the school of who asks met on a day, by whom or what and since when, and what is missing. For
 * all of its staff; where the country has no office, nothing of it is there.
 */
export async function showSchoolConditions(ctx: Ctx, { scheme, on }: ConditionsAsked) {
  const { schoolId } = requireSchool(ctx, 'school.read')
  const school = await findSchool(ctx.db, schoolId)
  const office = school?.kind === 'school' ? await findOfficeOf(ctx.db, school.countryCode) : null
  if (!school || !office) throw notFound()
  const today = await findDayAt(ctx.db, schoolId, ctx.now())
  const day = on ?? today
  if (day > today) throw invalidField('on', 'date_ahead')
  const chosen = await chooseRulebook(ctx.db, { scheme, countryCode: school.countryCode, day })
  const rules = chosen && rulesOf(chosen.rulebook.rules)
  if (!chosen || rules?.subject !== 'school') throw notFound()
  const [known] = await knownSchools(ctx.db, { schoolId }, { conditions: rules.conditions, day })
  const checked = known ? checkAll({ school: known.facts }, rules.conditions, day) : []
  const proofs = checked.flatMap(({ answer }) => answer.proof.filter(isNamed))
  const names = await listProofNames(
    ctx.db,
    schoolId,
    proofs.flatMap(({ id }) => id ?? []),
  )
  const { rulebook, campaign } = chosen
  const { id, version, titles, source } = rulebook
  return {
    on: day,
    today,
    scheme,
    rulebook: { id, version, titles, source, isExample: rules.isExample, notes: rules.notes },
    campaign: campaign && {
      ...{ id: campaign.id, phase: phaseOf(campaign, ctx.now()) },
      opensAt: campaign.opensAt.toISOString(),
      closesAt: campaign.closesAt.toISOString(),
      isInviting: rules.entry === 'invited',
      application: await findOwnApplication(ctx, { campaignId: campaign.id, schoolId }),
    },
    schoolId,
    isMet: checked.every(({ answer }) => answer.isMet),
    conditions: checked.map((one) => viewCondition(one, names)),
  }
}

/** What the school has in a campaign: begun by whom is said there. Who writes it reads it; the others join with one press. */
export async function findOwnApplication(ctx: Ctx, of: { campaignId: string; schoolId: string }) {
  const found = await findApplicationOf(ctx.db, { ...of, userId: null, projectId: null })
  if (!found) return null
  const people = await listApplicationPeople(ctx.db, [found.id])
  const isMine = people.some(({ userId }) => userId === ctx.user?.id)
  return {
    id: found.id,
    state: found.state === 'judged' || found.state === 'decided' ? 'submitted' : found.state,
    isMine,
  }
}

const viewCondition = ({ id, condition, answer }: CheckedCondition, names: ReadonlyMap<string, string>) => ({
  id,
  asks: condition,
  isMet: answer.isMet,
  proof: answer.proof.map((one) => ({ ...one, name: isNamed(one) ? (names.get(one.id ?? '') ?? null) : null })),
  missing: answer.missing,
})
